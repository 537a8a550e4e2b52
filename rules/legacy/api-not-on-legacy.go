package legacy

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/api"
	"github.com/toolforge/tfk8s/rules/workload"
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
	s := workload.Of(p)
	row := s.Policy.LegacyKind(o.Kind)
	if row == nil || workload.IsServed(row, o) {
		return
	}
	apiVersion, kind := o.Root.Field("apiVersion"), o.Root.Field("kind")
	if row.Kind == o.Kind && o.APIVersion == "" {
		api.CheckNoWord(p, o, "apiVersion", row.APIVersions)
		return
	}
	to := row.APIVersions[0]
	if m := s.Policy.LegacyMove(o.Kind, o.APIVersion); m != nil {
		to = m.From
	}
	var d manifest.Draft
	if o.APIVersion != to {
		d.Add(apiVersion.SetText(to))
	}
	if row.Kind == o.Kind {
		p.At(apiVersion, lint.NewFix(lint.Safe, d.Edits, !d.Failed, "use "+to),
			"the %s serves no %s in %q: use %s", s.Policy.Legacy.Title, o.Kind, o.APIVersion, to)
		return
	}
	d.Add(kind.SetText(row.Kind))
	p.At(kind, lint.NewFix(lint.Safe, d.Edits, !d.Failed, "use "+row.Kind+" of "+to),
		"the %s has no %s: it is a %s of %s there", s.Policy.Legacy.Title, o.Kind, row.Kind, to)
}
