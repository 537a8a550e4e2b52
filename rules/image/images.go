package image

import (
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

// reportRenamed reports the images of a kind, all of which go on under another name on the current cluster.
func reportRenamed(p *lint.Pass, kind schemas.ImageKind, message func(s *workload.Settings, name string) string) {
	s := workload.Of(p)
	for _, image := range s.Images() {
		if m := image.Match; m.Kind == kind {
			p.At(image.Node, s.UseImage(image, m.Current, lint.Safe), "%s: use %s", message(s.Settings, image.Ref.Name), m.Current)
		}
	}
}
