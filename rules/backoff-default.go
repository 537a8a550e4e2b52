package rules

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

//go:embed backoff-default.md
var backoffDefaultDoc string

var backoffDefault = &lint.Rule{
	ID: "TFK806", Name: "backoff-default",
	Stage: lint.Advice, Severity: lint.Note,
	Doc:    backoffDefaultDoc,
	Object: checkBackoffDefault,
}

func checkBackoffDefault(p *lint.Pass, _ *manifest.Object) {
	s := on(p)
	for _, d := range s.jobDefaults("backoffLimit") {
		p.Missing(d.parent, d.field, nil, "without %s the %s gives up after %s retries, the %s set no limit: set it if they are too few",
			d.field, s.Policy.Current.Title, d.value, s.Policy.Legacy.Title)
	}
}
