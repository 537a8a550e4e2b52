package spelling_test

import (
	"fmt"
	"slices"

	"github.com/toolforge/tfk8s/schemas/spelling"
)

func ExampleNearest() {
	kinds := []string{"Deployment", "DaemonSet", "Ingress"}
	fmt.Println(spelling.Nearest("deploymnet", spelling.AllowedTypos("deploymnet"), slices.Values(kinds)))
	// Output:
	// Deployment
}
