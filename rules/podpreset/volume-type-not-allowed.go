package podpreset

import (
	_ "embed"
	"slices"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

//go:embed volume-type-not-allowed.md
var volumeTypeNotAllowedDoc string

var VolumeTypeNotAllowed = &lint.Rule{
	ID: "TFK408", Name: "volume-type-not-allowed",
	Stage: lint.Pods, Severity: lint.Error, Fix: lint.NoFix,
	Doc:    volumeTypeNotAllowedDoc,
	Object: checkVolumeTypeNotAllowed,
}

func checkVolumeTypeNotAllowed(p *lint.Pass, _ *manifest.Object) {
	s := workload.Of(p)
	policy := &s.Policy.PodSecurity
	parts := PartsOf(s)
	for i := range parts.Volumes {
		v := &parts.Volumes[i]
		if v.isClaim {
			continue
		}
		fields := v.Node.Fields()
		for j := range fields {
			n := &fields[j]
			if n.IsMap() && !slices.Contains(policy.Volumes, n.Key()) && isVolumeType(s, n.Key()) && !dropsVolumeType(s, n.Key()) {
				s.Reject(p, n, v.Node.Path(), nil, "volumes of type %s are not allowed", n.Key()).
					Help("use %s", words.Either(policy.Volumes))
				break
			}
		}
	}
}

// isVolumeType reports whether volumes have a field with a name. Other rules report unknown fields.
func isVolumeType(s *workload.Object, name string) bool {
	pod := s.Bundle.Lookup(schemas.GVK{Version: "v1", Kind: "Pod"})
	return pod.Field("spec").Field("volumes").Elem.Field(name) != nil
}

// dropsVolumeType reports whether the server drops a type from templates because its feature is off. The volume is then
// invalid, or an emptyDir where the server does not validate templates.
func dropsVolumeType(s *workload.Object, name string) bool {
	return name == "csi" && s.Kind != "Pod"
}
