package heap_test

import (
	"fmt"
	"runtime/debug"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/heap"
)

func ExampleGrow() {
	heap.Grow(func(string) string { return "" }) // no variable of the environment is set
	fmt.Println(debug.SetGCPercent(100) > 100)
	// Output: true
}
