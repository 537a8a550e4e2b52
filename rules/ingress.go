package rules

import (
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/schemas"
)

// ingressRules returns the rules of an Ingress that the admission webhook judges, nil where it does not look or nothing
// tells whose the Ingress is. A rule whose host is no text is left to the API server.
func (s *Subject) ingressRules() []*manifest.Node {
	o := s.Object
	if o.Kind != "Ingress" || !slices.Contains(s.Policy.Ingress.APIVersions, o.APIVersion) || s.Tool == "" || s.freeIngress() {
		return nil
	}
	var judged []*manifest.Node
	items := o.Root.At("spec", "rules").Items()
	for i := range items {
		host := items[i].Field("host")
		if _, ok := host.Str(); ok || host.IsNull() {
			judged = append(judged, &items[i])
		}
	}
	return judged
}

// freeIngress reports whether the object is in a namespace that the webhook leaves alone.
func (s *Subject) freeIngress() bool {
	return slices.ContainsFunc(s.Policy.Ingress.Exempt, func(r schemas.Reserved) bool {
		return r.Name == s.Object.Namespace || r.Name == s.Policy.Current.NamespacePrefix+s.Tool
	})
}

// isSharedHost reports whether the webhook takes a host for one that all tools share, where the path says whose a
// request is.
func (s *Settings) isSharedHost(host string) bool {
	return host == "" || slices.ContainsFunc(s.Policy.Ingress.SharedPrefixes, func(name string) bool { return s.beginsIn(host, name) })
}

// beginsIn reports whether a host begins with a name in one of the domains, as the webhook sees it: what follows is the
// same to it, and a dot of a domain stands for anything.
func (s *Settings) beginsIn(host, name string) bool {
	rest, ok := strings.CutPrefix(host, name+".")
	return ok && slices.ContainsFunc(s.Policy.Ingress.Domains, func(domain string) bool {
		if len(rest) < len(domain) {
			return false
		}
		for i := range len(domain) {
			if domain[i] != '.' && domain[i] != rest[i] {
				return false
			}
		}
		return true
	})
}
