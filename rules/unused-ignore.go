package rules

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
)

//go:embed unused-ignore.md
var unusedIgnoreDoc string

// unusedIgnore has no hook: lint finds the directives itself, see Settings.Config.
var unusedIgnore = &lint.Rule{
	ID: "TFK013", Name: "unused-ignore",
	Stage: lint.Advice, Severity: lint.Warning,
	BothWays: true,
	Doc:      unusedIgnoreDoc,
}
