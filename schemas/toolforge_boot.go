//go:build generate

package schemas

// While a generator runs, the literal that it writes may be missing.
var toolforge Policy

var newerFields []NewerField
