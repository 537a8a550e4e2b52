package validation

import (
	"net/netip"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
)

// noClusterIP is the clusterIP of a headless Service.
const noClusterIP = "None"

// clusterIPs is the range of the addresses of Services, as kubeadm configures it.
var clusterIPs = netip.PrefixFrom(netip.AddrFrom4([4]byte{10, 96, 0, 0}), 12)

// serverIP is the first address of the range. It is the address of the API server in the cluster.
var serverIP = clusterIPs.Addr().Next()

// validateService validates a Service. The server allocates addresses and node ports after the validation. What it
// rejects then is reported too.
func (v *validator) validateService(root place) {
	v.validateObjectMeta(root.at("metadata"), serviceName)
	spec := root.at("spec")
	kind := spec.at("type").textOr("ClusterIP")

	v.validateClusterIP(spec.at("clusterIP"), kind)
	for _, ip := range spec.at("externalIPs").items() {
		v.validatePublicAddress(ip)
	}
	if kind == "ExternalName" {
		v.validateExternalName(spec.at("externalName"))
	}
	v.validateExternalTraffic(spec, kind)
	v.validateSourceRanges(root, kind)
	v.validateServicePorts(spec, kind)
	v.validateLabels(spec.at("selector"), spec.at("selector"))
	v.validateSessionAffinity(spec)
	v.requireOneOf(spec.at("type"), "ClusterIP", "ClusterIP", "ExternalName", "LoadBalancer", "NodePort")
}

func (v *validator) validateClusterIP(p place, kind string) {
	text := p.text()
	if text == "" {
		return
	}
	ip, ok := parseIP(text)
	switch {
	case kind == "ExternalName":
		v.forbid(p, "in a Service of type ExternalName")
	case text == noClusterIP && (kind == "LoadBalancer" || kind == "NodePort"):
		v.reject(p, say("a Service of type %s cannot be headless", kind).help("remove clusterIP"))
	case text == noClusterIP:
	case !ok:
		v.reject(p, say("clusterIP %q is not an IP address", text).help("remove it, and the cluster chooses one"))
	case ip == serverIP:
		v.rejectAddress(p, say("clusterIP %s is the address of the API server", text))
	case !isInClusterRange(ip):
		v.rejectAddress(p, say("clusterIP %s is outside of the cluster's range %s", text, clusterIPs))
	}
}

// rejectAddress reports an address that no Service of the cluster can have.
func (v *validator) rejectAddress(p place, x Problem) {
	if edits, ok := manifest.Delete(p.node); ok {
		x.Fix = &Fix{Title: "delete it", Safe: true, Edits: edits}
	}
	v.reject(p, x.help("remove it, and the cluster chooses one"))
}

// MayHaveAddress reports whether a Service of a type may have an address.
func MayHaveAddress(kind, address string) bool {
	ip, ok := parseIP(address)
	return ok && kind != "ExternalName" && ip != serverIP && isInClusterRange(ip)
}

// isInClusterRange reports whether a Service may have an address. The first and the last address of the range are not
// used.
func isInClusterRange(ip netip.Addr) bool {
	return clusterIPs.Contains(ip) && ip != clusterIPs.Addr() && clusterIPs.Contains(ip.Next())
}

func (v *validator) validateExternalName(p place) {
	name := strings.TrimSuffix(p.text(), ".")
	if name == "" {
		v.rejectMissing(p, "write the host name that the Service leads to")
		return
	}
	if _, host, isURL := strings.Cut(name, "://"); isURL {
		host, _, _ = strings.Cut(host, "/")
		v.reject(p, say("externalName %q is a URL", name).help("write only the host name, %s", host))
		return
	}
	v.rejectFaults(p, name, SubdomainName(name))
}

// validateExternalTraffic validates the fields for Services that are reachable from outside of the cluster.
func (v *validator) validateExternalTraffic(spec place, kind string) {
	policy, check := spec.at("externalTrafficPolicy"), spec.at("healthCheckNodePort")
	switch outside := kind == "LoadBalancer" || kind == "NodePort"; {
	case policy.text() == "":
	case !v.requireOneOf(policy, "", "Cluster", "Local"):
	case !outside && isServiceType(kind):
		v.forbid(policy, "in a Service of type "+kind)
	}
	port, _ := check.number()
	switch {
	case port == 0:
	case port < 0:
		v.rejectNegative(check)
	case !isServiceType(kind):
	case kind != "LoadBalancer" || policy.text() != "Local":
		v.reject(check, say("healthCheckNodePort needs type LoadBalancer and externalTrafficPolicy Local").help("remove healthCheckNodePort"))
	}
}

// isServiceType reports whether a type of Services exists.
func isServiceType(kind string) bool {
	switch kind {
	case "ClusterIP", "ExternalName", "LoadBalancer", "NodePort":
		return true
	}
	return false
}

// validateSourceRanges validates the addresses that a load balancer accepts traffic from. They may be in the field, or
// in the annotation that it replaced.
func (v *validator) validateSourceRanges(root place, kind string) {
	const annotation = "service.beta.kubernetes.io/load-balancer-source-ranges"
	from := root.in("metadata", "annotations", annotation)
	ranges := root.in("spec", "loadBalancerSourceRanges")
	path := "metadata.annotations[" + annotation + "]"
	var all []string
	switch text, given := from.node.Str(); {
	case len(ranges.node.Items()) > 0:
		from, path = ranges, "spec.LoadBalancerSourceRanges" // as the server writes it
		for _, item := range ranges.items() {
			all = append(all, item.text())
		}
	case !given:
		return
	case strings.TrimSpace(text) != "":
		all = strings.Split(text, ",")
	}
	if kind != "LoadBalancer" {
		v.rejectAt(from, path, say("source ranges need a Service of type LoadBalancer").help("remove them"))
	}
	for _, one := range all {
		if _, ok := parseRange(strings.TrimSpace(one)); !ok {
			v.rejectAt(from, path, notRange(one))
		}
	}
}

// validateSessionAffinity validates the session affinity of a Service. Without affinity the server drops the other
// fields without validating them.
func (v *validator) validateSessionAffinity(spec place) {
	affinity := spec.at("sessionAffinity")
	v.requireOneOf(affinity, "None", "ClientIP", "None")
	if affinity.text() == "ClientIP" {
		const day = 24 * 60 * 60
		v.requireRange(spec.in("sessionAffinityConfig", "clientIP", "timeoutSeconds"), 1, day)
	}
}
