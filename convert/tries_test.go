package convert_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/convert"
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

// manyKeys is a ConfigMap with thirty keys that takes long to read.
func manyKeys() *manifest.File {
	var text strings.Builder
	text.WriteString("# " + strings.Repeat("x", 250_000) + "\n" + called("a") + "data:\n")
	for i := range 30 {
		fmt.Fprintf(&text, "  k%d: old\n", i)
	}
	return manifest.Parse("a.yaml", []byte(text.String()))
}

// ofEachKey has a finding for each key whose value begins with old. The fix sets the value to next, and does more.
func ofEachKey(next string, passes *int, more func(o *manifest.Object) []manifest.Edit) *lint.Rule {
	return &lint.Rule{
		ID: "TFK997", Name: "old", Severity: lint.Error, Stage: lint.API, Fix: lint.Safe,
		Object: func(p *lint.Pass, o *manifest.Object) {
			*passes++
			values := o.Root.Field("data").Fields()
			for i := range values {
				if strings.HasPrefix(values[i].Text(), "old") {
					edits, ok := values[i].SetText(next)
					p.At(&values[i], lint.NewFix(lint.Safe, append(edits, more(o)...), ok, "change it"), "it is old")
				}
			}
		},
	}
}

func TestManyFixesThatAreRejectedAreNotAllTried(t *testing.T) {
	passes := 0
	rule := ofEachKey("older", &passes, func(*manifest.Object) []manifest.Edit { return nil })
	r, err := convert.File(&convert.Options{Config: &lint.Config{Rules: []*lint.Rule{rule}}}, manyKeys())
	if err != nil || r.Changed || len(r.Dropped) != 30 {
		t.Fatalf("%d fixes are dropped (%v)", len(r.Dropped), err)
	}
	if first, last := r.Dropped[0].Reason, r.Dropped[29].Reason; first != "the finding would still be there" || last != "too many other fixes cannot be applied" {
		t.Errorf("the reasons are %q and %q", first, last)
	}
	if passes > 30 {
		t.Errorf("the file is read %d times", passes)
	}
}

// All fixes touch each other, and lead to different texts in different orders.
func TestManyFixesThatMustComeOneByOneAreNotAllTried(t *testing.T) {
	passes := 0
	rule := ofEachKey("new", &passes, func(o *manifest.Object) []manifest.Edit {
		edits, _ := o.Root.At("metadata", "name").SetText(o.Name + "b")
		return edits
	})
	cfg := &lint.Config{Rules: []*lint.Rule{rule}}
	r, err := convert.File(&convert.Options{Config: cfg, Along: cfg}, manyKeys())
	if err != nil || r.Changed || len(r.Dropped) != 30 {
		t.Fatalf("%d fixes are dropped (%v)", len(r.Dropped), err)
	}
	if why := r.Dropped[0].Reason; !strings.HasPrefix(why, "too many fixes must be applied one at a time") {
		t.Errorf("the reason is %q", why)
	}
	if passes > 1000 {
		t.Errorf("the file is read %d times", passes)
	}
}

func TestFixesOfAnObjectAreJoinedIfTheyCanBe(t *testing.T) {
	passes := 0
	rule := ofEachKey("new", &passes, func(*manifest.Object) []manifest.Edit { return nil })
	cfg := &lint.Config{Rules: []*lint.Rule{rule}}
	f := manyKeys()
	r, err := convert.File(&convert.Options{Config: cfg, Along: cfg}, f)
	if want := strings.ReplaceAll(string(f.Src), ": old", ": new"); err != nil || string(r.File.Src) != want || len(r.Applied) != 30 {
		t.Errorf("%d fixes are applied (%v)", len(r.Applied), err)
	}
	if passes > 30 {
		t.Errorf("the file is read %d times", passes)
	}
}
