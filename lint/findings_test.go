package lint

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/lint/manifest"
)

func TestFindingsAreUnpackedAsTheyWere(t *testing.T) {
	f := manifest.Parse("a.yaml", []byte("a: b\n"))
	rule, object, fix := &Rule{Name: "one"}, &manifest.ID{Name: "x"}, &Fix{Title: "fix it"}
	packer := newPacker()
	pass := Pass{rule: rule, file: f, texts: packer.texts}
	pass.Report(Report{}, "said of a file")
	pass.object = object
	pass.Report(Report{Span: manifest.Span{Start: 1, End: 2}, Path: "spec.replicas", Stage: new(Runs), Severity: new(Error), Fix: fix}, "the value %d", 3)
	pass.rule, pass.Prepared = &Rule{Name: "two"}, f
	pass.Report(Report{Path: "spec.replicas", Related: []Related{{Message: "beside it"}}}, "%s", strings.Repeat("long ", 1000))
	pass.Report(Report{Path: "status", Fix: fix}, "the value %d", 3)
	pass.found[3].Help = "what a person must do, found out later"
	packed := packer.pack(pass.found, f)
	packer.close()
	if got := slices.Collect(packed.all()); !reflect.DeepEqual(got, pass.found) {
		t.Errorf("%+v, not %+v", got, pass.found)
	}
}
