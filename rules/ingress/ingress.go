package ingress

import (
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

// ingressRules returns the rules of an Ingress that the admission webhook checks, nil where it checks none or the tool is
// unknown. A rule whose host is not a string is left out, since the API server rejects it.
func ingressRules(s *workload.Object) []*manifest.Node {
	o := s.Object
	served := s.JudgedAs()
	if served == nil || served.Kind != "Ingress" || !slices.Contains(s.Policy.Ingress.APIVersions, served.APIVersion()) || s.Tool == "" || isExempt(s) {
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

// isExempt reports whether the object is in a namespace that the webhook does not check.
func isExempt(s *workload.Object) bool {
	return slices.ContainsFunc(s.Policy.Ingress.Exempt, func(r schemas.Reserved) bool {
		return r.Name == s.Object.Namespace || r.Name == s.Policy.Current.NamespacePrefix+s.Tool
	})
}

// isSharedHost reports whether a host is shared by all tools according to the webhook. The path of a request names the tool
// there.
func isSharedHost(s *workload.Settings, host string) bool {
	return host == "" || slices.ContainsFunc(s.Policy.Ingress.SharedPrefixes, func(name string) bool { return beginsIn(s, host, name) })
}

// beginsIn reports whether a host begins with a name in one of the domains. Like the webhook, it ignores what follows, and a
// dot of a domain matches any character.
func beginsIn(s *workload.Settings, host, name string) bool {
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

// PortOf returns the number or the name of a port, nil where it does not have exactly one of them.
func PortOf(port *manifest.Node) *manifest.Node {
	if len(port.Fields()) != 1 {
		return nil
	}
	if number := port.Field("number"); number.Kind() == manifest.Int {
		return number
	}
	if name := port.Field("name"); name.Kind() == manifest.String {
		return name
	}
	return nil
}
