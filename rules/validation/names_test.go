package validation

import (
	"strings"
	"testing"

	k8s "k8s.io/apimachinery/pkg/util/validation"
)

// TestSimpleNamesPassEveryCheck tries all short strings of the letters that matter, and the longest names.
func TestSimpleNamesPassEveryCheck(t *testing.T) {
	names := []string{"", strings.Repeat("a", 63), strings.Repeat("a", 64)}
	for short := []string{""}; len(short[0]) < 4; {
		var longer []string
		for _, name := range short {
			for _, l := range letters {
				longer = append(longer, name+l)
			}
		}
		short = longer
		names = append(names, short...)
	}
	simple := 0
	for _, name := range names {
		if !isSimple(name) {
			continue
		}
		simple++
		for _, check := range []func(string) []string{k8s.IsDNS1035Label, k8s.IsDNS1123Label, k8s.IsDNS1123Subdomain, k8s.IsQualifiedName, k8s.IsValidLabelValue} {
			if bad := check(name); len(bad) > 0 {
				t.Errorf("%q: %s", name, bad)
			}
		}
	}
	if simple == 0 {
		t.Error("no name is simple")
	}
}

var letters = []string{"a", "z", "A", "0", "9", "-", ".", "_", "/", " ", "ä"}
