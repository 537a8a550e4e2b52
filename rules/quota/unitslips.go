package quota

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"k8s.io/apimachinery/pkg/api/resource"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/rules/kubectl"
	"github.com/toolforge/tfk8s/rules/validation"
	"github.com/toolforge/tfk8s/rules/workload"
)

// A slip is an amount with a unit that cannot be meant.
type slip struct {
	amount
	number, unit string              // as written, without blanks
	decodes      bool                // the server can read it
	may          []resource.Quantity // what may have been meant
	meant        *resource.Quantity  // the only one of them that is plausible; nil if there is none, or more than one
	against      string              // how another amount contradicts what is meant; "" if none does
	to           string              // the resource that was meant: memory if 512Mi is written under cpu
	memoryKey    string              // the name of memory in the file
	swapped      *slip               // the amount that is in the other's place; nil if there is none
}

// slips returns the amounts of an object whose units are wrong, first those of the containers, then those of the volumes.
func slips(s *workload.Object) []slip { return slipsSlot.Get(s, findSlips) }

var slipsSlot = workload.NewSlot[[]slip]("amounts whose unit cannot be meant")

func findSlips(s *workload.Object) []slip {
	var all []slip
	for _, a := range allAmounts(s) {
		if isImplausible(s.Settings, a) {
			all = append(all, newSlip(a, true))
		}
	}
	for _, a := range storage(s) {
		if isImplausible(s.Settings, a) {
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
	readAll(s.Settings, all)
	for i := range all {
		if x := &all[i]; x.meant != nil {
			x.against = contradiction(x, all)
		}
	}
	return all
}

// readAll finds out what slips mean.
func readAll(s *workload.Settings, all []slip) {
	for i := range all {
		read(s, &all[i])
	}
	swap(s, all)
}

func newSlip(a amount, decodes bool) slip {
	number, suffix, _ := splitAmount(a.node.Text())
	return slip{amount: a, number: number, unit: suffix, decodes: decodes, to: a.resource, memoryKey: "memory"}
}

// isReadable reports whether a text that is no quantity is an amount in another notation.
func (x *slip) isReadable() bool {
	_, isCPU := cpuUnit(x.unit)
	_, isMemory := memoryUnit(x.unit)
	return x.number != "" && strings.Trim(x.number, "+.,") != "" && (isCPU || isMemory || x.unit == "%")
}

// isImplausible reports whether nobody can mean an amount. Zero is plausible in any unit.
func isImplausible(s *workload.Settings, a amount) bool {
	switch {
	case a.value.Sign() <= 0:
		return false
	case a.isStorage():
		return s.Bounds.IsTooFewBytes(a.value)
	case !s.ToLegacy && s.Bounds.Admit(a.resource, a.value):
		return false
	}
	exact := a.exact()
	return !s.Bounds.IsPlausible(a.resource, &exact)
}

// exact returns the amount as it is written, before the API server rounds it up to a thousandth.
func (a amount) exact() resource.Quantity {
	q, _ := validation.Quantity(a.node)
	return q
}

// isStorage reports whether an amount is disk space, which the LimitRange does not bound.
func (a amount) isStorage() bool { return a.resource != "cpu" && a.resource != "memory" }

// IsSlip reports whether the unit of an amount is wrong.
func IsSlip(s *workload.Object, n *manifest.Node) bool {
	return n.Exists() && slices.ContainsFunc(slips(s), func(x slip) bool { return x.node == n })
}

// storage returns the amounts of disk space.
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
		pvcs := s.Root().At("spec", "volumeClaimTemplates").Items()
		for i := range pvcs {
			add(nil, pvcs[i].At("spec", "resources", "requests", "storage"), "", "storage")
		}
	}
	return all
}

// amountAt makes an amount of a node that the server cannot read. ok is false if the node is no amount.
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

// read finds out what a slip means.
func read(s *workload.Settings, x *slip) {
	x.may = readings(s, x)
	x.meant = onlyFit(s, x, x.to, x.may)
	besides := x.node.Parent().Field(x.memoryKey).Exists()
	if x.to != x.resource && besides || x.isEither() && !besides {
		x.meant = nil
	}
}

