package validation

import (
	"strings"
	"testing"

	k8s "k8s.io/apimachinery/pkg/util/validation"
)

// What passes the quick looks passes the checks that they stand for, and that is tried with all short strings of the
// letters that matter, and the longest names.
func TestTheQuickLooksAtNamesAreRight(t *testing.T) {
	names := []string{"", strings.Repeat("a", 63), strings.Repeat("a", 64), strings.Repeat("a.", 31) + "a", strings.Repeat("a.", 32) + "a"}
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
	for _, look := range []struct {
		quick  func(string) bool
		checks []func(string) []string
	}{
		{isSimple, []func(string) []string{k8s.IsDNS1035Label, k8s.IsDNS1123Label, k8s.IsDNS1123Subdomain, k8s.IsQualifiedName, k8s.IsValidLabelValue}},
		{isDotted, []func(string) []string{k8s.IsDNS1123Subdomain, k8s.IsValidLabelValue}},
		{isWord, []func(string) []string{k8s.IsEnvVarName}},
	} {
		passed := 0
		for _, name := range names {
			if !look.quick(name) {
				continue
			}
			passed++
			for _, check := range look.checks {
				if bad := check(name); len(bad) > 0 {
					t.Errorf("%q: %s", name, bad)
				}
			}
		}
		if passed == 0 {
			t.Error("no name passes a quick look")
		}
	}
}

var letters = []string{"a", "z", "A", "0", "9", "-", ".", "_", "/", " ", "ä"}

func TestFaultsOfNamesAreSaidInWords(t *testing.T) {
	for _, check := range []func(string) []string{
		subdomainName, LabelName, serviceName, LabelKey, LabelValue, dataKey, envName, headerName, hostName,
	} {
		for _, name := range []string{"", "A b", "-a", "a.b c", "*.b c", "B!/a", "a/ b", "a/b/c", strings.Repeat("a", 300)} {
			for _, fault := range check(name) {
				if strings.Contains(fault, "regex") || strings.Contains(fault, "must consist of") {
					t.Errorf("%q: %s", name, fault)
				}
			}
		}
	}
}
