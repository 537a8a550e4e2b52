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
			p.At(n, nil, "the %s has no controller for the Ingress class %q", s.Policy.Current.Title, n.String()).
				Effect("no requests reach the Ingress").
				Help("use %q, or remove the annotation", in.Class)
		case isForeignAnnotation(s.Settings, n.Key()) && meantRedirect(s.Settings, o.Root.At("metadata", "annotations"), n.Key()) == "":
			noteIgnored(p, n, "the %s ignores the annotation %s", s.Policy.Current.Title, n.Key()).
				Label("it is for another controller").
				Help("use one that begins with %s, or remove it", in.AnnotationPrefix)
		}
	}
	if tls := o.Root.At("spec", "tls"); len(tls.Items()) > 0 && !in.TLS {
		noteIgnored(p, tls, "the %s ignores the TLS section of an Ingress", s.Policy.Current.Title).
			Label("TLS ends at the proxy in front of it").
			Help("remove it")
	}
}

func noteIgnored(p *lint.Pass, n *manifest.Node, format string, args ...any) lint.Finding {
	return p.Report(lint.Report{Span: n.Mark(), Path: n.Path(), Stage: new(lint.Advice), Severity: new(lint.Note)}, format, args...)
}

// isForeignAnnotation reports whether an annotation is for a controller that the cluster does not have.
func isForeignAnnotation(s *workload.Settings, key string) bool {
	domain, _, ok := strings.Cut(key, "/")
	return ok && !strings.HasPrefix(key, s.Policy.Ingress.AnnotationPrefix) && slices.ContainsFunc(s.Policy.Ingress.OtherDomains, func(other string) bool {
		return domain == other || strings.HasSuffix(domain, "."+other)
	})
}
