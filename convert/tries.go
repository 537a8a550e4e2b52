package convert

import "github.com/toolforge/tfk8s/lint/manifest"

// tries counts the bytes that are read to find out which fixes can be applied. Each try reads all of a file several times, so that
// the time would grow with the square of the fixes.
type tries int

const (
	maxTriedBytes = 2 << 20
	minTries      = 10 // of a file of any size
)

func (t *tries) add(f *manifest.File) { *t += tries(len(f.Src)) }

// areTooMany reports whether it takes too long to try more.
func (t tries) areTooMany(f *manifest.File) bool {
	return int(t) > max(maxTriedBytes, minTries*len(f.Src))
}
