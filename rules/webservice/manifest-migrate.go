package webservice

import (
	_ "embed"
	"slices"

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

// CouldMigrate reports whether the webservice that wrote a file could move it, according to its version. No webservice wrote a file
// without a version.
func (s *ServiceFile) CouldMigrate(root *manifest.Node) bool {
	version := s.Value(root, schemas.ManifestVersions).Text()
	return slices.ContainsFunc(s.Policy.ServiceManifest.Versions, func(v schemas.ManifestVersion) bool { return v.Version == version && v.Migrates })
}
