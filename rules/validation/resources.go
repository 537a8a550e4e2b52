package validation

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
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
		if v.judgesPods() && !requests.at(limit.key()).set() { // a limit is the request of a pod that has none
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
		v.problem(p, "huge pages need a limit or request of cpu or memory besides")
	}
}

// isOrdinary reports whether a resource is one that a container may have together with huge pages, and one must.
func isOrdinary(name string) bool { return name == "cpu" || name == "memory" }

// amount judges a limit or a request: the name and the quantity, if it can be read. See Problem.Also.
func (v *validator) amount(p place, q resource.Quantity, ok bool, also string) {
	name := p.key()
	if why := noResource(name); why != "" {
		v.report(Problem{Node: p.node, Key: true, Path: p.node.KeyPath(), Also: also, Message: why, Fix: renameResource(p), Pods: v.pods})
		return
	}
	why := ""
	switch {
	case !ok:
		return
	case q.Sign() < 0:
		why = "is below zero"
	case isExtended(name) && q.MilliValue()%1000 != 0:
		why = "is no whole number"
	default:
		return
	}
	message := fmt.Sprintf("%s of %s %s", p.node.Text(), name, why)
	v.report(Problem{Node: p.node, Path: p.node.KeyPath(), Also: also, Message: message, Pods: v.pods})
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

// noResource says why a container cannot have a resource; "" if it can.
func noResource(name string) string {
	if messages := LabelKey(name); len(messages) > 0 {
		return strconv.Quote(name) + " is no name of a resource: " + messages[0]
	}
	switch {
	case isExtended(name), strings.Contains(name, "/") && isNative(name):
	case isOrdinary(name), name == "ephemeral-storage", strings.HasPrefix(name, hugePages):
	case isOrdinary(strings.ToLower(name)):
		return strconv.Quote(name) + " is not " + strconv.Quote(strings.ToLower(name)) + ": case counts"
	case MeantResource(name) != strings.ToLower(name):
		return fmt.Sprintf("%q is no resource of a container: did you mean %q?", name, MeantResource(name))
	case strings.Contains(name, "/"):
		return strconv.Quote(name) + " cannot be the name of a resource"
	default:
		return strconv.Quote(name) + " is no resource of a container: use cpu, memory or ephemeral-storage, or a name with a domain"
	}
	return ""
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
	if !limit.set() {
		if exact {
			v.problem(limits, "a request of %s needs an equal limit", name)
		}
		return
	}
	most, known := roundedQuantity(limit)
	switch order := want.Cmp(most); {
	case !ok || !known:
	case order != 0 && exact:
		v.problemAt(request, requests.path(), "the request of %s must equal its limit: %s is not %s", name, request.node.Text(), limit.node.Text())
	case order > 0:
		v.problemAt(request, requests.path(), "the %s request %s is more than its limit %s", name, request.node.Text(), limit.node.Text())
	}
}

// roundedQuantity reads a limit or request, which the server rounds up to a thousandth.
func roundedQuantity(p place) (q resource.Quantity, ok bool) {
	q, ok = Quantity(p.node)
	q.RoundUp(resource.Milli)
	return q, ok
}
