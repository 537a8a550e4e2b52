package rules

import "github.com/toolforge/tfk8s/lint"

// yamlRules are the rules of the domain, in the order of their ids.
var yamlRules = []*lint.Rule{
	syntaxError,
	noObject,
	lostDocument,
	unrenderedTemplate,
	otherAPI,
	kustomization,
	unexplainedIgnore,
	unknownIgnore,
	unusedIgnore,
	yamlTab,
	duplicateKey,
	swallowedLine,
}
