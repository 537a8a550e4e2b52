package bulk

import (
	"fmt"
	"strings"
)

// Texts interns texts: it keeps each once, and many of them in one piece of memory.
type Texts struct {
	known map[string]Ref
	pages []string        // the last one is what was written to page
	page  strings.Builder // full when there is no room for the next text
	line  []byte          // room to format in
}

// A Ref refers to an interned text. It holds no pointer, so the garbage collector does not look at it.
type Ref struct{ page, start, length uint32 }

const pageBytes = 2048

// NewTexts makes an empty Texts.
func NewTexts() *Texts { return &Texts{known: map[string]Ref{}} }

// Intern returns the interned text that is equal to a text.
func (t *Texts) Intern(text string) string { return t.At(t.Ref(text)) }

// Ref interns a text, and returns its Ref.
func (t *Texts) Ref(text string) Ref {
	if text == "" {
		return Ref{}
	}
	ref, isKnown := t.known[text]
	if isKnown {
		return ref
	}
	if len(t.pages) == 0 || t.page.Cap()-t.page.Len() < len(text) {
		t.page = strings.Builder{}
		t.page.Grow(max(pageBytes, len(text)))
		t.pages = append(t.pages, "")
	}
	ref = Ref{uint32(len(t.pages) - 1), uint32(t.page.Len()), uint32(len(text))}
	t.page.WriteString(text)
	t.pages[ref.page] = t.page.String()
	t.known[t.At(ref)] = ref
	return ref
}

// Sprintf interns what fmt.Sprintf returns, and allocates nothing for a text that is interned already.
func (t *Texts) Sprintf(format string, args ...any) string {
	t.line = fmt.Appendf(t.line[:0], format, args...)
	if ref, ok := t.known[string(t.line)]; ok {
		return t.At(ref)
	}
	return t.Intern(string(t.line))
}

// At returns the text of a Ref.
func (t *Texts) At(ref Ref) string {
	if ref.length == 0 {
		return ""
	}
	return t.pages[ref.page][ref.start : ref.start+ref.length]
}

// Close gives up the memory that At does not need. No other method must be called any more.
func (t *Texts) Close() { t.known, t.line = nil, nil }
