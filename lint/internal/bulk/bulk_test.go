package bulk_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/lint/internal/bulk"
)

func ExampleBatch() {
	batch := bulk.NewBatch(10, func(words []string) { fmt.Println(words) })
	for _, word := range []string{"apple", "cherry", "fig", "plum"} {
		batch.Add(word, len(word))
	}
	batch.Flush()
	// Output:
	// [apple cherry]
	// [fig plum]
}

func ExampleTexts() {
	texts := bulk.NewTexts()
	ref := texts.Ref(texts.Sprintf("the value %d", 3))
	texts.Close()
	fmt.Println(texts.At(ref))
	// Output: the value 3
}

func TestABatchDoesNoWorkOnNothing(t *testing.T) {
	calls := 0
	batch := bulk.NewBatch(2, func([]int) { calls++ })
	batch.Flush()
	batch.Add(1, 1)
	batch.Add(2, 1)
	batch.Flush()
	if calls != 1 {
		t.Errorf("%d calls", calls)
	}
}

func TestValuesInAnArenaStayWhereTheyAre(t *testing.T) {
	arena := bulk.NewArena[int](3)
	var all []*int
	for i := range 10 {
		all = append(all, arena.New(i))
	}
	for i, p := range all {
		if *p != i {
			t.Errorf("value %d is %d", i, *p)
		}
	}
}

func TestATableNumbersEachPointerOnce(t *testing.T) {
	var table bulk.Table[string]
	a, b := new("same"), new("same")
	numbers := []int32{table.Number(nil), table.Number(a), table.Number(b), table.Number(a)}
	table.Close()
	if !slices.Equal(numbers, []int32{0, 1, 2, 1}) || table.At(0) != nil || table.At(1) != a || table.At(2) != b {
		t.Error(numbers)
	}
}

func TestTextsAreKeptWhateverTheirLength(t *testing.T) {
	texts := bulk.NewTexts()
	var all []string
	var refs []bulk.Ref
	for i := range 200 {
		text := strings.Repeat("ä", i*i%3000)
		if got := texts.Intern(text); got != text {
			t.Fatalf("%q became %q", text, got)
		}
		all, refs = append(all, text), append(refs, texts.Ref(text))
	}
	texts.Close()
	for i, ref := range refs {
		if texts.At(ref) != all[i] {
			t.Errorf("text %d is %q", i, texts.At(ref))
		}
	}
}

func TestTheValuesOfATableCanBeReplaced(t *testing.T) {
	var table bulk.Table[string]
	a, b := table.Number(new("a")), table.Number(new("b"))
	twice := table.Map(func(s *string) *string { return new(*s + *s) })
	if *twice.At(a) != "aa" || *twice.At(b) != "bb" || twice.At(0) != nil || *table.At(a) != "a" {
		t.Error(twice, table)
	}
}
