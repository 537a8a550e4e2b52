package rules

import "github.com/toolforge/tfk8s/lint"

// toolRules are the rules of the domain, in the order of their ids.
var toolRules = []*lint.Rule{
	legacyNamespace,
	foreignNamespace,
	missingNamespace,
	namespaceInLabels,
	toolNameInvalid,
	namespaceInText,
	otherToolPath,
	secretInManifest,
}
