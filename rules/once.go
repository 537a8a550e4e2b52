package rules

import (
	"slices"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/rules/api"
	"github.com/toolforge/tfk8s/rules/field"
	"github.com/toolforge/tfk8s/rules/image"
	"github.com/toolforge/tfk8s/rules/ingress"
	"github.com/toolforge/tfk8s/rules/podpreset"
	"github.com/toolforge/tfk8s/rules/quota"
	"github.com/toolforge/tfk8s/rules/security"
	"github.com/toolforge/tfk8s/rules/yaml"
)

// covers reports whether the first of two findings at the same place says what there is to say, as [lint.Config] wants it.
func covers(first, second *lint.Diagnostic) bool {
	switch {
	case first.Rule == second.Rule: // aliases bring a rule to the same text under several paths
		return first.Message == second.Message
	case second.Rule == api.ChangedDefaults: // the help of the first lists the defaults too
		return first.Rule == api.DeprecatedAPI || first.Rule == api.APINotServed
	case second.Rule == yaml.LostCharacter:
		return first.Rule == yaml.TypographicQuotes
	case first.Severity < lint.Error || first.Stage > second.Stage:
		return false
	case first.Rule == field.WrongType, first.Rule == yaml.TypographicQuotes: // nobody reads such a value
		return true
	}
	return first.Rule == field.InvalidValue && isAboutInvalidValue(second.Rule)
}

// isAboutInvalidValue reports whether a finding of a rule is resolved once the API server accepts the value, or the value is
// deleted.
func isAboutInvalidValue(rule *lint.Rule) bool {
	return slices.Contains([]*lint.Rule{
		image.ForeignRegistry, image.TagNotLatest,
		ingress.IngressHost,
		podpreset.PresetConflictMount, podpreset.VolumeTypeNotAllowed,
		quota.OverMax,
		security.KernelSetting, security.RunAsID, security.SeccompProfile, security.ServiceAccount, security.SupplementalGroups,
	}, rule)
}
