package job

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed backoff-default.md
var backoffDefaultDoc string

var BackoffDefault = &lint.Rule{
	ID: "TFK806", Name: "backoff-default",
	Stage: lint.Advice, Severity: lint.Note,
	Doc:    backoffDefaultDoc,
	Object: checkBackoffDefault,
}

func checkBackoffDefault(p *lint.Pass, _ *manifest.Object) {
	s := workload.Of(p)
	for _, d := range jobDefaults(s, "backoffLimit") {
		p.Missing(d.parent, d.field, nil, "no %s: the %s gives up after %s retries (the %s never did)",
			d.field, s.Policy.Current.Title, d.value, s.Policy.Legacy.Title).Help("set %s if %s retries are too few", d.field, d.value)
	}
}
