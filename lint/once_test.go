package lint_test

import (
	"testing"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

// atName makes a rule that finds an error in the name of each object, under a path of its own.
func atName(id, name, path string, fix *lint.Fix) *lint.Rule {
	return &lint.Rule{
		ID: id, Name: name, Severity: lint.Error, Stage: lint.API, Fix: lint.Safe,
		Object: func(p *lint.Pass, o *manifest.Object) {
			p.Report(lint.Report{Span: o.Root.At("metadata", "name").ValueMark(), Path: path, Fix: fix}, "%s", name)
		},
	}
}

func TestACoveredFindingLeavesItsPathAndItsFixToTheOther(t *testing.T) {
	drop := &lint.Fix{Title: "drop it", Edits: []manifest.Edit{{}}}
	cause, same := atName("TFK902", "cause", "a", nil), atName("TFK901", "same", "b", drop)
	other, person := atName("TFK903", "other", "c", nil), atName("TFK904", "person", "d", nil)
	covers := func(first, second *lint.Diagnostic) bool { return first.Rule == cause && second.Rule != other }
	run := func(src string, rules ...*lint.Rule) []lint.Diagnostic {
		cfg := &lint.Config{Rules: rules, Covers: covers}
		return lint.Run(cfg, []*manifest.File{manifest.Parse("in.yaml", []byte(src))}).Diagnostics
	}

	got := run(named("bot"), same, cause, other)
	if len(got) != 2 || got[0].Rule != cause || got[1].Rule != other {
		t.Fatalf("got %+v", got)
	}
	if got[0].Fix != drop || len(got[0].Related) != 1 || got[0].Related[0].Message != "the API server also reports b" {
		t.Errorf("the cause has not got what it covers: %+v", got[0])
	}

	got = run(named("bot"), cause, person)
	if len(got) != 1 || len(got[0].Related) != 2 || got[0].Related[1].Message != "person" {
		t.Errorf("what a person has to do is lost: %+v", got)
	}

	two := atName("TFK900", "two", "e", nil)
	got = run(named("bot"), two, same, cause)
	if len(got) != 1 || got[0].Rule != cause || got[0].Fix != drop {
		t.Errorf("one finding covers several: %+v", got)
	}

	got = run(named("bot # tfk8s:ignore cause it is known"), same, cause)
	if len(got) != 1 || got[0].Rule != same {
		t.Errorf("a finding that is ignored covers nothing: %+v", got)
	}
}
