package image

import (
	_ "embed"
	"fmt"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

//go:embed buster-without-sssd.md
var busterWithoutSSSDDoc string

var BusterWithoutSSSD = &lint.Rule{
	ID: "TFK202", Name: "buster-without-sssd",
	Stage: lint.Runs, Severity: lint.Error, Fix: lint.Safe,
	Effect: failingLookups,
	Doc:    busterWithoutSSSDDoc,
	Object: checkBusterWithoutSSSD,
}

func checkBusterWithoutSSSD(p *lint.Pass, _ *manifest.Object) {
	reportRenamed(p, schemas.NoMarker, func(s *workload.Settings) string {
		return fmt.Sprintf("the name lacks %q", s.Policy.Images.Marker)
	})
}
