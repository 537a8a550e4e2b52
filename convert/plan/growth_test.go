package plan_test

import (
	"fmt"
	"testing"

	"github.com/toolforge/tfk8s/convert/plan"
	"github.com/toolforge/tfk8s/schemas"
)

// Allocations measure the work, and unlike time they are the same on every machine.
func TestTheWorkGrowsWithTheNumberOfToolsAndNoFaster(t *testing.T) {
	work := func(tools int) float64 {
		var sources []source
		for i := range tools {
			sources = append(sources, source{fmt.Sprintf("%d.yaml", i), fmt.Sprintf("apiVersion: batch/v1\nkind: Job\nmetadata: {name: a, namespace: tool-t%d}\n", i)})
		}
		r := request(t, schemas.Toolforge(), sources...)
		return testing.AllocsPerRun(1, func() {
			if made, err := plan.Make(r); err != nil || len(made) != tools {
				t.Fatal(len(made), err)
			}
		})
	}
	const few, times = 10, 16
	if growth := work(few*times) / work(few); growth > 2*times {
		t.Errorf("%d times as many tools are %.0f times the work", times, growth)
	}
}
