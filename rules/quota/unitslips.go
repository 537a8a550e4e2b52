package quota

import (
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/api/resource"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/kubectl"
	"github.com/toolforge/tfk8s/rules/workload"
)

// A slip is an amount whose unit cannot be the one that was meant.
type slip struct {
	amount
	number, unit string              // as written, without blanks
	decodes      bool                // the server can read it
	may          []resource.Quantity // what may have been meant
	meant        *resource.Quantity  // the one of them that it may be, nil where there is none or several
	unsure       bool                // what is meant does not fit what is beside it
	to           string              // the resource that was meant: memory, where 512Mi is written under cpu
}

// slips are the amounts of an object whose units are wrong, in the order of the containers and then of the volumes.
func slips(s *workload.Object) []slip { return slipsSlot.Get(s, findSlips) }

var slipsSlot = workload.NewSlot[[]slip]("amounts whose unit cannot be meant")

func findSlips(s *workload.Object) []slip {
	var all []slip
	for _, a := range allAmounts(s) {
		if isImplausible(s, a) {
			all = append(all, newSlip(a, true))
		}
	}
	for _, a := range storage(s) {
		if isImplausible(s, a) {
			all = append(all, newSlip(a, true))
		}
	}
	for _, x := range kubectl.SchemaProblems(s) {
		if x.Kind != kubectl.Undecodable || x.Schema.Name != kubectl.QuantityType || x.Node.Kind() != manifest.String {
			continue
		}
		if a, ok := amountAt(s, x.Node); ok {
			if n := newSlip(a, false); n.isReadable() {
				all = append(all, n)
			}
		}
	}
	for i := range all {
		read(s, &all[i])
	}
	swap(s, all)
	for i := range all {
		x := &all[i]
		x.unsure = x.meant != nil && contradicts(s, x, all)
	}
	return all
}

func newSlip(a amount, decodes bool) slip {
	number, unit, _ := splitAmount(a.node.Text())
	return slip{amount: a, number: number, unit: unit, decodes: decodes, to: a.resource}
}

// isReadable reports whether a text that is no quantity is an amount nevertheless.
func (x *slip) isReadable() bool {
	_, isCPU := cpuUnit(x.unit)
	_, isMemory := memoryUnit(x.unit)
	return x.number != "" && strings.Trim(x.number, "+.,") != "" && (isCPU || isMemory || x.unit == "%")
}

// isImplausible reports whether nobody can mean an amount. Zero says that there is to be nothing, in any unit.
func isImplausible(s *workload.Object, a amount) bool {
	switch {
	case a.value.Sign() <= 0:
		return false
	case a.isStorage():
		return s.Bounds.IsTooFewBytes(a.value)
	case !s.ToLegacy && s.Bounds.Admit(a.resource, a.value):
		return false
	}
	return !s.Bounds.IsPlausible(a.resource, a.value)
}

// isStorage reports whether an amount is one of a disk, which no LimitRange bounds.
func (a amount) isStorage() bool { return a.resource != "cpu" && a.resource != "memory" }

// IsSlip reports whether the unit of an amount is wrong.
func IsSlip(s *workload.Object, n *manifest.Node) bool {
	return n.Exists() && slices.ContainsFunc(slips(s), func(x slip) bool { return x.node == n })
}

// storage are the amounts of bytes that no LimitRange bounds.
func storage(s *workload.Object) []amount {
	var all []amount
	add := func(container, n *manifest.Node, of, name string) {
		if q, ok := Quantity(n); ok {
			all = append(all, amount{container, n, of, name, &q})
		}
	}
	for _, c := range s.Containers() {
		resources := c.Field("resources")
		if !resources.IsMap() {
			continue
		}
		for _, of := range [...]string{"limits", "requests"} {
			if n := resources.At(of, "ephemeral-storage"); n.Exists() {
				add(c, n, of, "ephemeral-storage")
			}
		}
	}
	volumes := s.PodSpec().Field("volumes").Items()
	for i := range volumes {
		if n := volumes[i].At("emptyDir", "sizeLimit"); n.Exists() {
			add(nil, n, "", "sizeLimit")
		}
	}
	if s.Kind == "StatefulSet" {
		claims := s.Root().At("spec", "volumeClaimTemplates").Items()
		for i := range claims {
			add(nil, claims[i].At("spec", "resources", "requests", "storage"), "", "storage")
		}
	}
	return all
}

