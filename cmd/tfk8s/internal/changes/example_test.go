package changes_test

import (
	"fmt"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/changes"
)

func ExampleSince() {
	_, err := changes.Since("main..topic") // the files of the working tree are compared, not those of a commit
	fmt.Println(err)
	// Output:
	// --diff-base must be a commit, such as main, or main... for where the history left main, not "main..topic"
}
