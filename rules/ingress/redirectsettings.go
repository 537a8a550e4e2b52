package ingress

import (
	"slices"
	"strconv"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

// The statuses that the controller accepts for a permanent redirect.
const (
	leastRedirectCode = 300
	mostRedirectCode  = 308
)

// checkRedirectSettings reports annotations about a redirect that the controller reads, but that change nothing.
func checkRedirectSettings(p *lint.Pass, s *workload.Object, annotations *manifest.Node) {
	in := &s.Policy.Ingress
	key := in.RedirectAnnotations[len(in.RedirectAnnotations)-1]
	temporal, permanent := annotations.Field(in.RedirectAnnotations[0]), annotations.Field(key)
	nameOf := func(n *manifest.Node) string { return strings.TrimPrefix(n.Key(), in.AnnotationPrefix) }
	isTemporal, isPermanent := temporal.String() != "", permanent.String() != ""
	if isTemporal && isPermanent {
		p.AtKey(permanent, nil, "%s has no effect beside %s", nameOf(permanent), nameOf(temporal)).
			Effect("requests are redirected to the URL of %s", nameOf(temporal)).Help("delete one of the two")
	}
	code := annotations.Field(key + "-code")
	text, ok := code.Str()
	if !ok {
		return
	}
	isMeant := func(n manifest.Node) bool { return meantRedirect(s.Settings, annotations, n.Key()) == key }
	status, err := strconv.Atoi(text)
	switch {
	case isTemporal:
		p.AtKey(code, nil, "%s has no effect beside %s", nameOf(code), nameOf(temporal)).
			Effect("requests are redirected with the status 302").Help("delete it, or redirect with %s", key)
	case !isPermanent && slices.ContainsFunc(annotations.Fields(), isMeant): // the fix of that one is enough
	case !isPermanent:
		p.AtKey(code, nil, "%s does nothing by itself", nameOf(code)).
			Help("add %s with the URL, or delete it", key)
	case err != nil:
		p.At(code, nil, "the status %q of the redirect is not a number", text).Help(`use "301", "302", "307" or "308"`)
	case status < leastRedirectCode || status > mostRedirectCode:
		p.At(code, nil, "the status %s of the redirect is not between %d and %d", text, leastRedirectCode, mostRedirectCode).
			Effect("requests are redirected with the status 301").Help(`use "301", "302", "307" or "308"`)
	}
}
