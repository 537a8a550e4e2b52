// Package api holds the rules about kinds and API versions, and the fix that moves an object to the version that the cluster
// serves.
package api

import "github.com/toolforge/tfk8s/lint"

// Rules are those of the package, in the order of their ids.
var Rules = []*lint.Rule{
	DeprecatedAPI,
	SelectorMissing,
	SelectorMismatch,
	APINotServed,
	APITooNew,
	APIWrongGroup,
	ForbiddenKind,
	ChangedDefaults,
	mixedGeneration,
	rolloutOverlap,
	WrongKind,
}
