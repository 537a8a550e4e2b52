package field

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

//go:embed deprecated-serviceaccount-field.md
var serviceAccountFieldDoc string

var ServiceAccountField = &lint.Rule{
	ID: "TFK314", Name: "deprecated-serviceaccount-field",
	Stage: lint.Advice, Severity: lint.Note, Fix: lint.NoFix,
	Doc:    serviceAccountFieldDoc,
	Object: checkServiceAccountField,
}

func checkServiceAccountField(p *lint.Pass, _ *manifest.Object) {
	s := workload.Of(p)
	for i := range s.Policy.RemovedFields {
		f := &s.Policy.RemovedFields[i]
		if f.Kind != "" || f.Change != schemas.Alias {
			continue
		}
		old := s.PodSpec().Field(f.Path)
		switch {
		case old.IsNull():
		case s.PodSpec().Field(f.To).IsNull():
			p.AtKey(old, nil, "%s is the old name of %s", f.Path, f.To).Help("rename it to %s", f.To)
		default:
			p.AtKey(old, nil, "%s is ignored, because %s is set", f.Path, f.To).Help("delete it")
		}
	}
}
