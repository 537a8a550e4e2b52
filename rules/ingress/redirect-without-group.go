package ingress

import (
	"cmp"
	_ "embed"
	"fmt"
	"regexp"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed redirect-without-group.md
var redirectWithoutGroupDoc string

var redirectWithoutGroup = &lint.Rule{
	ID: "TFK715", Name: "redirect-without-group",
	Stage: lint.Runs, Severity: lint.Warning,
	Doc:    redirectWithoutGroupDoc,
	Object: checkRedirectWithoutGroup,
}

func checkRedirectWithoutGroup(p *lint.Pass, o *manifest.Object) {
	s := workload.Of(p)
	if s.Kind != "Ingress" {
		return
	}
	redirect := redirectOf(s.Settings, o.Root.At("metadata", "annotations"))
	last := lastGroup(redirect.String())
	if last == 0 {
		return
	}
	ruleList := o.Root.At("spec", "rules").Items()
	for i := range ruleList {
		paths := ruleList[i].At("http", "paths").Items()
		for j := range paths {
			n := paths[j].Field("path")
			pattern, err := regexp.CompilePOSIX(cmp.Or(n.String(), "/"))
			if err != nil || !n.IsNull() && n.Kind() != manifest.String || pattern.NumSubexp() >= last {
				continue
			}
			at := n
			if !n.Exists() {
				at = redirect
			}
			p.At(at, nil, "the path has no group for $%d of the redirect", last).
				Effect("$%d is empty in the URL, so what follows the path is lost", last).
				Help("%s", keepPath(s.Settings, plainPart(pattern.String()), redirect.String()))
			break
		}
	}
}

// keepPath says how to redirect the requests below a path so that what follows it is kept.
func keepPath(s *workload.Settings, path, redirect string) string {
	to, _, _ := strings.Cut(redirect, "$")
	if path == "/" {
		return fmt.Sprintf("use the redirect %q", strings.TrimRight(to, "/")+"$request_uri")
	}
	wholePath, target := rewriteBelow(path, to)
	return fmt.Sprintf("use the path %q, the redirect %q, and %s: \"true\"", wholePath, target, s.Policy.Ingress.RegexAnnotation)
}
