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
	Stage: lint.API, Severity: lint.Error,
	Doc:    reservedNameDoc,
	Object: checkReservedName,
	Set:    neighbourhoods.Check(checkClaimed),
}

func checkReservedName(p *lint.Pass, o *manifest.Object) {
	s := workload.Of(p)
	name := o.Root.At("metadata", "name")
	for _, r := range s.Policy.Tools.ReservedObjects {
		if r.Kind == s.Kind && r.Name == o.Name {
			p.At(name, nil, "every tool has a %s %q already, which belongs to the %s: use another name", r.Kind, r.Name, s.Policy.Current.Title)
		}
	}
	if s.IsWebservices() {
		return // see checkClaimed
	}
	for _, w := range s.Policy.Webservice.Objects {
		if s.Tool != "" && !w.Legacy && w.Kind == s.Kind && schemas.Expand(w.Name, s.Tool) == o.Name {
			warnOfWebservice(p, lint.Report{Span: name.ValueMark(), Path: name.Path()}, "webservice calls its own %s %q, and cannot start while this one is there: use another name", s.Kind, o.Name)
		}
	}
}

// checkClaimed reports what webservice takes for its own, unless it is: webservice-equivalent says that.
func checkClaimed(p *lint.Pass, all []neighbourhood) {
	for _, n := range all {
		neighbours, objects := n.facts, n.objects
		if areWebservices(objects) {
			continue
		}
		var first *lint.Report
		var kinds, labels []string
		for i, w := range objects {
			f := neighbours[i]
			if w.reservedPath == "" {
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
			warnOfWebservice(p, *first, "\"webservice stop\" deletes every %s with the labels %s: drop them unless webservice is to manage %s",
				words.Listed(kinds), words.Listed(labels), demonstrative(len(first.Related)))
		}
	}
}

// demonstrative is the word for an object, or for it and others.
func demonstrative(others int) string {
	if others > 0 {
		return "these"
	}
	return "this one"
}

func warnOfWebservice(p *lint.Pass, r lint.Report, format string, args ...any) {
	r.Stage, r.Severity = new(lint.Runs), new(lint.Warning)
	p.Report(r, format, args...)
}
