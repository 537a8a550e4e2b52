// Package image holds the rules about what containers run: images, their registry and tags, runtimes, commands.
package image

import (
	"github.com/toolforge/tfk8s/lint"
)

// Rules are those of the package, in the order of their ids.
var Rules = []*lint.Rule{
	LegacyImage,
	BusterWithoutSSSD,
	ToollabsBuster,
	UnknownToolforgeImage,
	ForeignRegistry,
	foreignRegistryInit,
	deprecatedRuntime,
	jessieImage,
	VenvRuntimeChange,
	TagNotLatest,
	RunnerOnBase,
	trustyImage,
	CommandOneString,
	relativeCommand,
}
