package validation

import (
	"cmp"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/api/resource"

	"github.com/toolforge/tfk8s/schemas/spelling"
)

const hugePages = "hugepages-"

// validateResources validates the limits and requests of a container.
func (v *validator) validateResources(p place) {
	limits, requests := p.at("limits"), p.at("requests")
	huge, ordinary := false, v.validatesPods() // the defaults include cpu and memory
	for _, limit := range limits.entries() {
		q, ok := readRounded(limit)
		also := ""
		if v.validatesPods() && !requests.at(limit.key()).isSet() { // the default request is the limit
			also = requests.path() + "[" + limit.key() + "]"
		}
		v.validateResource(limit, q, ok, also)
		huge = huge || strings.HasPrefix(limit.key(), hugePages)
		ordinary = ordinary || isOrdinary(limit.key())
	}
	for _, request := range requests.entries() {
		q, ok := readRounded(request)
		v.validateResource(request, q, ok, "")
		v.compareWithLimit(request, q, ok, requests, limits)
		huge = huge || strings.HasPrefix(request.key(), hugePages)
		ordinary = ordinary || isOrdinary(request.key())
	}
	if huge && !ordinary {
		v.reject(p, say("the container has huge pages, but neither cpu nor memory").help("add a limit or request of cpu or memory"))
	}
}

// isOrdinary reports whether a resource is cpu or memory. A container with huge pages must have one of them too.
func isOrdinary(name string) bool { return name == "cpu" || name == "memory" }

// validateResource validates the name and the quantity of a limit or a request. ok is false if the quantity cannot be
// read. also is for Problem.Also.
func (v *validator) validateResource(p place, q resource.Quantity, ok bool, also string) {
	name := p.key()
	if x, ok := resourceProblem(name); !ok {
		x.Also, x.Fix = also, renameResource(p)
		v.rejectKey(p, x)
		return
	}
	var x Problem
	switch {
	case !ok:
		return
	case q.Sign() < 0:
		x = say("%s %s is negative", name, p.node.Text()).help("use 0 or more")
	case isExtended(name) && q.MilliValue()%1000 != 0:
		x = say("%s %s is not a whole number", name, p.node.Text()).help("use whole numbers")
	default:
		return
	}
	x.Also = also
	v.rejectAt(p, p.node.KeyPath(), x)
}

// renameResource returns the fix that renames a misspelled resource, nil if there is none.
func renameResource(p place) *Fix {
	name := MeantResource(p.key())
	edits, ok := p.node.RenameKey(name)
	if !ok || !isOrdinary(name) || p.node.Parent().Field(name) != nil {
		return nil
	}
	return &Fix{Title: "rename it to " + name, Edits: edits}
}

// MeantResource returns the resource that a misspelled name probably means, or the name itself in lower case.
func MeantResource(name string) string {
	name = strings.ToLower(name)
	switch name {
	case "cpu", "memory", "ephemeral-storage":
		return name
	case "gpu": // one letter away from cpu, but not meant to be it
		return name
	}
	ordinary := slices.Values([]string{"cpu", "memory", "ephemeral-storage"})
	return cmp.Or(spelling.Synonym("ResourceList", name), spelling.Nearest(name, spelling.AllowedTypos(name), ordinary), name)
}

// resourceProblem says why a container cannot have a resource; ok is true if it can.
func resourceProblem(name string) (x Problem, ok bool) {
	if isOrdinary(name) {
		return x, true
	}
	if faults := labelKey(name); len(faults) > 0 {
		return faults[0].of("resource name", name), false
	}
	meant := MeantResource(name)
	switch {
	case isExtended(name), strings.Contains(name, "/") && isNative(name):
		return x, true
	case name == "ephemeral-storage", strings.HasPrefix(name, hugePages):
		return x, true
	case strings.Contains(name, "/"):
		return say("%q cannot be the name of a resource", name).help("use a shorter name, without requests. before it"), false
	case isOrdinary(meant), meant != strings.ToLower(name):
		return say("a container has no resource %q", name).help("did you mean %q?", meant), false
	}
	return say("a container has no resource %q", name).help("use cpu, memory, ephemeral-storage or a name with a domain"), false
}

// isNative reports whether a resource is one of Kubernetes itself.
func isNative(name string) bool {
	return !strings.Contains(name, "/") || strings.Contains(name, "kubernetes.io/")
}

// isExtended reports whether a resource is one that the nodes of a cluster may add. Its name must leave room for the
// prefix that it has in a quota.
func isExtended(name string) bool {
	const prefix = "requests."
	return !isNative(name) && !strings.HasPrefix(name, prefix) && len(labelKey(prefix+name)) == 0
}

// compareWithLimit compares a request with its limit. They must be equal for resources that cannot be overcommitted.
func (v *validator) compareWithLimit(request place, want resource.Quantity, ok bool, requests, limits place) {
	name := request.key()
	exact := !isNative(name) || strings.HasPrefix(name, hugePages)
	limit := limits.at(name)
	if !limit.isSet() {
		if exact {
			v.reject(limits, say("%s has a request, but no limit", name).help("add an equal limit"))
		}
		return
	}
	most, known := readRounded(limit)
	switch order := want.Cmp(most); {
	case !ok || !known:
	case order != 0 && exact:
		v.rejectAt(request, requests.path(), say("%s request %s differs from its limit %s", name, request.node.Text(), limit.node.Text()).help("make them equal"))
	case order > 0:
		v.rejectAt(request, requests.path(), say("%s request %s exceeds its limit %s", name, request.node.Text(), limit.node.Text()).help("lower the request, or raise the limit"))
	}
}

// readRounded reads a limit or request, which the server rounds up to a thousandth.
func readRounded(p place) (q resource.Quantity, ok bool) {
	q, ok = Quantity(p.node)
	q.RoundUp(resource.Milli)
	return q, ok
}
