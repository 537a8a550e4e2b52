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
		effect := "the cluster accepts it in an init container, but the rules of " + s.Policy.Name + " do not allow it"
		if host := laterHost(s.Settings, image); host != nil && host.Since > s.Policy.AsOf {
			effect = "the host does not exist yet, so pods stay in ImagePullBackOff"
		}
		p.At(image.Node, fix, "%s", notFromRegistry(s.Settings, image)).Effect("%s", effect).
			HelpUnlessFixed("%s", help)
	}
}
