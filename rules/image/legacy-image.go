package image

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

//go:embed legacy-image.md
var legacyImageDoc string

var LegacyImage = &lint.Rule{
	ID: "TFK201", Name: "legacy-image",
	Stage: lint.Runs, Severity: lint.Error, Fix: lint.Safe,
	Doc:    legacyImageDoc,
	Object: checkLegacyImage,
}

func checkLegacyImage(p *lint.Pass, _ *manifest.Object) {
	reportRenamed(p, schemas.LegacyImage, func(s *workload.Settings, name string) string {
		return name + " was built for the " + s.Policy.Legacy.Title + ", on the " + s.Policy.Current.Title + " its user look-ups fail"
	})
}
