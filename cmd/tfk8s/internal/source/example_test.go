package source_test

import (
	"fmt"
	"strings"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/source"
)

func ExampleReadAll() {
	for _, most := range []int64{3, 5} {
		text, err := source.ReadAll(strings.NewReader("a: 1\n"), most)
		fmt.Printf("%q %v\n", text, err)
	}
	// Output:
	// "" the file is too large
	// "a: 1\n" <nil>
}
