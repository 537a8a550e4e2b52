package validation

import (
	"strings"
	"testing"

	k8s "k8s.io/apimachinery/pkg/util/validation"
)

// The checks of names must agree with those of apimachinery. The test tries all short strings of typical characters, and
// the longest names.
func TestNamesAreCheckedAsApimachineryDoes(t *testing.T) {
	names := []string{"", strings.Repeat("a", 15), strings.Repeat("a", 16), strings.Repeat("a", 63), strings.Repeat("a", 64),
		strings.Repeat("a.", 31) + "a", strings.Repeat("a.", 126) + "a", strings.Repeat("a.", 127) + "a",
		"*.a", "*.a.b", "a.b/" + strings.Repeat("a", 63), "a.b/" + strings.Repeat("a", 64), "a/b/c", "a\n", "=", "\x80"}
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
	for _, c := range []struct {
		name         string
		ours         func(string) []Fault
		apimachinery func(string) []string
	}{
		{"a label", LabelName, k8s.IsDNS1123Label},
		{"a subdomain", SubdomainName, k8s.IsDNS1123Subdomain},
		{"the name of a Service", serviceName, k8s.IsDNS1035Label},
		{"a wildcard", wildcardNames.faults, k8s.IsWildcardDNS1123Subdomain},
		{"the key of a label", labelKey, k8s.IsQualifiedName},
		{"the value of a label", LabelValue, k8s.IsValidLabelValue},
		{"the name of a variable", envName, k8s.IsEnvVarName},
		{"a key of data", dataKey, k8s.IsConfigMapKey},
		{"the name of a header", headerName, k8s.IsHTTPHeaderName},
		{"the name of a port", portFaults, k8s.IsValidPortName},
	} {
		for _, name := range names {
			if faults, messages := c.ours(name), c.apimachinery(name); (len(faults) == 0) != (len(messages) == 0) {
				t.Errorf("%q as %s: %v, but apimachinery says %q", name, c.name, faults, messages)
			}
		}
	}
}

func portFaults(name string) []Fault {
	if isPortName(name) {
		return nil
	}
	return []Fault{{}}
}

var letters = []string{"a", "z", "A", "0", "9", "-", ".", "_", "/", " ", "ä"}

func TestFaultsOfNamesAreSaidInWords(t *testing.T) {
	long := strings.Repeat("a", 64)
	for _, c := range []struct {
		check                func(string) []Fault
		name, is, help, near string
	}{
		{LabelName, "Web", "has an upper-case letter", "use lower-case letters, digits and dashes", "web"},
		{LabelName, "my_web", "has an underscore", "use lower-case letters, digits and dashes", "my-web"},
		{LabelName, "web.bot", "has a dot", "use lower-case letters, digits and dashes", "web-bot"},
		{LabelName, "web-", "ends with a dash", "use lower-case letters, digits and dashes", "web"},
		{LabelName, "_", "has an underscore", "use lower-case letters, digits and dashes", ""},
		{LabelName, "wéb", "has the character é", "use lower-case letters, digits and dashes", "w-b"},
		{LabelName, "a\tb", "has an invisible character", "use lower-case letters, digits and dashes", "a-b"},
		{LabelName, "", "is empty", "use lower-case letters, digits and dashes", ""},
		{LabelName, long, "is longer than 63 characters", "use at most 63 characters", ""},
		{serviceName, "2web", "begins with a digit", serviceNames.use(), ""},
		{SubdomainName, "a b", "has a space", "use lower-case letters, digits, dashes and dots", "a-b"},
		{SubdomainName, "a..b", "has two dots in a row", "use lower-case letters, digits, dashes and dots", ""},
		{SubdomainName, "a-.b", "has a dash next to a dot", "use lower-case letters, digits, dashes and dots", ""},
		{hostName, "*.A", "has an upper-case letter", wildcardNames.use(), "*.a"},
		{labelKey, "a/", "is empty after the slash", labelKeys.use(), ""},
		{labelKey, "/a", "is empty before the slash", labelKeys.use(), ""},
		{labelKey, "B!/a", "has an upper-case letter before the slash", "use lower-case letters, digits, dashes and dots before the slash", ""},
		{labelKey, "a.org/b c", "has a space after the slash", labelKeys.use(), "a.org/b-c"},
		{labelKey, "a/b/c", "has more than one slash", labelKeys.use(), ""},
		{labelKey, "a.org/" + long, "is longer than 63 characters after the slash", "use at most 63 characters", ""},
		{LabelValue, "a b", "has a space", "use letters, digits, dashes, underscores and dots", "a-b"},
		{dataKey, "..", "has only dots", "use a name with other characters", ""},
		{dataKey, "..a", "begins with two dots", "use a name that does not", ""},
		{dataKey, "a/b", "has a slash", "use letters, digits, dashes, underscores and dots", "a-b"},
		{LabelName, "-a-", "begins with a dash", "use lower-case letters, digits and dashes", "a"},
		{hostName, "*", "is invalid", wildcardNames.use(), ""},
		{LabelValue, "so, so", "has the character ,", labelValues.use(), "so-so"},
		{envName, "2020_", "begins with a digit", envNames.use(), ""},
		{envName, "1a", "begins with a digit", envNames.use(), ""},
		{headerName, "X_A", "has an underscore", "use letters, digits and dashes", "X-A"},
	} {
		if faults := c.check(c.name); len(faults) == 0 || faults[0] != (Fault{c.is, c.help, c.near}) {
			t.Errorf("%q: %q, want %q, %q and %q", c.name, faults, c.is, c.help, c.near)
		}
	}
}
