package selection_test

import (
	"fmt"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/selection"
	"github.com/toolforge/tfk8s/lint"
)

func ExampleSelect() {
	all := []*lint.Rule{
		{ID: "TFK101", Name: "legacy-namespace"},
		{ID: "TFK201", Name: "legacy-image"},
		{ID: "TFK202", Name: "old-image"},
	}
	selected, _ := selection.Select(all, []string{"legacy-*", "TFK2"}, []string{"tfk101"})
	for _, r := range selected {
		fmt.Println(r.ID, r.Name)
	}
	_, err := selection.Select(all, []string{"old-imgae"}, nil)
	fmt.Println(err)
	// Output:
	// TFK201 legacy-image
	// TFK202 old-image
	// there is no rule "old-imgae": did you mean "old-image"?
}
