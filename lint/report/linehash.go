package report

import (
	"bytes"
	"strconv"

	"github.com/toolforge/tfk8s/lint/manifest"
)

// lineHashes computes for lines of a file what GitHub recognizes them by, even if lines before them come or go: a hash of the 100
// characters from the beginning of the line on, white space left out, and the number of the line among those with the same hash. It is
// that of https://github.com/github/codeql-action, which computes it if a report has none.
type lineHashes struct {
	file  *manifest.File
	lines []lineHash // by index of the line
}

// A lineHash has a hash, and the number of the line among those with the same one.
type lineHash struct {
	sum    uint64
	number int
}

func (h lineHash) String() string {
	return strconv.FormatUint(h.sum, 16) + ":" + strconv.Itoa(h.number)
}

func (h *lineHashes) at(f *manifest.File, line int) string {
	if f != h.file {
		text := f.Text()
		if bytes.HasSuffix(f.Src, text) {
			text = f.Src // with the byte order mark, which GitHub counts as a character
		}
		h.file, h.lines = f, hashLines(text)
	}
	return h.lines[min(line, len(h.lines))-1].String()
}

const (
	hashWindow   = 100 // characters
	hashBase     = 37
	endOfText    = 0xFFFF
	surrogateLow = 0x10000
)

// A lineHasher is a polynomial hash, modulo 2^64, of the last characters of a text: UTF-16 code units.
type lineHasher struct {
	window [hashWindow]uint64
	count  int
	sum    uint64
	leaves uint64 // hashBase to the power of hashWindow: what a character adds when it leaves the window

	starts []int // of lines whose window is not full yet: the number of characters before them
	seen   map[uint64]int
	lines  []lineHash
}

func hashLines(text []byte) []lineHash {
	h := lineHasher{leaves: 1, seen: map[uint64]int{}}
	for range hashWindow {
		h.leaves *= hashBase
	}
	begins, afterCR := true, false
	add := func(c uint64) {
		if begins {
			h.starts = append(h.starts, h.count)
		}
		begins = c == '\n'
		h.add(c)
	}
	for _, r := range string(text) {
		switch {
		case r == ' ' || r == '\t' || r == '\n' && afterCR:
			afterCR = false
			continue
		case r == '\r':
			add('\n')
		case r >= surrogateLow:
			add(0xD800 + uint64(r-surrogateLow)>>10)
			add(0xDC00 + uint64(r-surrogateLow)&0x3FF)
		default:
			add(uint64(r))
		}
		afterCR = r == '\r'
	}
	add(endOfText)
	for range hashWindow {
		h.add(0)
	}
	return h.lines
}

func (h *lineHasher) add(c uint64) {
	at := h.count % hashWindow
	h.sum = hashBase*h.sum + c - h.leaves*h.window[at]
	h.window[at] = c
	h.count++
	if len(h.starts) > 0 && h.count == h.starts[0]+hashWindow {
		h.starts = h.starts[1:]
		h.seen[h.sum]++
		h.lines = append(h.lines, lineHash{h.sum, h.seen[h.sum]})
	}
}
