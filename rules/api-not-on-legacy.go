package rules

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

//go:embed api-not-on-legacy.md
var apiNotOnLegacyDoc string

var apiNotOnLegacy = &lint.Rule{
	ID: "TFK054", Name: "api-not-on-legacy",
	Stage: lint.Kubectl, Severity: lint.Error, Fix: lint.Safe,
	Doc:    apiNotOnLegacyDoc,
	Object: checkAPINotOnLegacy,
}

func checkAPINotOnLegacy(p *lint.Pass, o *manifest.Object) {
	s := on(p)
	row := s.Policy.LegacyKind(o.Kind)
	if row == nil || isServed(row, o) {
		return
	}
	apiVersion, kind := o.Root.Field("apiVersion"), o.Root.Field("kind")
	if row.Kind == o.Kind && o.APIVersion == "" {
		checkNoWord(p, o, "apiVersion", row.APIVersions)
		return
	}
	to := row.APIVersions[0]
	if m := s.Policy.LegacyMove(o.Kind, o.APIVersion); m != nil {
		to = m.From
	}
	var d draft
	if o.APIVersion != to {
		d.add(apiVersion.SetText(to))
	}
	if row.Kind == o.Kind {
		p.At(apiVersion, lint.NewFix(lint.Safe, d.edits, !d.failed, "use "+to),
			"the %s serves no %s in %q: use %s", s.Policy.Legacy.Title, o.Kind, o.APIVersion, to)
		return
	}
	d.add(kind.SetText(row.Kind))
	p.At(kind, lint.NewFix(lint.Safe, d.edits, !d.failed, "use "+row.Kind+" of "+to),
		"the %s has no %s: it is a %s of %s there", s.Policy.Legacy.Title, o.Kind, row.Kind, to)
}
