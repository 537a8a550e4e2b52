package lint_test

import (
	"fmt"
	"testing"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

// A foreign file implies an object: the Set rule sees the object, and its finding is reported about the file.
func TestWhatIsFoundInAnImpliedObjectIsReportedAboutItsDocument(t *testing.T) {
	names := lint.Gather(
		func(_ *lint.Pass, o *manifest.Object) (string, bool) { return o.Name, true },
		func(facts []*lint.Fact[string]) []*lint.Fact[string] { return facts })
	rule := &lint.Rule{Name: "name", Set: names.Check(func(p *lint.Pass, facts []*lint.Fact[string]) {
		for _, f := range facts {
			p.Report(lint.Report{File: f.File, Object: f.Object, Span: manifest.Span{Start: 3, End: 5}, Path: "kind",
				Related: []lint.Related{{File: facts[len(facts)-1].File}}}, "%s %t", f.Value, f.Implied)
		}
	})}
	cfg := &lint.Config{
		Rules:   []*lint.Rule{rule},
		Prepare: func(o *manifest.Object) any { return o },
		Foreign: func(f *manifest.File) any {
			if f.Name == "settings" {
				return f
			}
			return nil
		},
		Implied: func(_ any, d *manifest.Document) *manifest.File {
			return manifest.Parse("elsewhere", []byte("apiVersion: v1\nkind: Pod\nmetadata: {name: implied}\n"))
		},
	}
	files := []*manifest.File{
		manifest.Parse("a.yaml", []byte("apiVersion: v1\nkind: Pod\nmetadata: {name: written}\n")),
		manifest.Parse("settings", []byte("# settings\nkey: value\n")),
	}
	got := ""
	for _, d := range lint.Run(cfg, files).Diagnostics {
		got += fmt.Sprintln(d.File.Name, d.Span, d.Path, d.Message, d.Foreign, d.Object.Document, d.Object.Item, d.Related[0].File.Name)
	}
	want := "a.yaml {3 5} kind written false false 0 -1 settings\nsettings {11 21}  implied true true 0 -1 settings\n"
	if got != want {
		t.Errorf("got\n%s, want\n%s", got, want)
	}
}
