// Package quota holds the rules about the LimitRange and the ResourceQuota, and adds up what the objects of a run use.
package quota

import (
	"github.com/toolforge/tfk8s/lint"
)

// Rules lists the rules of the package in the order of their ids.
var Rules = []*lint.Rule{
	OverMax,
	UnderMin,
	RequestOverDefaultLimit,
	limitWithoutRequest,
	QuotaAlone,
	QuotaTogether,
	RolloutOverQuota,
	noResourcesJVM,
	LowerDefaults,
	UnitSlip,
	ObjectCount,
	NameUsedTwice,
	CreatedByController,
	heapOverLimit,
}
