package rules

import "github.com/toolforge/tfk8s/lint"

// quotaRules are the rules of the domain, in the order of their ids.
var quotaRules = []*lint.Rule{
	overMax,
	underMin,
	requestOverDefaultLimit,
	limitWithoutRequest,
	quotaAlone,
	quotaTogether,
	rolloutOverQuota,
	noResourcesJVM,
	lowerDefaults,
	unitSlip,
	objectCount,
	nameUsedTwice,
}
