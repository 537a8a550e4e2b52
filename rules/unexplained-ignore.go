package rules

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
)

//go:embed unexplained-ignore.md
var unexplainedIgnoreDoc string

// unexplainedIgnore has no hook: lint finds the directives itself, see Settings.Config.
var unexplainedIgnore = &lint.Rule{
	ID: "TFK011", Name: "unexplained-ignore",
	Stage: lint.Advice, Severity: lint.Warning,
	BothWays: true,
	Doc:      unexplainedIgnoreDoc,
}
