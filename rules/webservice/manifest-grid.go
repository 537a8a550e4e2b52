package webservice

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/schemas"
)

//go:embed manifest-grid.md
var manifestGridDoc string

var manifestGrid = &lint.Rule{
	ID: "TFK911", Name: "manifest-grid",
	Stage: lint.Advice, Severity: lint.Note,
	Doc:     manifestGridDoc,
	Foreign: checkManifestGrid,
}

func checkManifestGrid(p *lint.Pass, d *manifest.Document) {
	s := inServiceFile(p)
	if s.onGrid(d.Root()) {
		n := s.Value(d.Root(), schemas.ManifestBackends)
		p.At(n, nil, "the webservice runs on %s, so it does not move to the %s", n.String(), s.Policy.Current.Title)
	}
}
