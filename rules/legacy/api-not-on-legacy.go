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
		fix := lint.NewFix(lint.Safe, d.Edits, !d.Failed, "use "+to)
		p.At(apiVersion, fix, "the %s has no %s in %q", s.Policy.Legacy.Title, o.Kind, o.APIVersion).HelpUnlessFixed("use %s", to)
		return
	}
	d.Add(kind.SetText(row.Kind))
	title := "use " + row.Kind + " of " + to
	fix := lint.NewFix(lint.Safe, d.Edits, !d.Failed, title)
	p.At(kind, fix, "the %s has no kind %s", s.Policy.Legacy.Title, o.Kind).HelpUnlessFixed("%s", title)
}
