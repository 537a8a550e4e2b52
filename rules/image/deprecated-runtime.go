package image

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

//go:embed deprecated-runtime.md
var deprecatedRuntimeDoc string

var deprecatedRuntime = &lint.Rule{
	ID: "TFK207", Name: "deprecated-runtime",
	Stage: lint.Advice, Severity: lint.Warning, Fix: lint.Review,
	Doc:    deprecatedRuntimeDoc,
	Object: checkDeprecatedRuntime,
}

func checkDeprecatedRuntime(p *lint.Pass, _ *manifest.Object) {
	s := workload.Of(p)
	for _, image := range s.Images() {
		row := image.Match.Row
		if row == nil || !row.Deprecated {
			continue
		}
		if next := s.Policy.ImageOfType(row.Successor); next != nil {
			p.At(image.Node, upgrade(s.Settings, image, next), "%s holds %s, a deprecated runtime: move to %s",
				image.Ref.Name, row.Runtime(), next.CurrentName(image.Match.Suffix))
		} else if next := s.Policy.ImageOfType(row.PortTo); next != nil {
			p.At(image.Node, nil, "%s holds %s, a deprecated runtime that no other image has: port the code to %s, in %s",
				image.Ref.Name, row.Runtime(), next.Runtime(), next.CurrentName(image.Match.Suffix))
		} else {
			p.At(image.Node, nil, "%s holds %s, a deprecated runtime: move to another", image.Ref.Name, row.Runtime())
		}
	}
}

// upgrade makes the fix that moves an image to the successor of its runtime, nil unless that was asked for. An image of
// the legacy cluster gets there in two steps, since the fix of the image changes the same text; each is listed.
func upgrade(s *workload.Settings, image *workload.UsedImage, next *schemas.Image) *lint.Fix {
	if !s.UpgradeRuntime {
		return nil
	}
	fix := s.UseImage(image, next.CurrentName(image.Match.Suffix), lint.Review)
	if fix != nil {
		fix.Title += ", and build again what was installed with " + image.Match.Row.Runtime()
	}
	return fix
}
