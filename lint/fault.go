package lint

import "math/bits"

// A Fault is what a rule about all objects needs to know about a finding of severity Error on one of them.
type Fault struct {
	Stage     Stage
	Count     Count // that of the rule
	HasFix    bool
	IsRemoved bool // the fix removes the object
}

// Faults is a set of Faults. There may be very many objects, so a set is no larger than a number.
type Faults uint64

const (
	stages = int(Advice) + 1
	counts = int(Admitted) + 1
)

// add adds a fault. Its number has a digit for each of its properties.
func (s *Faults) add(f Fault) {
	fix := 0
	if f.HasFix {
		fix = 1
	}
	if f.IsRemoved {
		fix = 2
	}
	*s |= 1 << ((fix*counts+int(f.Count))*stages + int(f.Stage))
}

// Any reports whether a fault of the set satisfies a function.
func (s Faults) Any(such func(Fault) bool) bool {
	for left := uint64(s); left != 0; left &= left - 1 {
		n := bits.TrailingZeros64(left)
		fix := n / stages / counts
		if such(Fault{Stage: Stage(n % stages), Count: Count(n / stages % counts), HasFix: fix > 0, IsRemoved: fix == 2}) {
			return true
		}
	}
	return false
}

// faultsOf returns the faults among what was found about an object.
func faultsOf(found []Diagnostic) (s Faults) {
	for i := range found {
		if d := &found[i]; d.Severity == Error {
			s.add(Fault{Stage: d.Stage, Count: d.Rule.Count, HasFix: d.Fix != nil, IsRemoved: d.Fix != nil && d.Fix.Removes})
		}
	}
	return s
}
