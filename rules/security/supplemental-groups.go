package security

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed supplemental-groups.md
var supplementalGroupsDoc string

var SupplementalGroups = &lint.Rule{
	ID: "TFK509", Name: "supplemental-groups",
	Stage: lint.Pods, Severity: lint.Error, Fix: lint.NoFix,
	Doc:    supplementalGroupsDoc,
	Object: checkSupplementalGroups,
}

func checkSupplementalGroups(p *lint.Pass, _ *manifest.Object) {
	s := workload.Of(p)
	ranges := s.Policy.PodSecurity.SupplementalGroups
	groups := podSecurity(s, "supplementalGroups")
	items := groups.Items()
	if s.Kind == "Pod" && groups.IsList() && len(items) == 0 { // the server drops it from a template
		s.Reject(p, groups, groups.Path(), nil, "%s is an empty list", groups.Key()).Help("remove it")
	}
	for i := range items {
		group, ok := items[i].Int()
		if ok && !inRanges(group, ranges) {
			s.Reject(p, &items[i], groups.Path(), nil, "supplemental group %d is not allowed", group).
				Help("use a group from %d to %d", ranges[0].Min, ranges[0].Max)
		}
	}
}
