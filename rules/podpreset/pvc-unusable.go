package podpreset

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed pvc-unusable.md
var pvcUnusableDoc string

var PvcUnusable = &lint.Rule{
	ID: "TFK409", Name: "pvc-unusable",
	Stage: lint.Runs, Severity: lint.Warning, Fix: lint.NoFix,
	Effect: "the pods stay Pending",
	Doc:    pvcUnusableDoc,
	Object: checkPVCUnusable,
}

func checkPVCUnusable(p *lint.Pass, _ *manifest.Object) {
	s := workload.Of(p)
	parts := PartsOf(s)
	for i := range parts.Volumes {
		v := &parts.Volumes[i]
		name := v.Node.At("persistentVolumeClaim", "claimName")
		if v.isClaim {
			name = v.Node.At("metadata", "name")
		}
		switch where := s.Policy.Tools.HomeRoot; {
		case name.String() == "":
		case v.isClaim:
			p.At(name, nil, "the %s has no storage for the claim %q", s.Policy.Current.Title, name.Text()).
				Help("keep the files below %s, or use emptyDir for temporary files", where)
		default:
			p.At(name, nil, "a tool cannot create the PersistentVolumeClaim %q", name.Text()).Help("keep the files below %s", where)
		}
	}
}
