package api

import (
	_ "embed"
	"slices"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed wrong-kind.md
var wrongKindDoc string

var WrongKind = &lint.Rule{
	ID: "TFK316", Name: "wrong-kind",
	Stage: lint.Kubectl, Severity: lint.Error, Fix: lint.Review,
	Doc:    wrongKindDoc,
	Object: checkWrongKind,
}

func checkWrongKind(p *lint.Pass, o *manifest.Object) {
	s := workload.Of(p)
	m := mistakenKindOf(s)
	if m == nil {
		return
	}
	kind := o.Root.Field("kind")
	r := lint.Report{Span: kind.ValueMark(), Path: kind.Path(), Fix: fixOfKind(s, m)}
	switch {
	case len(m.foreign) > 0:
		r.Path = m.foreign[0].Path()
	case m.missing != "":
		r.Path = "spec." + m.missing
	}
	if schema := s.Bundle.Lookup(m.written); schema != nil && isWhole(s, s.Policy.LikeKind(m.written.Kind), schema) {
		r.Stage = new(lint.API) // kubectl knows the selector of a Job
	}
	foreign := workload.KeysOf(m.foreign)
	switch {
	case m.deeper != nil && m.misspelt != nil:
		r.Span, r.Path = m.deeper.Mark(), m.deeper.Path()
		p.Report(r, "a CronJob has a schedule, which is spelled %q here, and its template under %s", m.misspelt.Key(), m.deeper.Parent().ChildPath("jobTemplate.spec"))
	case m.deeper != nil && m.kind == m.now:
		r.Span, r.Path = m.deeper.Mark(), m.deeper.Path()
		p.Report(r, "a %s has its template deeper, under %s", m.written.Kind, m.deeper.Parent().ChildPath("jobTemplate.spec"))
	case m.deeper != nil:
		p.Report(r, "%s has no %s: a CronJob has it, and the template under %s", words.Article(m.written.Kind), words.Either(foreign), m.deeper.Parent().ChildPath("jobTemplate.spec"))
	case m.kind == m.now:
		r.Span = m.foreign[0].Mark()
		p.Report(r, "%s has no %s: %s", words.Article(m.written.Kind), words.Either(foreign), ownersOf(s, m.foreign))
	case len(foreign) > 0:
		p.Report(r, "%s has no %s", words.Article(m.written.Kind), ofOtherKind(m))
	default:
		p.Report(r, "the fields are those of %s, not of %s", words.Article(m.kind), words.Article(m.written.Kind))
	}
}

// ofOtherKind names the fields that the written kind does not have, and those of them that what was meant has neither.
func ofOtherKind(m *mistakenKind) string {
	drops := workload.KeysOf(m.drops)
	theirs := slices.DeleteFunc(workload.KeysOf(m.foreign), func(key string) bool { return slices.Contains(drops, key) })
	kind := words.Article(m.kind)
	switch {
	case len(drops) == 0:
		return words.Either(theirs) + ": the fields are those of " + kind
	case len(theirs) == 0:
		return words.Either(drops) + ", nor has " + kind + ", whose fields the others are"
	}
	return words.Either(theirs) + ": the fields are those of " + kind + ", but for " + words.Listed(drops)
}

// ownersOf says whose the fields are.
func ownersOf(s *workload.Object, fields []*manifest.Node) string {
	owner := ownerOf(s, fields[0].Key())
	if len(fields) == 1 {
		return "it is a setting of " + words.Article(owner.Kind)
	}
	return "they are settings of " + words.Article(owner.Kind)
}

// fixOfKind writes the kind that was meant with its apiVersion, and drops the settings that it does not have.
func fixOfKind(s *workload.Object, m *mistakenKind) *lint.Fix {
	var d manifest.Draft
	root := s.Root()
	title := ""
	if m.kind != m.written.Kind {
		d.Add(root.Field("kind").SetText(m.kind))
		title = "make it " + words.Article(m.kind) + " of " + m.apiVersion
	}
	switch version := root.Field("apiVersion"); {
	case version.String() == m.apiVersion:
	case version.Exists():
		d.Add(version.SetText(m.apiVersion))
	default:
		d.Insert(root, []string{"kind"}, manifest.Pair{Key: "apiVersion", Value: m.apiVersion})
	}
	if m.misspelt != nil {
		d.Add(m.misspelt.RenameKey("schedule"))
	}
	if m.deeper != nil {
		d.Add(m.deeper.Wrap("jobTemplate", "spec"))
		if title != "" {
			title += ", "
		}
		title += "put the template under jobTemplate"
		if m.misspelt != nil {
			title += ", rename " + m.misspelt.Key() + " to schedule"
		}
	}
	if len(m.drops) > 0 {
		d.Add(manifest.Delete(m.drops...))
		if title != "" {
			title += ", "
		}
		title += "drop " + words.Listed(workload.KeysOf(m.drops))
	}
	return lint.NewFix(lint.Review, d.Edits, !d.Failed, title)
}
