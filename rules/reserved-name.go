package rules

import (
	_ "embed"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/schemas"
)

//go:embed reserved-name.md
var reservedNameDoc string

var reservedName = &lint.Rule{
	ID: "TFK109", Name: "reserved-name",
	Stage: lint.API, Severity: lint.Error,
	Doc:    reservedNameDoc,
	Object: checkReservedName,
}

func checkReservedName(p *lint.Pass, o *manifest.Object) {
	s := on(p)
	name := o.Root.At("metadata", "name")
	for _, r := range s.Policy.Tools.ReservedObjects {
		if r.Kind == o.Kind && r.Name == o.Name {
			p.At(name, nil, "every tool has a %s %q already, which belongs to the %s: use another name", r.Kind, r.Name, s.Policy.Current.Title)
		}
	}
	if s.isWebservices() {
		keys := s.Policy.Webservice.LookupLabels
		s.warnOfWebservice(p, o.Root.At("metadata", "labels", keys[0]),
			"\"webservice stop\" deletes every %s with the labels %s: drop them unless webservice is to manage this one", o.Kind, strings.Join(keys, " and "))
		return
	}
	for _, w := range s.Policy.Webservice.Objects {
		if s.Tool != "" && !w.Legacy && w.Kind == o.Kind && schemas.Expand(w.Name, s.Tool) == o.Name {
			s.warnOfWebservice(p, name, "webservice calls its own %s %q, and cannot start while this one is there: use another name", o.Kind, o.Name)
		}
	}
}

func (s *Subject) warnOfWebservice(p *lint.Pass, at *manifest.Node, format string, args ...any) {
	stage, severity := lint.Runs, lint.Warning
	p.Report(lint.Report{Span: at.ValueMark(), Path: at.Path(), Stage: &stage, Severity: &severity}, format, args...)
}

// isWebservices reports whether webservice takes the object for its own: it has the labels that webservice looks for.
func (s *Subject) isWebservices() bool {
	w := s.Policy.Webservice
	labels := s.Object.Root.At("metadata", "labels")
	return len(w.LookupLabels) > 0 && slices.Contains(w.StopKinds, s.Object.Kind) && !slices.ContainsFunc(w.LookupLabels, func(key string) bool {
		i := slices.IndexFunc(w.Labels, func(l schemas.Pair) bool { return l.Key == key })
		return i < 0 || labels.Field(key).Text() != schemas.Expand(w.Labels[i].Value, s.Tool)
	})
}
