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
	Doc:    toollabsBusterDoc,
	Object: checkToollabsBuster,
}

func checkToollabsBuster(p *lint.Pass, _ *manifest.Object) {
	reportRenamed(p, schemas.AliasImage, func(s *workload.Settings, name string) string {
		return name + " was built under this name for a few days only, and its user look-ups fail on the " + s.Policy.Current.Title
	})
}
