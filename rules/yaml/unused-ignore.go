package yaml

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
)

//go:embed unused-ignore.md
var unusedIgnoreDoc string

// UnusedIgnore has no hook: lint finds the directives itself, see Settings.Config.
var UnusedIgnore = &lint.Rule{
	ID: "TFK013", Name: "unused-ignore",
	Stage: lint.Advice, Severity: lint.Warning,
	BothWays: true,
	Doc:      unusedIgnoreDoc,
}
