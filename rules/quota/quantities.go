package quota

import (
	"slices"
	"strconv"
	"strings"

	"k8s.io/apimachinery/pkg/api/resource"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/kubectl"
	"github.com/toolforge/tfk8s/rules/validation"
	"github.com/toolforge/tfk8s/rules/workload"
)

// An amount is a limit or request of a container, for a resource that the LimitRange bounds.
type amount struct {
	container *manifest.Node
	node      *manifest.Node
	of        string             // limits or requests
	resource  string             // cpu or memory
	value     *resource.Quantity // must not be changed
}

// amounts returns the limits and requests of all containers, except those with a wrong unit: see slips.
func amounts(s *workload.Object) []amount {
	all := allAmounts(s)
	if len(all) == 0 || len(slips(s)) == 0 {
		return all
	}
	return slices.DeleteFunc(slices.Clone(all), func(a amount) bool { return IsSlip(s, a.node) })
}

// allAmounts returns the limits and requests of all containers that the API server can read and that are not negative.
func allAmounts(s *workload.Object) []amount { return amountsSlot.Get(s, readAmounts) }

var amountsSlot = workload.NewSlot[[]amount]("the resources that its containers name")

func readAmounts(s *workload.Object) []amount {
	var all []amount
	for i, c := range s.Containers() {
		resources := c.Field("resources")
		if !resources.IsMap() { // most objects of the legacy cluster have none
			continue
		}
		all = slices.Grow(all, 4)
		has := grants(s)[i]
		for _, of := range [...]string{"limits", "requests"} {
			for _, name := range [...]string{"cpu", "memory"} {
				node := resources.At(of, name)
				if value, ok := has.read(node, of, name); ok && value.Sign() >= 0 {
					all = append(all, amount{c, node, of, name, value})
				}
			}
		}
	}
	return all
}

// word names the amount in a message: "cpu limit".
func (a amount) word() string {
	return strings.TrimSpace(a.resource + " " + strings.TrimSuffix(a.of, "s"))
}

// other returns the request for a limit, and the limit for a request.
func (a amount) other() *manifest.Node { return a.otherOf(a.resource) }

// otherOf returns the request for a limit of any resource, and the limit for a request.
func (a amount) otherOf(name string) *manifest.Node {
	return a.container.At("resources", opposite(a.of), name)
}

// opposite returns limits for requests, and requests for limits.
func opposite(of string) string {
	if of == "limits" {
		return "requests"
	}
	return "limits"
}

// insertLimit makes the edits that add the missing limit of a request.
func (a amount) insertLimit(s *workload.Object, to string) (edits []manifest.Edit, ok bool) {
	resources := a.container.Field("resources")
	isMeant := func(n manifest.Node) bool {
		return n.Key() != a.resource && validation.MeantResource(n.Key()) == a.resource
	}
	if kubectl.IsMisspelled(s, a.container, "resources", "limits") || slices.ContainsFunc(resources.Field("limits").Fields(), isMeant) {
		return nil, false
	}
	limit := manifest.Pair{Key: a.resource, Value: to}
	switch limits := resources.Field("limits"); {
	case a.other().Exists():
		return a.other().SetText(to)
	case limits.Exists():
		return limits.Insert(nil, limit)
	}
	return resources.Insert(nil, manifest.Pair{Key: "limits", Value: manifest.Pairs{limit}})
}

// Quantity reads a limit or request, which the API server rounds up to a thousandth.
func Quantity(n *manifest.Node) (q resource.Quantity, ok bool) {
	q, ok = validation.Quantity(n)
	q.RoundUp(resource.Milli)
	return q, ok
}

// SetQuantity edits a value to be a quantity of the policy.
func SetQuantity(n *manifest.Node, text string) (edits []manifest.Edit, ok bool) {
	if n.Kind() != manifest.String && n.Document().File.JSON() {
		// In JSON, "50m" needs quotes; the number that it replaces has none.
		edits, ok = n.Quote()
		for i := range edits {
			edits[i].New = strconv.Quote(text)
		}
		return edits, ok
	}
	return n.SetText(text)
}

// within reports whether a quantity can be read and is within the bounds of the LimitRange.
func within(s *workload.Object, n *manifest.Node, name string) bool {
	q, ok := Quantity(n)
	return ok && s.Bounds.Admit(name, &q)
}

// Bound reads a quantity of the policy, which was checked when it was loaded.
func Bound(text string) resource.Quantity {
	q, _ := resource.ParseQuantity(text)
	return q
}
