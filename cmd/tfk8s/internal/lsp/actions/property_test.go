package actions_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/actions"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/project"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/protocol"
	"github.com/toolforge/tfk8s/convert"
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/rules"
)

// TestEditorsMakeTheSameChangesAsConvert applies the actions for manifests as an editor does, in several forms of the text.
func TestEditorsMakeTheSameChangesAsConvert(t *testing.T) {
	var paths []string
	for _, folder := range []string{"manifests", "roundtrip"} {
		some, err := filepath.Glob("../../../../../testdata/" + folder + "/*.yaml")
		if err != nil || len(some) == 0 {
			t.Fatal("there are no manifests", err)
		}
		paths = append(paths, some...)
	}
	for _, path := range paths {
		src, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		text := string(src)
		if strings.Contains(path, "roundtrip") { // the forms make no other difference there
			checkAll(t, path, view(text))
			continue
		}
		for form, text := range map[string]string{
			"as it is": text, "CRLF": strings.ReplaceAll(text, "\n", "\r\n"), "beside wide characters": "# 😀\n" + strings.ReplaceAll(text, "name: ", "name:   "),
			"many times": strings.Repeat("---\n"+text+"\n", 3),
		} {
			v := view(text)
			checkFixes(t, path+", "+form, v)
			checkAll(t, path+", "+form, v)
		}
	}
}

// checkFixes compares the fix of each finding with the one that can be applied alone.
func checkFixes(t *testing.T, name string, v *project.View) {
	t.Helper()
	if len(v.Found) == 0 {
		return
	}
	o := &convert.Options{Config: v.Config, Pin: rules.Pin, Unpin: rules.Unpin}
	for _, d := range o.Alone(v.Found[0].File, v.Found) {
		if d.Fix == nil || len(d.Fix.Edits) == 0 {
			continue
		}
		want, err := d.File.Apply(d.Fix.Edits)
		if err != nil {
			t.Fatal(err)
		}
		params := `{"range": ` + jsonOf(v.Lines.Range(d.Span.Start, d.Span.End)) + `, "context": {"only": ["quickfix"]}}`
		all, err := actions.Of(v, []byte(params))
		if err != nil {
			t.Fatal(err)
		}
		isIt := func(a protocol.CodeAction) bool { return apply(v, a) == string(want) }
		if !slices.ContainsFunc(all.([]protocol.CodeAction), isIt) {
			t.Errorf("%s: no action makes the fix of %s (%s)", name, d.Rule.Name, d.Fix.Title)
		}
	}
}

// checkAll compares the fixes of the whole document with the result of convert.
func checkAll(t *testing.T, name string, v *project.View) {
	t.Helper()
	for kind, safeOnly := range map[string]bool{protocol.SourceFixAll: true, protocol.SourceConvert: false} {
		r, err := convert.File(&convert.Options{Config: v.Config, Pin: rules.Pin, Unpin: rules.Unpin, SafeOnly: safeOnly}, v.File)
		if err != nil {
			t.Fatal(err)
		}
		all, err := actions.Of(v, []byte(`{"context": {"only": ["`+kind+`"]}}`))
		if err != nil {
			t.Fatal(err)
		}
		list := all.([]protocol.CodeAction)
		isFixable := slices.ContainsFunc(v.Found, func(d lint.Diagnostic) bool { return d.Fix != nil && (!safeOnly || d.Fix.Safety == lint.Safe) })
		if len(list) == 0 {
			if isFixable && r.Changed {
				t.Errorf("%s: %s is not offered", name, kind)
			}
			continue
		}
		if got := apply(v, list[0]); got != string(r.File.Src) {
			t.Errorf("%s: %s does not make what convert makes", name, kind)
		}
	}
}
