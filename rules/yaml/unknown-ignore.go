package yaml

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
)

//go:embed unknown-ignore.md
var unknownIgnoreDoc string

// UnknownIgnore has no hook: lint finds the directives itself, see Settings.Config.
var UnknownIgnore = &lint.Rule{
	ID: "TFK012", Name: "unknown-ignore",
	Stage: lint.Advice, Severity: lint.Warning, Fix: lint.Review,
	BothWays: true,
	Doc:      unknownIgnoreDoc,
}
