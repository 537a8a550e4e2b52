package webservice

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/schemas"
)

//go:embed manifest-migrate.md
var manifestMigrateDoc string

var manifestMigrate = &lint.Rule{
	ID: "TFK916", Name: "manifest-migrate",
	Stage: lint.Advice, Severity: lint.Note,
	Doc:     manifestMigrateDoc,
	Foreign: checkManifestMigrate,
}

func checkManifestMigrate(p *lint.Pass, d *manifest.Document) {
	s, root := inServiceFile(p), d.Root()
	if b := s.Backend(root); b != nil && b.Kubernetes && s.CouldMigrate(root) {
		found := p.At(s.Value(root, schemas.ManifestBackends), nil, "the webservice may still run on the %s", s.Policy.Legacy.Title)
		if memory := s.MoreMemory(root); memory != "" {
			found.Help("move it with `%s`", s.MigrateWith(memory))
		} else {
			found.Help("move it with `%s`, which keeps its type, cpu and memory", s.Policy.Migration.Webservice)
		}
	}
}

// CouldMigrate reports whether `webservice migrate` could move the webservice of a file. It does not read the version, but files of a
// later version were written after all webservices had moved.
func (s *ServiceFile) CouldMigrate(root *manifest.Node) bool { return s.versionOf(root).Migrates }
