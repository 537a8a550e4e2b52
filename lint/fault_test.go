package lint

import "testing"

func TestASetOfFaultsHoldsThoseThatWereAdded(t *testing.T) {
	var all Faults
	for stage := Parse; stage <= Advice; stage++ {
		for count := Rejected; count <= Admitted; count++ {
			for _, fix := range []Fault{{}, {HasFix: true}, {HasFix: true, IsRemoved: true}} {
				fix.Stage, fix.Count = stage, count
				isThis := func(f Fault) bool { return f == fix }
				if all.Any(isThis) {
					t.Errorf("%+v is in a set before it is added", fix)
				}
				if all.add(fix); !all.Any(isThis) {
					t.Errorf("%+v is not in a set to which it was added", fix)
				}
			}
		}
	}
}
