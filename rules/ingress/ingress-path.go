package ingress

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

//go:embed ingress-path.md
var ingressPathDoc string

var IngressPath = &lint.Rule{
	ID: "TFK703", Name: "ingress-path",
	Stage: lint.API, Severity: lint.Error,
	Doc:    ingressPathDoc,
	Object: checkIngressPath,
}

func checkIngressPath(p *lint.Pass, _ *manifest.Object) {
	s := workload.Of(p)
	for _, rule := range ingressRules(s) {
		if !isSharedHost(s.Settings, rule.Field("host").String()) {
			continue
		}
		items := rule.At("http", "paths").Items()
		for i := range items {
			checkSharedPath(s, p, &items[i])
		}
	}
}

// checkSharedPath checks a path on a host that all tools share.
func checkSharedPath(s *workload.Object, p *lint.Pass, item *manifest.Node) {
	n := item.Field("path")
	path, ok := n.Str()
	if !ok && !n.IsNull() {
		return // not a string, which the API server rejects
	}
	in := &s.Policy.Ingress
	own := schemas.Expand(in.Host, s.Tool)
	below := fmt.Sprintf("the path %q with the rewrite-target %q", schemas.Expand(in.SharedPath, s.Tool), schemas.Expand(in.SharedRewrite, s.Tool))
	rest, begins := strings.CutPrefix(path, "/"+s.Tool)
	switch {
	case !n.Exists():
		p.Missing(item, "path", nil, "a path is missing on a host that all tools share").
			Help("use the host %q, or %s", own, below)
	case !begins || !isWordBoundary(s.Tool, rest):
		p.At(n, nil, "path %q is not below %q", path, "/"+s.Tool).
			Label("all tools share this host").
			Help("use the host %q, or %s", own, below)
	case rest != "" && !strings.ContainsRune("/($", rune(rest[0])):
		p.Report(lint.Report{Span: n.ValueMark(), Path: n.Path(), Stage: new(lint.Runs), Severity: new(lint.Warning)},
			"path %q may be that of another tool", path).
			Label("it is not below %q", "/"+s.Tool).
			Effect("the server accepts it, but it may match requests to another tool").
			Help("use %s", below)
	}
}

// isWordBoundary reports whether there is a word boundary between two texts, as regular expressions define it.
func isWordBoundary(before, after string) bool {
	return (before != "" && isWordCharacter(before[len(before)-1])) != (after != "" && isWordCharacter(after[0]))
}

func isWordCharacter(c byte) bool {
	return c == '_' || '0' <= c && c <= '9' || 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z'
}
