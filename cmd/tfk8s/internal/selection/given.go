package selection

import (
	"slices"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/files"
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/schemas"
)

// GivenBy returns the rules among all that do not apply to a file, because a kustomization sets what they look for.
func GivenBy(all []*lint.Rule, g files.Given, preset *schemas.PodPreset) []*lint.Rule {
	var names []string
	if g.Namespace != "" {
		names = append(names, "missing-namespace", "legacy-namespace", "foreign-namespace")
	}
	if g.Labels[preset.Label.Key] == preset.Label.Value {
		names = append(names, "pod-label-missing", "label-only-on-controller", "selector-mismatch")
	}
	if g.Selectors[preset.Label.Key] == preset.Label.Value {
		names = append(names, "selector-required")
	}
	if g.Images {
		names = append(names, "legacy-image", "buster-without-sssd", "toollabs-buster", "unknown-toolforge-image", "foreign-registry", "tag-not-latest")
	}
	if names == nil {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(all), func(r *lint.Rule) bool { return !slices.Contains(names, r.Name) })
}