// isEither reports whether an amount of cpu may also be one of memory: 500M.
func (x *slip) isEither() bool { return x.resource == "cpu" && x.unit == "M" }

// readings returns the quantities that a slip may mean.
func readings(s *workload.Settings, x *slip) []resource.Quantity {
	numbers := withoutCommas(x.number)
	implausible := func(q resource.Quantity) bool { return !s.Bounds.IsPlausible("memory", &q) }
	if x.resource == "cpu" && isMemoryOnly(x.unit) {
		suffix, _ := memoryUnit(x.unit)
		may := readingsOf(numbers, []string{suffix})
		if x.decodes && x.unit == "k" && !slices.ContainsFunc(may, func(q resource.Quantity) bool { return !implausible(q) }) {
			return nil // 2k is a number
		}
		x.to = "memory"
		return may
	}
	if exact := x.exact(); x.decodes && x.resource == "cpu" && x.unit == "" && exact.Cmp(resource.MustParse("1m")) < 0 {
		return []resource.Quantity{exact} // 0.0005 is 500u
	}
	if x.decodes {
		may := readingsOf(numbers, likelyUnits(x.resource, x.unit))
		if x.unit == "m" && x.resource == "memory" && !slices.ContainsFunc(may, func(q resource.Quantity) bool { return !implausible(q) }) {
			return readingsOf([]string{strconv.FormatInt(x.value.Value(), 10)}, likelyUnits(x.resource, "")) // 512000m is 512
		}
		return may
	}
	units := otherUnits(x.resource, x.unit)
	may := readingsOf(numbers, units)
	if x.resource == "memory" && len(units) == 1 && len(may) == 1 && implausible(may[0]) { // 512K, as Kubernetes reads 512k
		return readingsOf(numbers, likelyUnits(x.resource, units[0]))
	}
	return may
}

// onlyFit returns the one of some quantities that a container may have of a resource. It returns nil if there is none, or more than
// one.
func onlyFit(s *workload.Settings, x *slip, name string, may []resource.Quantity) (fit *resource.Quantity) {
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

// mayHave reports whether an amount may mean a quantity of a resource. Disk space has no bounds, but a guess must be plausible.
func mayHave(s *workload.Settings, x *slip, name string, q *resource.Quantity) bool {
	switch {
	case x.isStorage():
		return !s.Bounds.IsTooFewBytes(q) && (!x.decodes || s.Bounds.IsPlausible("memory", q))
	case s.ToLegacy:
		return s.Bounds.IsPlausible(name, q)
	}
	return s.Bounds.Admit(name, q)
}

// swap finds cpu and memory in each other's place: cpu: 512Mi beside memory: 500m.
func swap(s *workload.Settings, all []slip) {
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
				cpu.swapped, memory.swapped = memory, cpu
			}
		}
	}
}

// contradiction says which amount contradicts what a slip means, because a request would exceed its limit. It returns "" if there
// is none.
func contradiction(x *slip, all []slip) string {
	if x.container == nil {
		return ""
	}
	other := x.otherOf(x.to)
	value, ok := Quantity(other)
	for i := range all {
		if y := &all[i]; y.container == x.container && y.of != x.of && y.to == x.to {
			if y.meant == nil {
				return fmt.Sprintf("%s may be meant, but the %s, %s, is not clear either", x.meant.String(), y.word(), words.Clip(y.node.Text(), 40))
			}
			value, ok = *y.meant, true
		}
	}
	if !ok {
		return ""
	}
	word := amount{of: opposite(x.of), resource: x.to}.word()
	switch order := x.meant.Cmp(value); {
	case x.of == "requests" && order > 0:
		return fmt.Sprintf("write at most the %s, %s, or raise that (%s may be meant)", word, value.String(), x.meant.String())
	case x.of == "limits" && order < 0:
		return fmt.Sprintf("write at least the %s, %s, or lower that (%s may be meant)", word, value.String(), x.meant.String())
	}
	return ""
}
