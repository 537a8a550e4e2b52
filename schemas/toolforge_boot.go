//go:build generate

package schemas

// While the generator runs, the literal that it writes may be missing.
var toolforge Policy
