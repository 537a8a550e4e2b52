package ingress

import (
	"cmp"
	_ "embed"
	"regexp"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed ingress-rewrite.md
var ingressRewriteDoc string

var ingressRewrite = &lint.Rule{
	ID: "TFK704", Name: "ingress-rewrite",
	Stage: lint.Runs, Severity: lint.Warning,
	Doc:    ingressRewriteDoc,
	Object: checkIngressRewrite,
	Set:    neighborhoods.Check(checkPlainPatterns),
}

// checkPlainPatterns reports regular expressions that the controller reads as plain text. It reads the paths of a host all in one
// way, whichever Ingress of the tool they are in.
func checkPlainPatterns(p *lint.Pass, n *neighborhood) {
	routes, of := n.routes()
	for j := range routes {
		r := &routes[j]
		if !r.isPattern || areRegular(routes, r.host) {
			continue
		}
		annotation := of[j].Value.policy.Ingress.RegexAnnotation
		found := p.Report(lint.Report{File: of[j].File, Object: of[j].Object, Span: r.place, Path: r.at}, "no annotation makes the path a regular expression").
			Effect("it is plain text on this host, and no request matches it")
		if r.group > 0 {
			found.Help("add the annotation %s: \"true\"", annotation)
		} else {
			found.Help("use the path %q, or add the annotation %s: \"true\"", plainPart(r.path), annotation)
		}
	}
}

func checkIngressRewrite(p *lint.Pass, o *manifest.Object) {
	s := workload.Of(p)
	if s.Kind != "Ingress" {
		return
	}
	annotations := o.Root.At("metadata", "annotations")
	redirects := func(key string) bool { return annotations.Field(key).Exists() }
	if slices.ContainsFunc(s.Policy.Ingress.RedirectAnnotations, redirects) {
		return
	}
	rules := o.Root.At("spec", "rules").Items()
	for i := range rules {
		paths := rules[i].At("http", "paths").Items()
		for j := range paths {
			checkRewrite(s, p, paths[j].Field("path"), annotations)
		}
	}
}

// checkRewrite compares a path, which may be missing, with the annotations that rewrite it.
func checkRewrite(s *workload.Object, p *lint.Pass, n, annotations *manifest.Node) {
	in := &s.Policy.Ingress
	rewrite := annotations.Field(in.RewriteAnnotation)
	path, target := cmp.Or(n.String(), "/"), rewrite.String()
	pattern, err := regexp.CompilePOSIX(path)
	switch {
	case err != nil, path == target, !n.IsNull() && n.Kind() != manifest.String:
		// The API server rejects paths that are not strings or not valid expressions. The controller does not rewrite a path to
		// itself.
	case target != "":
		checkTarget(p, n, rewrite, pattern)
	}
}

func checkTarget(p *lint.Pass, n, rewrite *manifest.Node, pattern *regexp.Regexp) {
	path, target, at := pattern.String(), rewrite.String(), n
	if !n.Exists() {
		at = rewrite
	}
	last := lastGroup(target)
	switch {
	case last > pattern.NumSubexp():
		p.At(at, nil, "the path has no group for $%d of the rewrite-target %q", last, target).
			Effect("$%d is empty in the rewritten path", last).
			Help("add a group to the path, or remove $%d from the rewrite-target", last)
	case last == 0 && !strings.HasSuffix(path, "$"):
		wholePath, wholeTarget := rewriteBelow(plainPart(path), target)
		p.At(at, nil, "all requests below %q are rewritten to %q", path, target).
			Effect("all of these requests get the same response").
			Help("use the path %q with the rewrite-target %q, or end the path with $ for a single request", wholePath, wholeTarget)
	}
}

// rewriteBelow returns a path and a rewrite-target that keep what follows the path in a request.
func rewriteBelow(path, target string) (wholePath, wholeTarget string) {
	target = strings.TrimRight(target, "/")
	if path = strings.TrimRight(path, "/"); path == "" {
		return "/(.*)", target + "/$1"
	}
	return path + "(/|$)(.*)", target + "/$2"
}

// plainPart returns what precedes the first group of a path, or what else is special in a regular expression.
func plainPart(path string) string {
	if i := strings.IndexAny(path, specialCharacters); i >= 0 {
		if strings.ContainsRune("*+?{", rune(path[i])) && i > 0 {
			i-- // it is about the character before it
		}
		path = path[:i]
	}
	return cmp.Or(path, "/")
}

// lastGroup returns the highest group that a rewrite-target names, 0 if it names no group. A group has one digit.
func lastGroup(target string) int {
	last := 0
	for i := range len(target) - 1 {
		if c := target[i+1]; target[i] == '$' && '1' <= c && c <= '9' {
			last = max(last, int(c-'0'))
		}
	}
	return last
}
