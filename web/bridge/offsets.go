package bridge

import (
	"bytes"
	"unicode/utf8"

	"github.com/toolforge/tfk8s/lint/manifest"
)

// step is how many bytes of a text are between two known offsets.
const step = 4096

// offsets turns offsets in the text of a file, in bytes, into offsets in the source of the file, in UTF-16 code units.
type offsets struct {
	text  []byte
	known []int // of each step; nil if the text is ASCII
	mark  int   // the length of the byte order mark
}

func newOffsets(f *manifest.File) *offsets {
	o := &offsets{text: f.Text()}
	if bytes.HasPrefix(f.Src, []byte("\uFEFF")) {
		o.mark = 1
	}
	if f.IsASCII(manifest.Span{End: len(o.text)}) {
		return o
	}
	units := 0
	for start := 0; start <= len(o.text); start += step {
		o.known = append(o.known, units)
		units += unitsIn(o.text[start:min(start+step, len(o.text))])
	}
	return o
}

func (o *offsets) at(offset int) int {
	offset = min(max(offset, 0), len(o.text))
	if o.known == nil {
		return o.mark + offset
	}
	start := offset / step * step
	return o.mark + o.known[start/step] + unitsIn(o.text[start:offset])
}

// unitsIn counts the UTF-16 code units of the characters that begin in a part of valid UTF-8.
func unitsIn(part []byte) (n int) {
	for _, b := range part {
		if utf8.RuneStart(b) {
			n++
		}
		if b >= 0xF0 { // four bytes, two units
			n++
		}
	}
	return n
}
