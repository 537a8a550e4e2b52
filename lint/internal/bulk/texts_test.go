package bulk

import (
	"fmt"
	"testing"
)

// A page that is full is left as it is: copied into the next one, many texts would need the square of their length.
func TestEachTextIsKeptOnce(t *testing.T) {
	w := NewTexts()
	length, texts := 0, []string{}
	for i := range 1000 {
		text := fmt.Sprintf("the value %d is what it is", i)
		texts, length = append(texts, text), length+len(text)
		w.Intern(text)
		w.Sprintf("the value %d is what it is", i)
	}
	kept := 0
	for _, page := range w.pages {
		kept += len(page)
	}
	if kept != length || len(w.pages) < 2 {
		t.Errorf("%d bytes of text need %d bytes on %d pages", length, kept, len(w.pages))
	}
	for _, text := range texts {
		if got := w.At(w.Ref(text)); got != text {
			t.Fatalf("%q became %q", text, got)
		}
	}
}
