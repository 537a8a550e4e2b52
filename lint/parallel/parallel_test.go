package parallel_test

import (
	"fmt"
	"slices"
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

func TestOnePartIsDoneInTurn(t *testing.T) {
	var order []int
	results := parallel.MapInTurn(100, func(i int, inTurn func(func())) int {
		if i%7 != 3 { // these have no such part
			inTurn(func() { order = append(order, i) })
		}
		return i
	})
	if len(results) != 100 || len(order) != 86 || !slices.IsSorted(order) {
		t.Errorf("%d results, in order %v", len(results), order)
	}
}

func TestAPanicInTurnReachesTheCallerAndLetsTheOthersPass(t *testing.T) {
	done := 0
	bug := panicOf(func() {
		parallel.MapInTurn(50, func(i int, inTurn func(func())) int {
			inTurn(func() {
				if i == 10 {
					panic("bug")
				}
				done++
			})
			return i
		})
	})
	if bug != "bug" || done < 10 {
		t.Errorf("%v after %d", bug, done)
	}
}

// panicOf returns what a function panics with, nil where it does not.
func panicOf(do func()) (bug any) {
	defer func() { bug = recover() }()
	do()
	return nil
}
