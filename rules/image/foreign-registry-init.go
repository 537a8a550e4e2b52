package image

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed foreign-registry-init.md
var foreignRegistryInitDoc string

var foreignRegistryInit = &lint.Rule{
	ID: "TFK206", Name: "foreign-registry-init",
	Stage: lint.Advice, Severity: lint.Warning, Fix: lint.Review,
	Doc:    foreignRegistryInitDoc,
	Object: checkForeignRegistryInit,
}

func checkForeignRegistryInit(p *lint.Pass, _ *manifest.Object) {
	s := workload.Of(p)
	for _, image := range s.Images() {
		if !image.Foreign || !image.Init || s.Policy.Registry.InitContainers {
			continue
		}
		help, fix := fromRegistry(s.Settings, image)
		found := p.At(image.Node, fix, "image %q is not from %s", image.String(), s.Policy.Registry.Host).
			Effect("the cluster accepts it in an init container, but the rules of %s do not allow it", s.Policy.Name)
		if fix == nil {
			found.Help("%s", help)
		}
	}
}
