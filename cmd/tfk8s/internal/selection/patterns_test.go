package selection

import (
	"slices"
	"testing"
)

func TestPatternsAreSplitAtCommasOutsideBraces(t *testing.T) {
	for text, want := range map[string][]string{
		"": nil, "a": {"a"}, "a,b": {"a", "b"}, "{a,b}*,c": {"{a,b}*", "c"}, "{a,{b,c}}x,d": {"{a,{b,c}}x", "d"},
		"a},b": {"a}", "b"}, "{a,b": {"{a,b"}, ",": {"", ""},
	} {
		var list []string
		value := NewPatterns(&list)
		if err := value.Set(text); err != nil || !slices.Equal(list, want) {
			t.Errorf("%q is split into %q, want %q: %v", text, list, want, err)
		}
		if err := value.Set("more"); err != nil || !slices.Equal(list, append(slices.Clone(want), "more")) {
			t.Errorf("a second %q makes %q: %v", "more", list, err)
		}
	}
}
