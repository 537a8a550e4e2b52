package lint

import (
	"fmt"
	"strings"
)

// words hold what is kept of documents that are released: each text once, and many of them together. A text of a document
// keeps its own piece of memory, and there may be hundreds of thousands of them.
type words struct {
	known map[string]place // nil when all are there
	pages []string         // the last one is that of page
	page  strings.Builder
	line  []byte // room to format in
}

// A place tells where a text stands among the words.
type place struct{ page, from, length uint32 }

const wordPage = 2048 // bytes

func newWords() *words { return &words{known: map[string]place{}} }

func (w *words) keep(text string) string {
	if at, ok := w.known[text]; ok {
		return w.at(at)
	}
	if len(w.pages) == 0 || w.page.Cap()-w.page.Len() < len(text) {
		w.page = strings.Builder{}
		w.page.Grow(max(wordPage, len(text)))
		w.pages = append(w.pages, "")
	}
	at := place{uint32(len(w.pages) - 1), uint32(w.page.Len()), uint32(len(text))}
	w.page.WriteString(text)
	w.pages[at.page] = w.page.String()
	kept := w.at(at)
	w.known[kept] = at
	return kept
}

// find is the place of a text that was kept.
func (w *words) find(text string) place { return w.known[text] }

func (w *words) at(p place) string {
	if p.length == 0 {
		return ""
	}
	return w.pages[p.page][p.from : p.from+p.length]
}

// format is keep of what fmt.Sprintf makes. Many findings say the same.
func (w *words) format(format string, args ...any) string {
	w.line = fmt.Appendf(w.line[:0], format, args...)
	if at, ok := w.known[string(w.line)]; ok {
		return w.at(at)
	}
	return w.keep(string(w.line))
}

// close gives up what is needed to keep more.
func (w *words) close() {
	w.known, w.line = nil, nil
}
