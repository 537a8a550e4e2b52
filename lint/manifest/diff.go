package manifest

import "github.com/aymanbagabas/go-udiff"

// contextLines is how many unchanged lines a diff shows around a change, as diff -u does.
const contextLines = 3

// Diff returns a unified diff of two versions of a file, "" where they are equal. It compares lines: a comparison of
// characters gives hunks whose line numbers are off.
func Diff(name string, before, after []byte) string {
	edits := udiff.Lines(string(before), string(after))
	diff, err := udiff.ToUnified(name, name, string(before), edits, contextLines)
	if err != nil { // edits of a text always fit it
		panic(err)
	}
	return diff
}
