package ingress

import (
	_ "embed"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed ingress-ignored.md
var ingressIgnoredDoc string

var ingressIgnored = &lint.Rule{
	ID: "TFK708", Name: "ingress-ignored",
	Stage: lint.Runs, Severity: lint.Warning,
	Doc:    ingressIgnoredDoc,
	Object: checkIngressIgnored,
}

func checkIngressIgnored(p *lint.Pass, o *manifest.Object) {
	s := workload.Of(p)
	if s.Kind != "Ingress" {
		return
	}
	in := &s.Policy.Ingress
	annotations := o.Root.At("metadata", "annotations").Fields()
	for i := range annotations {
		switch n := &annotations[i]; {
		case n.Key() == in.ClassAnnotation && n.String() != "" && n.String() != in.Class:
			p.At(n, nil, "the %s has no controller for Ingresses of the class %q, and nobody serves this one: use %q, or drop the annotation", s.Policy.Current.Title, n.String(), in.Class)
		case isForeignAnnotation(s.Settings, n.Key()):
			noteIgnored(s, p, n, "the controller of the %s reads annotations that begin with %q: this one is for another, use one of those or none", s.Policy.Current.Title, in.AnnotationPrefix)
		}
	}
	if tls := o.Root.At("spec", "tls"); len(tls.Items()) > 0 && !in.TLS {
		noteIgnored(s, p, tls, "requests come to the Ingresses of the %s as plain HTTP, for TLS ends in front of it: drop the section", s.Policy.Current.Title)
	}
}

func noteIgnored(s *workload.Object, p *lint.Pass, n *manifest.Node, format string, args ...any) {
	p.Report(lint.Report{Span: n.Mark(), Path: n.Path(), Stage: new(lint.Advice), Severity: new(lint.Note)}, format, args...)
}

// isForeignAnnotation reports whether an annotation is for the controller of another cluster.
func isForeignAnnotation(s *workload.Settings, key string) bool {
	domain, _, ok := strings.Cut(key, "/")
	return ok && !strings.HasPrefix(key, s.Policy.Ingress.AnnotationPrefix) && slices.ContainsFunc(s.Policy.Ingress.OtherDomains, func(other string) bool {
		return domain == other || strings.HasSuffix(domain, "."+other)
	})
}
