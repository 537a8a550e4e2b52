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
	if !s.RunsOnGrid(d.Root()) {
		return
	}
	if n := s.Value(d.Root(), schemas.ManifestBackends); n != nil {
		p.At(n, nil, "the webservice runs on %s, so it does not move to the %s", n.String(), s.Policy.Current.Title)
		return
	}
	p.At(s.Value(d.Root(), schemas.ManifestWebType), nil, "no backend, so the webservice runs on %s and does not move to the %s",
		s.backendOrDefault(d.Root()).Name, s.Policy.Current.Title)
}
