package image

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

//go:embed trusty-image.md
var trustyImageDoc string

var trustyImage = &lint.Rule{
	ID: "TFK212", Name: "trusty-image",
	Stage: lint.Runs, Severity: lint.Error, Fix: lint.NoFix,
	Effect: failingLookups,
	Doc:    trustyImageDoc,
	Object: checkTrustyImage,
}

func checkTrustyImage(p *lint.Pass, _ *manifest.Object) {
	s := workload.Of(p)
	for _, image := range s.Images() {
		if m := image.Match; m.Kind == schemas.RetiredImage {
			p.At(image.Node, nil, "image %s is for the %s", image.Ref.Name, s.Policy.Legacy.Title).
				Label("the %s has no image with %s", s.Policy.Current.Title, capitalize(m.Row.LegacyOS)).
				Help("use an image that %s lists", s.Policy.Migration.RuntimesHelp)
		}
	}
}
