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
	Doc:    busterWithoutSSSDDoc,
	Object: checkBusterWithoutSSSD,
}

func checkBusterWithoutSSSD(p *lint.Pass, _ *manifest.Object) {
	reportRenamed(p, schemas.NoMarker, func(s *workload.Settings, name string) string {
		return fmt.Sprintf("%s, without %q, was built for the %s, on the %s its user look-ups fail",
			name, s.Policy.Images.Marker, s.Policy.Legacy.Title, s.Policy.Current.Title)
	})
}
