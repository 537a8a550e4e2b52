package rules

import "github.com/toolforge/tfk8s/lint"

// legacyRules are the rules of the domain, in the order of their ids.
var legacyRules = []*lint.Rule{
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
