package ingress

import (
	_ "embed"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed redirect-ignored.md
var redirectIgnoredDoc string

var redirectIgnored = &lint.Rule{
	ID: "TFK717", Name: "redirect-ignored",
	Stage: lint.Runs, Severity: lint.Warning, Fix: lint.Review,
	Effect: "requests are not redirected",
	Doc:    redirectIgnoredDoc,
	Object: checkRedirectIgnored,
}

func checkRedirectIgnored(p *lint.Pass, o *manifest.Object) {
	s := workload.Of(p)
	if s.Kind != "Ingress" {
		return
	}
	annotations := o.Root.At("metadata", "annotations")
	checkRedirectSettings(p, s, annotations)
	fields := annotations.Fields()
	for i := range fields {
		n := &fields[i]
		name := meantRedirect(s.Settings, annotations, n.Key())
		if name == "" {
			continue
		}
		isMeant := func(other manifest.Node) bool {
			return other.Key() != n.Key() && meantRedirect(s.Settings, annotations, other.Key()) == name
		}
		var fix *lint.Fix
		if !slices.ContainsFunc(fields, isMeant) {
			edits, ok := n.RenameKey(name)
			fix = lint.NewFix(lint.Review, edits, ok, "rename it to "+name)
		}
		p.AtKey(n, fix, "the %s ignores the annotation %s", s.Policy.Current.Title, n.Key()).
			HelpUnlessFixed("use %s", name)
	}
}

// meantRedirect returns the annotation that is meant by one that nothing reads, "" if it is none about redirects or if the
// other is there too.
func meantRedirect(s *workload.Settings, annotations *manifest.Node, key string) string {
	in := &s.Policy.Ingress
	domain, name, hasDomain := strings.Cut(key, "/")
	if !hasDomain {
		domain, name = "", key
	}
	isKnown := slices.Contains(in.RedirectNames, name)
	redirects := slices.Contains(in.RedirectAnnotations, in.AnnotationPrefix+name)
	own := strings.TrimSuffix(in.AnnotationPrefix, "/")
	isNear := domain == "" || isForeignAnnotation(s, key) || strings.HasSuffix(own, "."+domain) || words.Nearest(domain, []string{own}) != ""
	switch {
	case domain == own && (isKnown || !strings.Contains(name, "redirect")):
		return ""
	case domain == own, redirects && isNear:
	default:
		return ""
	}
	if !isKnown {
		name = nearestRedirect(in.RedirectNames, name)
	}
	if name == "" || annotations.Field(in.AnnotationPrefix+name).Exists() {
		return ""
	}
	return in.AnnotationPrefix + name
}

// nearestRedirect returns the name of an annotation that is meant by a wrong one.
func nearestRedirect(names []string, name string) string {
	name = strings.ToLower(strings.ReplaceAll(name, "_", "-"))
	wanted := ""
	switch {
	case slices.Contains(names, name):
		wanted = name
	case strings.Contains(name, "temp"):
		wanted = "temporal-redirect"
	case strings.Contains(name, "perm") && !strings.Contains(name, "code"), name == "redirect", strings.HasPrefix(name, "redirect-"):
		wanted = "permanent-redirect"
	default:
		wanted = words.Nearest(name, names)
	}
	if !slices.Contains(names, wanted) {
		return ""
	}
	return wanted
}
