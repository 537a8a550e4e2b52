package shell_test

import (
	"fmt"

	"github.com/toolforge/tfk8s/lint/shell"
)

func Example() {
	fmt.Println(shell.Line("rm", shell.Argument("-it's mine")))
	// Output: rm './-it'\''s mine'
}
