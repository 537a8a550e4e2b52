// Package image holds the rules about images and what containers run: registries, tags, runtimes and commands.
package image

import (
	"github.com/toolforge/tfk8s/lint"
)

// Rules lists the rules of the package in the order of their ids.
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
