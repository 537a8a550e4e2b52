package rules

import "github.com/toolforge/tfk8s/lint"

// apiRules are the rules of the domain, in the order of their ids.
var apiRules = []*lint.Rule{
	deprecatedAPI,
	selectorMissing,
	selectorMismatch,
	apiNotServed,
	apiTooNew,
	apiWrongGroup,
	removedField,
	deadAnnotation,
	forbiddenKind,
	changedDefaults,
	unknownField,
	fieldAfter,
	mixedGeneration,
	serviceAccountField,
	rolloutOverlap,
	wrongKind,
	wrongType,
	missingField,
	invalidValue,
	serverFields,
}
