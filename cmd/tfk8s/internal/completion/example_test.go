package completion_test

import (
	"fmt"
	"strings"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/completion"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/usage"
)

func Example() {
	var script strings.Builder
	p := usage.Program{Name: "tfk8s", Commands: []usage.Command{{Name: "version"}}}
	if err := completion.Write(&script, "bash", p); err == nil {
		fmt.Println(strings.HasSuffix(script.String(), "complete -F _tfk8s tfk8s\n"))
	}
	// Output:
	// true
}
