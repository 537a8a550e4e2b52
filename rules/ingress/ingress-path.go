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

// checkSharedPath judges an item of the paths of a host that all tools share.
func checkSharedPath(s *workload.Object, p *lint.Pass, item *manifest.Node) {
	n := item.Field("path")
	path, ok := n.Str()
	if !ok && !n.IsNull() {
		return // no text, which the API server minds
	}
	in := &s.Policy.Ingress
	own := schemas.Expand(in.Host, s.Tool)
	below := fmt.Sprintf("%q rewritten to %q", schemas.Expand(in.SharedPath, s.Tool), schemas.Expand(in.SharedRewrite, s.Tool))
	rest, begins := strings.CutPrefix(path, "/"+s.Tool)
	switch {
	case !n.Exists():
		p.Missing(item, "path", nil, "without a path, all requests of a host that tools share are meant: use the host %q, or the path %s", own, below)
	case !begins || !wordEnds(s.Tool, rest):
		p.At(n, nil, "%q is not below %q, as it must be on a host that tools share: use the host %q, or the path %s", path, "/"+s.Tool, own, below)
	case rest != "" && !strings.ContainsRune("/($", rune(rest[0])):
		p.Report(lint.Report{Span: n.ValueMark(), Path: n.Path(), Stage: new(lint.Runs), Severity: new(lint.Warning)},
			"%q passes the admission webhook, but is not below %q and may be another tool's: use %s", path, "/"+s.Tool, below)
	}
}

// wordEnds reports whether there is what regular expressions call a word boundary between two texts.
func wordEnds(before, after string) bool {
	return (before != "" && isWord(before[len(before)-1])) != (after != "" && isWord(after[0]))
}

func isWord(c byte) bool {
	return c == '_' || '0' <= c && c <= '9' || 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z'
}
