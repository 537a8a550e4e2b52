package security

import (
	_ "embed"
	"slices"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed capabilities.md
var capabilitiesDoc string

var Capabilities = &lint.Rule{
	ID: "TFK503", Name: "capabilities",
	Stage: lint.Pods, Severity: lint.Error, Fix: lint.NoFix,
	Doc:    capabilitiesDoc,
	Object: checkCapabilities,
}

func checkCapabilities(p *lint.Pass, _ *manifest.Object) {
	s := workload.Of(p)
	for _, c := range s.Containers() {
		added := c.At("securityContext", "capabilities", "add")
		items := added.Items()
		for i := range items {
			name, ok := items[i].Str()
			if ok && !slices.Contains(s.Policy.PodSecurity.AllowedCapabilities, name) {
				s.Reject(p, &items[i], added.Path(), nil, "capability %q is not allowed", name).
					Label("containers on the %s have no capabilities", s.Policy.Current.Title).
					Help("remove it, and configure the program to work without it")
			}
		}
	}
}
