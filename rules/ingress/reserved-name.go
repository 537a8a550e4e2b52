package ingress

import (
	_ "embed"
	"slices"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

//go:embed reserved-name.md
var reservedNameDoc string

var ReservedName = &lint.Rule{
	ID: "TFK109", Name: "reserved-name",
	Stage: lint.API, Severity: lint.Error, Fix: lint.Review,
	Doc:    reservedNameDoc,
	Object: checkReservedName,
	Set:    neighborhoods.Check(checkClaimed),
}

func checkReservedName(p *lint.Pass, o *manifest.Object) {
	s := workload.Of(p)
	name := o.Root.At("metadata", "name")
	for _, r := range s.Policy.Tools.ReservedObjects {
		if r.Kind == s.Kind && r.Name == o.Name {
			var fix *lint.Fix
			help := "use another name"
			if s.CreatedByCluster() != nil {
				fix, help = s.Removal(), s.HowToRemove()
			}
			p.At(name, fix, "the %s %q already exists for each tool", r.Kind, r.Name).
				Label("it belongs to the %s", s.Policy.Current.Title).
				HelpUnlessFixed("%s", help)
		}
	}
	if s.IsWebservices() {
		return // see checkClaimed, which reports its labels
	}
	for _, w := range s.Policy.Webservice.Objects {
		if s.Tool != "" && !w.Legacy && w.Kind == s.Kind && schemas.Expand(w.Name, s.Tool) == o.Name {
			warnOfWebservice(p, lint.Report{Span: name.ValueMark(), Path: name.Path()}, "webservice uses the name %q for %s", o.Name, words.Article(s.Kind)).
				Effect("\"webservice start\" fails while this %s exists", s.Kind).
				Help("use another name")
		}
	}
}

// checkClaimed reports objects with the labels of webservice that webservice did not make. webservice-equivalent reports those
// that it made.
func checkClaimed(p *lint.Pass, n *neighborhood) {
	neighbors, objects := n.facts, n.objects
	if areWebservices(objects) {
		return
	}
	var first *lint.Report
	var kinds, labels []string
	for i, w := range objects {
		f := neighbors[i]
		if w.reservedPath == "" || f.Implied {
			continue
		}
		if !slices.Contains(kinds, w.kind) {
			kinds = append(kinds, w.kind)
		}
		if first == nil {
			first, labels = &lint.Report{File: f.File, Object: f.Object, Span: w.reserved, Path: w.reservedPath}, w.policy.Webservice.LookupLabels
		} else {
			first.Related = append(first.Related, lint.Related{File: f.File, Span: w.reserved, Message: w.kind + " " + f.Object.Name + " has them too"})
		}
	}
	if first != nil {
		warnOfWebservice(p, *first, "this %s has the labels of webservice", kinds[0]).
			Effect("\"webservice stop\" deletes every %s with these labels", words.Listed(kinds)).
			Help("remove the labels %s, unless webservice manages the %s",
				words.Listed(labels), words.Plural(1+len(first.Related), "object"))
	}
}

func warnOfWebservice(p *lint.Pass, r lint.Report, format string, args ...any) lint.Finding {
	r.Stage, r.Severity = new(lint.Runs), new(lint.Warning)
	return p.Report(r, format, args...)
}
