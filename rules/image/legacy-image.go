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
	Effect: failingLookups,
	Doc:    legacyImageDoc,
	Object: checkLegacyImage,
}

func checkLegacyImage(p *lint.Pass, _ *manifest.Object) {
	reportRenamed(p, schemas.LegacyImage, func(*workload.Settings) string { return "" })
}
