package image

import (
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

// failingLookups is the effect of an image that is for the legacy cluster.
const failingLookups = "user lookups fail in its pods"

// failingPull is the effect of an image that does not exist.
const failingPull = "pods stay in ImagePullBackOff"

// capitalize returns the code name of a release as its makers write it: Jessie.
func capitalize(release string) string { return strings.ToUpper(release[:1]) + release[1:] }

// reportRenamed reports the images of a kind. Each of them has another name on the current cluster. The label says how the
// name shows the kind, where that is not plain to see.
func reportRenamed(p *lint.Pass, kind schemas.ImageKind, label func(*workload.Settings) string) {
	s := workload.Of(p)
	for _, image := range s.Images() {
		if m := image.Match; m.Kind == kind {
			fix := s.UseImage(image, m.Current, lint.Safe)
			p.At(image.Node, fix, "image %s is for the %s", image.Ref.Name, s.Policy.Legacy.Title).
				Label("%s", label(s.Settings)).
				HelpUnlessFixed("use %s", m.Current)
		}
	}
}
