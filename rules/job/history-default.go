package job

import (
	_ "embed"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed history-default.md
var historyDefaultDoc string

var historyDefault = &lint.Rule{
	ID: "TFK807", Name: "history-default",
	Stage: lint.Advice, Severity: lint.Note,
	Doc:    historyDefaultDoc,
	Object: checkHistoryDefault,
}

func checkHistoryDefault(p *lint.Pass, _ *manifest.Object) {
	s := workload.Of(p)
	limits := jobDefaults(s, "successfulJobsHistoryLimit", "failedJobsHistoryLimit")
	if len(limits) == 0 {
		return
	}
	var kept, fields []string
	for _, d := range limits {
		kept = append(kept, d.value+" "+strings.TrimSuffix(d.field, "JobsHistoryLimit"))
		fields = append(fields, d.field)
	}
	p.Missing(limits[0].parent, limits[0].field, nil, "the %s keeps only %s Jobs (the %s kept all)",
		s.Policy.Current.Title, words.Listed(kept), s.Policy.Legacy.Title).Help("set %s if that is too few", words.Listed(fields))
}
