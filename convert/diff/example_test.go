package diff_test

import (
	"fmt"

	"github.com/toolforge/tfk8s/convert/diff"
)

func ExampleUnified() {
	before, after := "kind: Pod\nname: old\n", "kind: Pod\nname: new\n"
	fmt.Print(diff.Unified("bot.yaml", []byte(before), []byte(after), nil))
	// Output:
	// --- bot.yaml
	// +++ bot.yaml
	// @@ -1,2 +1,2 @@
	//  kind: Pod
	// -name: old
	// +name: new
}
