package yaml

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
)

//go:embed unexplained-ignore.md
var unexplainedIgnoreDoc string

// UnexplainedIgnore has no hook: lint finds the directives itself, see Settings.Config.
var UnexplainedIgnore = &lint.Rule{
	ID: "TFK011", Name: "unexplained-ignore",
	Stage: lint.Advice, Severity: lint.Warning,
	BothWays: true,
	Doc:      unexplainedIgnoreDoc,
}
