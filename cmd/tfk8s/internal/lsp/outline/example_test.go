package outline_test

import (
	"fmt"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/outline"
)

func Example() {
	text := "kind: Pod\nspec:\n  containers:\n  - name: main\n    ima"
	place := outline.At(text, len(text))
	fmt.Println(text[place.Start:place.End], place.In.Children[0].Key, place.In.Root().Field("kind").Text)
	// Output: ima name Pod
}
