package lint

import (
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
	pass.found[3].Help = "what a person must do, found out later"
	p := pack(pass.found, f, pass.texts)
	if len(p.records) != len(pass.found) {
		t.Fatal(len(p.records))
	}
	for i, want := range pass.found {
		if got := p.at(i); !reflect.DeepEqual(got, want) {
			t.Errorf("%+v, not %+v", got, want)
		}
	}
}
