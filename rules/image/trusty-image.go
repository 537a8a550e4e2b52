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
	Doc:    trustyImageDoc,
	Object: checkTrustyImage,
}

func checkTrustyImage(p *lint.Pass, _ *manifest.Object) {
	s := workload.Of(p)
	for _, image := range s.Images() {
		if m := image.Match; m.Kind == schemas.RetiredImage {
			p.At(image.Node, nil, "%s (%s) was built for the %s and nothing succeeds it on the %s: choose another runtime, %s lists them",
				image.Ref.Name, m.Row.LegacyOS, s.Policy.Legacy.Title, s.Policy.Current.Title, s.Policy.Migration.RuntimesHelp)
		}
	}
}
