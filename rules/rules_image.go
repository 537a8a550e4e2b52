package rules

import "github.com/toolforge/tfk8s/lint"

// imageRules are the rules of the domain, in the order of their ids.
var imageRules = []*lint.Rule{
	legacyImage,
	busterWithoutSSSD,
	toollabsBuster,
	unknownToolforgeImage,
	foreignRegistry,
	foreignRegistryInit,
	deprecatedRuntime,
	jessieImage,
	venvRuntimeChange,
	tagNotLatest,
	runnerOnBase,
	trustyImage,
	commandOneString,
	relativeCommand,
}
