package validation

import (
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
)

// statefulSet judges a StatefulSet. Of the spec of its template the server looks at two fields; all else is seen when the
// pods are made.
func (v *validator) statefulSet(root place) {
	meta, spec := root.at("metadata"), root.at("spec")
	template := spec.at("template")
	v.objectMeta(meta, subdomainName)
	v.requireOneOf(spec.at("podManagementPolicy"), "OrderedReady", "OrderedReady", "Parallel")
	v.statefulStrategy(spec.at("updateStrategy"))
	v.requireAtLeast(spec.at("replicas"), 0)
	v.ownSelector(spec.at("selector"))
	v.missingSelector(spec)
	v.statefulTemplate(spec)
	v.endlessPods(template)
	if spec.at("replicas").numberOr(1) > 0 {
		v.inPods(func() {
			v.statefulPodName(meta)
			v.serviceName(spec.at("serviceName"))
			ofClaims := *v
			ofClaims.report = func(x Problem) {
				v.report(x.effect("the StatefulSet is created, but its volume claims are rejected, so no pods start"))
			}
			ofClaims.claims(spec.at("volumeClaimTemplates"), effectiveName(meta))
		})
	}
}

// statefulPodName judges what is made of the name of a StatefulSet: the names of its pods are host names, and the name
// and a hash the value of a label.
func (v *validator) statefulPodName(meta place) {
	const most = 63 - hashSuffix
	at, name := namePlace(meta), effectiveName(meta)
	if len(name) > maxName {
		return
	}
	if strings.Contains(name, ".") {
		v.reject(at, say("the StatefulSet's name %q has a dot", name).help("use - instead of dots"))
	}
	if len(name) > most {
		v.reject(at, say("the StatefulSet's name is longer than %d characters", most).help("shorten it by %d", len(name)-most))
	}
}

// serviceName judges the service, whose name becomes the subdomain of the pods.
func (v *validator) serviceName(service place) {
	if name := service.text(); name != "" {
		v.rejectFaults(service, name, LabelName(name))
	}
}

// statefulTemplate judges the template of the pods, in which the StatefulSet replaces what is said of some things.
func (v *validator) statefulTemplate(spec place) {
	template, claims := spec.at("template"), spec.at("volumeClaimTemplates")
	hostname, subdomain := template.in("spec", "hostname").node, template.in("spec", "subdomain").node
	v.podProblems(spec, func(p Problem) bool {
		return p.Node == hostname || p.Node == subdomain || isClaimed(p.Node, claims)
	}, func() { v.podTemplate(template, "Always") })
}

// isClaimed reports whether a node belongs to a volume which a claim replaces.
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
