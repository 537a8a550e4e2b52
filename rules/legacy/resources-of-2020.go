package legacy

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/quota"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

//go:embed resources-of-2020.md
var resourcesOf2020Doc string

var resourcesOf2020 = &lint.Rule{
	ID: "TFK060", Name: "resources-of-2020",
	Stage: lint.Advice, Severity: lint.Note, Fix: lint.Review,
	Doc:    resourcesOf2020Doc,
	Object: checkResourcesOf2020,
}

func checkResourcesOf2020(p *lint.Pass, _ *manifest.Object) {
	s := workload.Of(p)
	if !s.FromCurrent || s.Resources == workload.ResourcesKeep {
		return
	}
	current, legacy := s.Policy.Current.Title, s.Policy.Legacy.Title
	for _, c := range s.Containers() {
		resources := c.Field("resources")
		if areDefaults(s.Settings, resources) {
			edits, ok := manifest.Delete(resources)
			fix := lint.NewFix(lint.Safe, edits, ok, "delete the resources")
			f := p.AtKey(resources, fix, "these resources are the defaults of the %s", current).Effect("the %s sets no limits by default", legacy)
			f.HelpUnlessFixed("delete the resources")
			continue
		}
		cpu := resources.At("limits", "cpu")
		most, was := s.Policy.LimitRange.Max.CPU, s.Policy.Webservice.LegacyLimits.CPU
		if s.IsWebservices() && c.Field("name").String() == s.Policy.Webservice.Container && isQuantity(cpu, most) {
			edits, ok := cpu.SetText(was)
			fix := lint.NewFix(lint.Review, edits, ok, "raise the cpu limit to "+was)
			p.At(cpu, fix, "cpu limit %s is the maximum of the %s", cpu.Text(), current).Label("webservice set %s on the %s", was, legacy).
				HelpUnlessFixed("raise it to %s", was)
		}
	}
}

// areDefaults reports whether resources are exactly the ones that a container of the current cluster gets by default.
func areDefaults(s *workload.Settings, resources *manifest.Node) bool {
	equals := func(n *manifest.Node, want schemas.Resources) bool {
		return len(n.Fields()) == 2 && isQuantity(n.Field("cpu"), want.CPU) && isQuantity(n.Field("memory"), want.Memory)
	}
	return len(resources.Fields()) == 2 &&
		equals(resources.Field("limits"), s.Policy.LimitRange.Default) && equals(resources.Field("requests"), s.Policy.LimitRange.DefaultRequest)
}

func isQuantity(n *manifest.Node, want string) bool {
	q, ok := quota.Quantity(n)
	return ok && n.Exists() && q.Cmp(quota.Bound(want)) == 0
}
