package quota

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/kubectl"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed lower-defaults.md
var lowerDefaultsDoc string

var LowerDefaults = &lint.Rule{
	ID: "TFK610", Name: "lower-defaults",
	Stage: lint.Advice, Severity: lint.Note, Fix: lint.Safe,
	Doc:    lowerDefaultsDoc,
	Object: checkLowerDefaults,
}

func checkLowerDefaults(p *lint.Pass, _ *manifest.Object) {
	s := workload.Of(p)
	if !s.FromLegacy && s.Resources != workload.ResourcesWrite {
		return
	}
	limits := s.Policy.LimitRange.Default
	for _, c := range s.Containers() {
		if !c.IsMap() || setsResources(c) || kubectl.IsMisspelled(s, c, "resources", "limits") || kubectl.IsMisspelled(s, c, "resources", "requests") {
			continue
		}
		var fix *lint.Fix
		if s.Resources != workload.ResourcesKeep {
			edits, ok := writeDefaults(s, c)
			fix = lint.NewFix(lint.Safe, edits, ok, "write the default limits and requests into the manifest")
		}
		p.Missing(c, "resources", fix, "no resources, so the limits are %s cpu and %s memory (unlimited on the %s)",
			limits.CPU, limits.Memory, s.Policy.Legacy.Title)
	}
}

// setsResources reports whether a container sets a limit or request, or anything else under resources.
func setsResources(c *manifest.Node) bool {
	isEmpty := func(n *manifest.Node) bool { return n.IsNull() || n.IsMap() && len(n.Fields()) == 0 }
	resources := c.Field("resources")
	for i := range resources.Fields() {
		if !isEmpty(&resources.Fields()[i]) {
			return true
		}
	}
	return !resources.IsNull() && !resources.IsMap()
}

// writeDefaults writes what the cluster gives a container that sets nothing: limits and requests, since limits alone would make
// the requests equal to them.
func writeDefaults(s *workload.Object, c *manifest.Node) (edits []manifest.Edit, ok bool) {
	resources := c.Field("resources")
	switch {
	case !resources.Exists():
		return c.Insert(beforeMounts(c), s.Bounds.Resources...)
	case len(resources.Fields()) > 0: // a person must decide about "limits: {}"
		return nil, false
	}
	return resources.Insert(nil, s.Bounds.Defaults...)
}

// beforeMounts returns the key before the mounts, after which resources are inserted. It returns nil to append them.
func beforeMounts(c *manifest.Node) []string {
	if mounts := c.Field("volumeMounts"); mounts.Exists() && mounts.Index() > 0 {
		return []string{c.Fields()[mounts.Index()-1].Key()}
	}
	return nil
}
