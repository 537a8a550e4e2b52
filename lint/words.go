package lint

import (
	"fmt"
	"strings"
)

// words hold what is kept of documents that are released: each text once, and many of them together. A text of a document
// keeps its own piece of memory, and there may be hundreds of thousands of them.
type words struct {
	known map[string]string
	page  strings.Builder
	line  []byte // room to format in
}

const wordPage = 2048 // bytes

func newWords() *words { return &words{known: map[string]string{}} }

func (w *words) keep(text string) string {
	if known, ok := w.known[text]; ok {
		return known
	}
	if w.page.Cap()-w.page.Len() < len(text) {
		w.page = strings.Builder{}
		w.page.Grow(max(wordPage, len(text)))
	}
	from := w.page.Len()
	w.page.WriteString(text)
	kept := w.page.String()[from:]
	w.known[kept] = kept
	return kept
}

// format is keep of what fmt.Sprintf makes. Many findings say the same.
func (w *words) format(format string, args ...any) string {
	w.line = fmt.Appendf(w.line[:0], format, args...)
	if known, ok := w.known[string(w.line)]; ok {
		return known
	}
	return w.keep(string(w.line))
}
