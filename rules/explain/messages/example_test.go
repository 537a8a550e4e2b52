package messages_test

import (
	"fmt"
	"slices"

	"github.com/toolforge/tfk8s/rules/explain/messages"
)

func Example() {
	all := messages.All()
	i := slices.IndexFunc(all, func(m messages.Message) bool { return slices.Contains(m.Signs, "pull policy of never") })
	fmt.Println(all[i].Means)
	fmt.Println(all[i].Help)
	// Output:
	// imagePullPolicy is Never, and this node does not have the image
	// remove imagePullPolicy: the node then pulls the image
}
