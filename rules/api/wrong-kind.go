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
	if schema := s.Bundle.Lookup(m.written); schema != nil && isComplete(s, s.Policy.LikeKind(m.written.Kind), schema) {
		r.Stage = new(lint.API) // kubectl knows the selector of a Job
	}
	foreign := workload.KeysOf(m.foreign)
	switch {
	case m.deeper != nil && m.misspelled != nil:
		r.Span, r.Path = m.deeper.Mark(), m.deeper.Path()
		p.Report(r, "a CronJob needs a schedule, not %q, and its template under %s", m.misspelled.Key(), templatePath(m)).
			Help("%s", helpFor(m, r.Fix))
	case m.deeper != nil && m.kind == m.now:
		r.Span, r.Path = m.deeper.Mark(), m.deeper.Path()
		p.Report(r, "the template of %s belongs under %s", words.Article(m.written.Kind), templatePath(m)).Help("%s", helpFor(m, r.Fix))
	case m.deeper != nil:
		p.Report(r, "%s has no %s, but a CronJob has", words.Article(m.written.Kind), words.Either(foreign)).Help("%s", helpFor(m, r.Fix))
	case m.kind == m.now:
		r.Span = m.foreign[0].Mark()
		p.Report(r, "%s has no %s, but %s has", words.Article(m.written.Kind), words.Either(foreign), words.Article(ownerOf(s, m.foreign[0].Key()).Kind)).
			Help("%s", helpFor(m, r.Fix))
	case len(foreign) > 0:
		p.Report(r, "%s has no %s", words.Article(m.written.Kind), ofOtherKind(m)).Help("%s", helpFor(m, r.Fix))
	default:
		p.Report(r, "the fields are those of %s, not of %s", words.Article(m.kind), words.Article(m.written.Kind)).Help("%s", helpFor(m, r.Fix))
	}
}

// templatePath is where the template of a CronJob belongs.
func templatePath(m *mistakenKind) string { return m.deeper.Parent().ChildPath("jobTemplate.spec") }

// helpFor says what a person does about the kind if there is no fix.
func helpFor(m *mistakenKind, fix *lint.Fix) string {
	if fix != nil {
		return ""
	}
	return titleOfKindFix(m)
}

// ofOtherKind names the fields that the written kind does not have, and those of them that the kind that was meant lacks too.
func ofOtherKind(m *mistakenKind) string {
	drops := workload.KeysOf(m.drops)
	theirs := slices.DeleteFunc(workload.KeysOf(m.foreign), func(key string) bool { return slices.Contains(drops, key) })
	kind := words.Article(m.kind)
	if len(theirs) == 0 {
		return words.Either(workload.KeysOf(m.foreign)) + ", and neither has " + kind + ", which has the other fields"
	}
	return words.Either(theirs) + ", but " + kind + " has"
}

// fixOfKind writes the kind that was meant with its apiVersion, and deletes the settings that it does not have.
func fixOfKind(s *workload.Object, m *mistakenKind) *lint.Fix {
	var d manifest.Draft
	root := s.Root()
	if m.kind != m.written.Kind {
		d.Add(root.Field("kind").SetText(m.kind))
	}
	switch version := root.Field("apiVersion"); {
	case version.String() == m.apiVersion:
	case version.Exists():
		d.Add(version.SetText(m.apiVersion))
	default:
		d.Insert(root, []string{"kind"}, manifest.Pair{Key: "apiVersion", Value: m.apiVersion})
	}
	if m.misspelled != nil {
		d.Add(m.misspelled.RenameKey("schedule"))
	}
	if m.deeper != nil {
		d.Add(m.deeper.Wrap("jobTemplate", "spec"))
	}
	if len(m.drops) > 0 {
		d.Add(manifest.Delete(m.drops...))
	}
	return lint.NewFix(lint.Review, d.Edits, !d.Failed, titleOfKindFix(m))
}

// titleOfKindFix says what the fix changes.
func titleOfKindFix(m *mistakenKind) string {
	var steps []string
	if m.kind != m.written.Kind {
		steps = append(steps, "make it "+words.Article(m.kind)+" of "+m.apiVersion)
	}
	if m.deeper != nil {
		steps = append(steps, "put the template under jobTemplate")
	}
	if m.misspelled != nil {
		steps = append(steps, "rename "+m.misspelled.Key()+" to schedule")
	}
	if len(m.drops) > 0 {
		steps = append(steps, "delete "+words.Listed(workload.KeysOf(m.drops)))
	}
	return words.Listed(steps)
}
