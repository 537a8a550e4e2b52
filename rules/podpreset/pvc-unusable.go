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
		claim := v.Node.At("persistentVolumeClaim", "claimName")
		if !v.isClaim && claim.String() != "" {
			p.At(claim, nil, "a tool cannot create the PersistentVolumeClaim %q", claim.Text()).
				Help("keep the files below %s", s.Policy.Tools.HomeRoot)
		}
	}
}
