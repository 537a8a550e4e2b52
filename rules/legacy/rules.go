// Package legacy holds the rules of the way back to the legacy cluster.
package legacy

import (
	"github.com/toolforge/tfk8s/lint"
)

// Rules are those of the package, in the order of their ids.
var Rules = []*lint.Rule{
	namespaceOf2020,
	labelOf2020,
	imageOf2020,
	apiNotOnLegacy,
	kindNotOnLegacy,
	fieldAfterLegacy,
	filesNotMounted,
	homeNotSet,
	hostPathNotOnLegacy,
	resourcesOf2020,
}
