package job

import (
	_ "embed"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
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
	var are []string
	for _, d := range limits {
		are = append(are, d.field+" is "+d.value)
	}
	p.Missing(limits[0].parent, limits[0].field, nil, "the %s kept all finished jobs, the %s deletes the older ones: unless set, %s",
		s.Policy.Legacy.Title, s.Policy.Current.Title, strings.Join(are, " and "))
}
