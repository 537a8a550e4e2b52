package legacy

import (
	_ "embed"
	"slices"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/api"
	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

//go:embed kind-not-on-legacy.md
var kindNotOnLegacyDoc string

var kindNotOnLegacy = &lint.Rule{
	ID: "TFK055", Name: "kind-not-on-legacy",
	Stage: lint.API, Severity: lint.Error, Fix: lint.Safe,
	Doc:    kindNotOnLegacyDoc,
	Object: checkKindNotOnLegacy,
}

func checkKindNotOnLegacy(p *lint.Pass, o *manifest.Object) {
	s := workload.Of(p)
	if s.Policy.LegacyKind(o.Kind) != nil || api.IsListKind(s) {
		return
	}
	kind := o.Root.Field("kind")
	report := lint.Report{Span: kind.ValueMark(), Path: kind.Path(), Stage: new(lint.Kubectl)}
	switch near := api.MeantKind(s, s.GVK.Kind); {
	case o.Root.Field("apiVersion").IsNull() && kind.IsNull(): // it is not an object at all
		return
	case o.Kind == "":
		if text, isString := kind.Str(); kind.IsNull() || isString && text == "" { // wrong-type reports any other value
			report.Span, report.Path = o.Root.Fields()[0].Mark(), "kind"
			p.Report(report, "kind is not set").Help("set the kind of the object")
		}
		return
	case !api.IsKind(s.Settings, o.Kind) && near != "":
		edits, ok := kind.SetText(near)
		report.Fix = lint.NewFix(lint.Safe, edits, ok, "use "+near)
		p.Report(report, "there is no kind %q", o.Kind).HelpUnlessFixed("use %s", near)
		return
	}
	wasServed := func(m schemas.APIMove) bool { return m.Kind == o.Kind && m.Legacy }
	if o.APIVersion == "v1" || slices.ContainsFunc(s.Policy.APIs, wasServed) {
		report.Stage = new(lint.API)
	}
	p.Report(report, "a tool cannot create %s on the %s", words.Article(o.Kind), s.Policy.Legacy.Title).Help("%s", legacyInstead(o.Kind))
}

// legacyInstead says what a tool does on the legacy cluster instead of creating an object of a kind.
func legacyInstead(kind string) string {
	switch kind {
	case "Ingress":
		return "delete the Ingress; the proxy of the legacy cluster finds the Service by itself"
	case "PersistentVolumeClaim":
		return "keep files in the home of the tool"
	case "StatefulSet", "PetSet", "DaemonSet":
		return "use a Deployment"
	}
	return api.InsteadOf(kind)
}
