package parallel_test

import (
	"fmt"
	"testing"

	"github.com/toolforge/tfk8s/lint/parallel"
)

func ExampleMap() {
	words := []string{"apple", "fig", "cherry"}
	fmt.Println(parallel.Map(len(words), func(i int) int { return len(words[i]) }))
	// Output: [5 3 6]
}

func TestResultsAreInOrder(t *testing.T) {
	for _, n := range []int{0, 1, 2, 1000} {
		results := parallel.Map(n, func(i int) int { return i * i })
		if len(results) != n {
			t.Fatalf("%d results, not %d", len(results), n)
		}
		for i, r := range results {
			if r != i*i {
				t.Errorf("result %d is %d", i, r)
			}
		}
	}
}

func TestAPanicReachesTheCaller(t *testing.T) {
	for _, n := range []int{1, 100} {
		if got := panicOf(func() { parallel.Map(n, func(i int) int { panic("bug") }) }); got != "bug" {
			t.Errorf("of %d: %v", n, got)
		}
	}
}

// panicOf returns what a function panics with, nil where it does not.
func panicOf(do func()) (bug any) {
	defer func() { bug = recover() }()
	do()
	return nil
}
