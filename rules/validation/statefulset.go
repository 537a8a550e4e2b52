package validation

import (
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
)

// validateStatefulSet validates a StatefulSet. The server validates two fields of its pod template. The other fields
// are validated when the pods are created.
func (v *validator) validateStatefulSet(root place) {
	meta, spec := root.at("metadata"), root.at("spec")
	template := spec.at("template")
	v.validateObjectMeta(meta, SubdomainName)
	v.requireOneOf(spec.at("podManagementPolicy"), "OrderedReady", "OrderedReady", "Parallel")
	v.validateStatefulStrategy(spec.at("updateStrategy"))
	v.rejectNegative(spec.at("replicas"))
	v.validateOwnSelector(spec.at("selector"))
	v.validateMissingSelector(spec)
	v.validateStatefulTemplate(spec)
	v.rejectDeadline(template)
	if spec.at("replicas").numberOr(1) > 0 {
		v.whenPodsAreCreated(func() {
			v.validateStatefulPodName(meta)
			v.validateServiceName(spec.at("serviceName"))
			ofClaims := *v
			ofClaims.report = func(x Problem) {
				v.report(x.effect("the StatefulSet is created, but its volume claims are rejected, so no pods start"))
			}
			ofClaims.validateClaims(spec.at("volumeClaimTemplates"), effectiveName(meta))
		})
	}
}

// validateStatefulPodName validates the name of a StatefulSet as part of a host name, and, with a hash, as the value of
// a label.
func (v *validator) validateStatefulPodName(meta place) {
	const most = 63 - hashSuffix
	at, name := nameSource(meta), effectiveName(meta)
	if len(name) > maxName {
		return
	}
	if strings.Contains(name, ".") {
		v.reject(at, say("the StatefulSet's name %q has a dot", name).help("use dashes instead of dots"))
	}
	if len(name) > most {
		v.reject(at, say("the StatefulSet's name is longer than %d characters", most).help("shorten it by %d", len(name)-most))
	}
}

// validateServiceName validates the name of the Service, which becomes the subdomain of the pods.
func (v *validator) validateServiceName(service place) {
	if name := service.text(); name != "" {
		v.rejectFaults(service, name, LabelName(name))
	}
}

// validateStatefulTemplate validates the pod template. The StatefulSet sets the hostname and subdomain of the pods, and
// replaces the volumes that have a claim.
func (v *validator) validateStatefulTemplate(spec place) {
	template, claims := spec.at("template"), spec.at("volumeClaimTemplates")
	hostname, subdomain := template.in("spec", "hostname").node, template.in("spec", "subdomain").node
	v.reportPodProblems(spec, func(p Problem) bool {
		return p.Node == hostname || p.Node == subdomain || isClaimed(p.Node, claims)
	}, func() { v.validatePodTemplate(template, "Always") })
}

// isClaimed reports whether a node belongs to a volume that a claim replaces.
func isClaimed(n *manifest.Node, claims place) bool {
	for ; n.Parent() != nil; n = n.Parent() {
		if list := n.Parent(); list.IsList() && list.Key() == "volumes" {
			return hasClaim(claims, n.Field("name").String())
		}
	}
	return false
}

func hasClaim(claims place, name string) bool {
	return slices.ContainsFunc(claims.node.Items(), func(c manifest.Node) bool { return c.At("metadata", "name").String() == name })
}
