package tool

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed foreign-namespace.md
var foreignNamespaceDoc string

var ForeignNamespace = &lint.Rule{
	ID: "TFK102", Name: "foreign-namespace",
	Stage: lint.API, Severity: lint.Error,
	Doc:    foreignNamespaceDoc,
	Object: checkForeignNamespace,
}

func checkForeignNamespace(p *lint.Pass, o *manifest.Object) {
	s := workload.Of(p)
	switch {
	case o.Namespace == "" || s.IsLegacyNamespace():
		return
	case s.Settings.Tool != "" && !s.IsToolName(s.Settings.Tool): // see tool-name-invalid
		return
	case s.Settings.Tool == "" && !s.IsReservedNamespace(o.Namespace): // nothing shows whose it is
		return
	case s.Settings.Tool != "" && o.Namespace == s.Policy.Current.NamespacePrefix+s.Settings.Tool:
		return
	}
	p.At(o.Root.At("metadata", "namespace"), nil,
		"namespace %q does not belong to the tool", o.Namespace).
		Effect("the API server rejects the %s as forbidden", s.Kind).
		Help("use %s", ownNamespace(s.Settings, s.Settings.Tool))
}