// amountAt makes an amount of a node that the server cannot read, where it is one of those that have units.
func amountAt(s *workload.Object, n *manifest.Node) (a amount, ok bool) {
	a = amount{node: n, resource: n.Key()}
	if of := n.Parent().Key(); of == "limits" || of == "requests" {
		if c := n.Parent().Parent().Parent(); slices.Contains(s.Containers(), c) {
			a.container, a.of = c, of
		}
	}
	switch n.Key() {
	case "cpu", "memory", "ephemeral-storage":
		return a, a.container != nil
	case "sizeLimit", "storage":
		return a, true
	}
	return a, false
}

// read works out what a slip means.
func read(s *workload.Object, x *slip) {
	numbers := withoutCommas(x.number)
	units := otherUnits(x.resource, x.unit)
	if x.decodes {
		units = likelyUnits(x.resource, x.unit)
	}
	if x.resource == "cpu" && x.container != nil && isMemoryOnly(x.unit) {
		x.to = "memory"
		unit, _ := memoryUnit(x.unit)
		units = []string{unit}
	}
	x.may = readingsOf(numbers, units)
	x.meant = onlyFit(s, x, x.to, x.may)
	ofCPU := x.container.At("resources", x.of)
	if x.to == "memory" && x.resource == "cpu" && ofCPU.Field("memory").Exists() || x.resource == "cpu" && x.unit == "M" && !ofCPU.Field("memory").Exists() {
		x.meant = nil
	}
}

// onlyFit is the one of some quantities that may be had of a resource, nil where that is none of them or several.
func onlyFit(s *workload.Object, x *slip, name string, may []resource.Quantity) (fit *resource.Quantity) {
	for i := range may {
		if !mayHave(s, x, name, &may[i]) {
			continue
		}
		if fit != nil {
			return nil
		}
		fit = &may[i]
	}
	return fit
}

// mayHave reports whether an amount may be a quantity of a resource. Of a disk anything may be written, and what is
// guessed is small.
func mayHave(s *workload.Object, x *slip, name string, q *resource.Quantity) bool {
	switch {
	case x.isStorage():
		return !s.Bounds.IsTooFewBytes(q) && (!x.decodes || s.Bounds.IsPlausible("memory", q))
	case s.ToLegacy:
		return s.Bounds.IsPlausible(name, q)
	}
	return s.Bounds.Admit(name, q)
}

// swap looks for cpu and memory that have taken each other's place: cpu: 512Mi beside memory: 500m.
func swap(s *workload.Object, all []slip) {
	for i := range all {
		for j := range all {
			cpu, memory := &all[i], &all[j]
			if cpu.to != "memory" || cpu.resource != "cpu" || memory.resource != "memory" || memory.unit != "m" || memory.node.Parent() != cpu.node.Parent() {
				continue
			}
			bytes := onlyFit(s, memory, "memory", cpu.may)
			if bytes != nil && s.Bounds.Admit("cpu", memory.value) {
				cpu.to, cpu.meant = "cpu", memory.value
				memory.meant = bytes
			}
		}
	}
}

// contradicts reports whether a request would be more than its limit if a slip had the value that it means.
func contradicts(s *workload.Object, x *slip, all []slip) bool {
	if x.container == nil {
		return false
	}
	other := x.otherOf(x.to)
	value, ok := Quantity(other)
	for i := range all {
		if y := &all[i]; y.container == x.container && y.of != x.of && y.to == x.to {
			if y.meant == nil {
				return true
			}
			value, ok = *y.meant, true
		}
	}
	if !ok {
		return false
	}
	order := x.meant.Cmp(value)
	return x.of == "requests" && order > 0 || x.of == "limits" && order < 0
}
