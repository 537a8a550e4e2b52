package rules_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/toolforge/tfk8s/convert/diff"
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules"
)

// TestCases runs <domain>/testdata/<rule>/<case>.txtar. A case holds the manifest (in.yaml or in.json), what all the rules
// say of it (want.txt), what convert makes of it (out.yaml or out.json; absent where nothing changes) and, perhaps, the
// flags. Its comment says why it is there.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("*/testdata/*/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Fatal("there are no cases")
	}
	for _, name := range files {
		rule := filepath.Base(filepath.Dir(name))
		t.Run(rule+"/"+strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) { testCase(t, name) })
	}
}

func testCase(t *testing.T, name string) {
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if len(bytes.TrimSpace(archive.Comment)) == 0 {
		t.Error("the case does not say why it is there")
	}
	c := filesOf(archive)
	if c.in == nil {
		t.Fatal("the case has no in.yaml or in.json")
	}
	in := manifest.Parse(nameOf(c.flags, "in"+c.suffix), c.in)
	cfg := rules.Config(settingsOf(t, c.flags), rules.All)
	want := listing(lint.Run(cfg, []*manifest.File{in}))
	out := fix(t, cfg, in).Src
	if *update {
		rewriteCase(t, name, archive, c.suffix, want, out)
		return
	}
	if want != c.want {
		t.Errorf("what lint finds (+) is not what the case wants (-):\n%s", diff.Unified("want.txt", []byte(c.want), []byte(want), nil))
	}
	if c.out == nil {
		c.out = c.in
	}
	if !bytes.Equal(out, c.out) {
		t.Errorf("what convert makes (+) is not what the case wants (-):\n%s", diff.Unified("out"+c.suffix, c.out, out, nil))
	}
}

type caseFiles struct {
	suffix, flags, want string
	in, out             []byte
}

func filesOf(a *txtar.Archive) caseFiles {
	c := caseFiles{suffix: ".yaml"}
	for _, f := range a.Files {
		switch stem, suffix, _ := strings.Cut(f.Name, "."); stem {
		case "in":
			c.in, c.suffix = f.Data, "."+suffix
		case "out":
			c.out = f.Data
		case "want":
			c.want = string(f.Data)
		case "flags":
			c.flags = string(f.Data)
		}
	}
	return c
}

// listing is a line for each finding: place, severity, rule, path, message, and the title of the fix. What else it says is in
// lines of their own.
func listing(r lint.Result) string {
	var b strings.Builder
	for _, d := range r.Diagnostics {
		at := d.File.Position(d.Span.Start)
		fmt.Fprintf(&b, "%d:%d %s %s %s: %s", at.Line, at.Column, d.Severity, d.Rule.Name, d.Path, d.Message)
		if d.Fix != nil {
			fmt.Fprintf(&b, " [%s: %s]", d.Fix.Safety, d.Fix.Title)
		}
		b.WriteByte('\n')
		for _, part := range [...]struct{ name, text string }{{"label", d.Label}, {"effect", d.Effect}, {"help", d.Help}} {
			if part.text != "" {
				fmt.Fprintf(&b, "    %s: %s\n", part.name, part.text)
			}
		}
	}
	for _, file := range r.LeftOut {
		fmt.Fprintf(&b, "left out: it holds %s\n", file.Content.Name)
	}
	return b.String()
}

func rewriteCase(t *testing.T, name string, a *txtar.Archive, suffix, want string, out []byte) {
	t.Helper()
	kept := &txtar.Archive{Comment: a.Comment}
	var in []byte
	for _, f := range a.Files {
		if strings.HasPrefix(f.Name, "in.") {
			in = f.Data
		}
		if !strings.HasPrefix(f.Name, "want.") && !strings.HasPrefix(f.Name, "out.") {
			kept.Files = append(kept.Files, f)
		}
	}
	kept.Files = append(kept.Files, txtar.File{Name: "want.txt", Data: []byte(want)})
	if !bytes.Equal(in, out) {
		kept.Files = append(kept.Files, txtar.File{Name: "out" + suffix, Data: out})
	}
	if err := os.WriteFile(name, txtar.Format(kept), 0o644); err != nil {
		t.Fatal(err)
	}
}
