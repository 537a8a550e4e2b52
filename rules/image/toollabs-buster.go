package image

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

//go:embed toollabs-buster.md
var toollabsBusterDoc string

var ToollabsBuster = &lint.Rule{
	ID: "TFK203", Name: "toollabs-buster",
	Stage: lint.Runs, Severity: lint.Error, Fix: lint.Safe,
	Effect: failingLookups,
	Doc:    toollabsBusterDoc,
	Object: checkToollabsBuster,
}

func checkToollabsBuster(p *lint.Pass, _ *manifest.Object) {
	reportRenamed(p, schemas.AliasImage, func(*workload.Settings) string { return "built with this name for only a few days" })
}
