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
		next, port := s.Policy.ImageOfType(row.Successor), s.Policy.ImageOfType(row.PortTo)
		var fix *lint.Fix
		if next != nil {
			fix = upgrade(s.Settings, image, next)
		}
		runtime := row.Runtime()
		if row.Version == "" {
			runtime = "an old version of " + runtime
		}
		found := p.At(image.Node, fix, "image %s runs %s, which is deprecated", image.Ref.Name, runtime)
		switch {
		case fix != nil:
			found.Help("then build again what was installed with %s", row.Runtime())
		case next != nil:
			found.Help("move to %s", next.CurrentName(image.Match.Suffix))
		case port != nil:
			found.Help("port the code to %s, in %s", port.Runtime(), port.CurrentName(image.Match.Suffix))
		default:
			found.Help("move to another runtime")
		}
	}
}

// upgrade makes the fix that moves an image to the successor of its runtime, nil unless that was asked for. An image of the
// legacy cluster needs two fixes one after the other, since legacy-image changes the same text.
func upgrade(s *workload.Settings, image *workload.UsedImage, next *schemas.Image) *lint.Fix {
	if !s.UpgradeRuntime {
		return nil
	}
	return s.UseImage(image, next.CurrentName(image.Match.Suffix), lint.Review)
}
