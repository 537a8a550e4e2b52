package lint

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/lint/internal/bulk"
	"github.com/toolforge/tfk8s/lint/manifest"
)

func TestFindingsAreUnpackedAsTheyWere(t *testing.T) {
	f := manifest.Parse("a.yaml", []byte("a: b\n"))
	rule, object, fix := &Rule{Name: "one"}, &manifest.ID{Name: "x"}, &Fix{Title: "fix it"}
	pass := Pass{rule: rule, file: f, texts: bulk.NewTexts()}
	pass.Report(Report{}, "said of a file")
	pass.object = object
	pass.Report(Report{Span: manifest.Span{Start: 1, End: 2}, Path: "spec.replicas", Stage: new(Runs), Severity: new(Error), Fix: fix}, "the value %d", 3)
	pass.rule, pass.Prepared = &Rule{Name: "two"}, f
	pass.Report(Report{Path: "spec.replicas", Related: []Related{{Message: "beside it"}}}, "%s", strings.Repeat("long ", 1000))
	pass.Report(Report{Path: "status", Fix: fix}, "the value %d", 3)
	p := pack(pass.found, f, pass.texts)
	if len(p.records) != len(pass.found) {
		t.Fatal(len(p.records))
	}
	if len(p.rules) != 2 || len(p.fixes) != 1 || len(p.objects) != 1 {
		t.Errorf("%d rules, %d fixes and %d objects are kept, of 2, 1 and 1", len(p.rules), len(p.fixes), len(p.objects))
	}
	for i, want := range pass.found {
		if got := p.at(i); !reflect.DeepEqual(got, want) {
			t.Errorf("%+v, not %+v", got, want)
		}
	}
}

// A page that is full is left as it is: copied into the next one, many texts would take the square of their length.
func TestEachTextIsKeptOnce(t *testing.T) {
	w := newWords()
	length, texts := 0, []string{}
	for i := range 1000 {
		text := fmt.Sprintf("the value %d is what it is", i)
		texts, length = append(texts, text), length+len(text)
		w.keep(text)
		w.format("the value %d is what it is", i)
	}
	kept := 0
	for _, page := range w.pages {
		kept += len(page)
	}
	if kept != length || len(w.pages) < 2 {
		t.Errorf("%d bytes of text take %d bytes on %d pages", length, kept, len(w.pages))
	}
	for _, text := range texts {
		if got := w.at(w.find(text)); got != text {
			t.Fatalf("%q became %q", text, got)
		}
	}
}
