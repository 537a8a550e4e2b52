package image

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

//go:embed jessie-image.md
var jessieImageDoc string

var jessieImage = &lint.Rule{
	ID: "TFK208", Name: "jessie-image",
	Stage: lint.Advice, Severity: lint.Note, Fix: lint.NoFix,
	Doc:    jessieImageDoc,
	Object: checkJessieImage,
}

// checkJessieImage leaves out the images that deprecated-runtime reports, and those of the legacy cluster, which must be
// replaced anyway. It reports their successors.
func checkJessieImage(p *lint.Pass, _ *manifest.Object) {
	s := workload.Of(p)
	for _, image := range s.Images() {
		m := image.Match
		if m.Kind != schemas.CurrentImage || m.Row.Deprecated {
			continue
		}
		for _, old := range s.Policy.Images.EndOfLife {
			if m.Row.OS == old.OS {
				supports := "supports"
				if old.Date < s.Policy.AsOf {
					supports = "supported"
				}
				p.At(image.Node, nil, "image %s is based on Debian %s", image.Ref.Name, capitalize(old.OS)).
					Label("Debian %s it until %s", supports, old.Date).
					Help("plan to move to an image of a newer release")
			}
		}
	}
}
