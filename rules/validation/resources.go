package validation

import (
	"cmp"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/api/resource"

	"github.com/toolforge/tfk8s/schemas/spelling"
)

const hugePages = "hugepages-"

// resources judges the limits and requests of a container.
func (v *validator) resources(p place) {
	limits, requests := p.at("limits"), p.at("requests")
	huge, ordinary := false, v.judgesPods() // a pod has got limits of cpu and memory by now
	for _, limit := range limits.entries() {
		q, ok := roundedQuantity(limit)
		also := ""
		if v.judgesPods() && !requests.at(limit.key()).isSet() { // a limit is the request of a pod that has none
			also = requests.path() + "[" + limit.key() + "]"
		}
		v.amount(limit, q, ok, also)
		huge = huge || strings.HasPrefix(limit.key(), hugePages)
		ordinary = ordinary || isOrdinary(limit.key())
	}
	for _, request := range requests.entries() {
		q, ok := roundedQuantity(request)
		v.amount(request, q, ok, "")
		v.requestWithin(request, q, ok, requests, limits)
		huge = huge || strings.HasPrefix(request.key(), hugePages)
		ordinary = ordinary || isOrdinary(request.key())
	}
	if huge && !ordinary {
		v.reject(p, say("the container has huge pages, but neither cpu nor memory").help("add a limit or request of cpu or memory"))
	}
}

// isOrdinary reports whether a resource is one that a container may have together with huge pages, and one must.
func isOrdinary(name string) bool { return name == "cpu" || name == "memory" }

// amount judges a limit or a request: the name and the quantity, if it can be read. See Problem.Also.
func (v *validator) amount(p place, q resource.Quantity, ok bool, also string) {
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

// renameResource calls a resource by its name where it has another one, or one in capitals.
func renameResource(p place) *Fix {
	name := MeantResource(p.key())
	edits, ok := p.node.RenameKey(name)
	if !ok || !isOrdinary(name) || p.node.Parent().Field(name) != nil {
		return nil
	}
	return &Fix{Title: "rename it to " + name, Edits: edits}
}

// MeantResource is the resource that another name is taken for, or the name itself in small letters.
func MeantResource(name string) string {
	name = strings.ToLower(name)
	ordinary := slices.Values([]string{"cpu", "memory", "ephemeral-storage"})
	return cmp.Or(spelling.Synonym("ResourceList", name), spelling.Nearest(name, spelling.AllowedTypos(name), ordinary), name)
}

// resourceProblem says why a container cannot have a resource; ok is true if it can.
func resourceProblem(name string) (x Problem, ok bool) {
	if faults := LabelKey(name); len(faults) > 0 {
		return faults[0].of("resource name", name), false
	}
	meant := MeantResource(name)
	switch {
	case isExtended(name), strings.Contains(name, "/") && isNative(name):
		return x, true
	case isOrdinary(name), name == "ephemeral-storage", strings.HasPrefix(name, hugePages):
		return x, true
	case strings.Contains(name, "/"):
		return say("%q cannot be the name of a resource", name).help("use a shorter name, without requests. before it"), false
	case isOrdinary(meant), meant != strings.ToLower(name):
		return say("a container has no resource %q", name).help("did you mean %q?", meant), false
	}
	return say("a container has no resource %q", name).help("use cpu, memory, ephemeral-storage or a name with a domain"), false
}

// isNative reports whether a resource is of Kubernetes itself.
func isNative(name string) bool {
	return !strings.Contains(name, "/") || strings.Contains(name, "kubernetes.io/")
}

// isExtended reports whether a resource is one that the nodes of a cluster may add. Its name must leave room for the
// prefix that it gets in a quota.
func isExtended(name string) bool {
	const prefix = "requests."
	return !isNative(name) && !strings.HasPrefix(name, prefix) && len(LabelKey(prefix+name)) == 0
}

// requestWithin compares a request with its limit. Of some resources no more may be promised than there is: there they
// must be equal.
func (v *validator) requestWithin(request place, want resource.Quantity, ok bool, requests, limits place) {
	name := request.key()
	exact := !isNative(name) || strings.HasPrefix(name, hugePages)
	limit := limits.at(name)
	if !limit.isSet() {
		if exact {
			v.reject(limits, say("%s has a request, but no limit", name).help("add an equal limit"))
		}
		return
	}
	most, known := roundedQuantity(limit)
	switch order := want.Cmp(most); {
	case !ok || !known:
	case order != 0 && exact:
		v.rejectAt(request, requests.path(), say("%s request %s differs from its limit %s", name, request.node.Text(), limit.node.Text()).help("make them equal"))
	case order > 0:
		v.rejectAt(request, requests.path(), say("%s request %s exceeds its limit %s", name, request.node.Text(), limit.node.Text()).help("lower the request, or raise the limit"))
	}
}

// roundedQuantity reads a limit or request, which the server rounds up to a thousandth.
func roundedQuantity(p place) (q resource.Quantity, ok bool) {
	q, ok = Quantity(p.node)
	q.RoundUp(resource.Milli)
	return q, ok
}
