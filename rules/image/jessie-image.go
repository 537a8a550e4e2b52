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

// checkJessieImage leaves out the images of which deprecated-runtime says more, and those of the legacy cluster, which are
// to be replaced anyway: their successors get the note.
func checkJessieImage(p *lint.Pass, _ *manifest.Object) {
	s := workload.Of(p)
	for _, image := range s.Images() {
		m := image.Match
		if m.Kind != schemas.CurrentImage || m.Row.Deprecated {
			continue
		}
		for _, old := range s.Policy.Images.EndOfLife {
			if m.Row.OS == old.OS {
				p.At(image.Node, nil, "%s is built on Debian %s, whose support ends on %s: plan for an image of a newer release",
					image.Ref.Name, old.OS, old.Date)
			}
		}
	}
}
