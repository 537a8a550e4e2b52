package validation

import (
	"strings"

	k8s "k8s.io/apimachinery/pkg/util/validation"
)

// The checks of names return what is wrong, one message for each thing. They are those of apimachinery, in words rather
// than with the regular expression. Nearly all names are simple ones, which need no closer look.

// subdomainName checks the name of most kinds: lower case, with dots.
func subdomainName(name string) []string {
	if isSimple(name) || isDotted(name) {
		return nil
	}
	return inWords(k8s.IsDNS1123Subdomain(name))
}

// LabelName checks a name that must be one label of a DNS name: lower case, without dots.
func LabelName(name string) []string {
	if isSimple(name) {
		return nil
	}
	return inWords(k8s.IsDNS1123Label(name))
}

// serviceName checks the name of a Service: a label that begins with a letter.
func serviceName(name string) []string {
	if isSimple(name) {
		return nil
	}
	return inWords(k8s.IsDNS1035Label(name))
}

// LabelKey checks the key of a label.
func LabelKey(key string) []string {
	if isSimple(key) {
		return nil
	}
	return inWords(k8s.IsQualifiedName(key))
}

// LabelValue checks the value of a label.
func LabelValue(value string) []string {
	if isSimple(value) || isDotted(value) {
		return nil
	}
	return inWords(k8s.IsValidLabelValue(value))
}

// envName checks the name of a variable.
func envName(name string) []string {
	if isWord(name) {
		return nil
	}
	return inWords(k8s.IsEnvVarName(name))
}

// dataKey checks a key of a ConfigMap or Secret.
func dataKey(key string) []string {
	if isSimple(key) {
		return nil
	}
	return inWords(k8s.IsConfigMapKey(key))
}

// headerName checks the name of an HTTP header.
func headerName(name string) []string { return inWords(k8s.IsHTTPHeaderName(name)) }

// hostName checks the host of an Ingress, which may begin with a wildcard.
func hostName(host string) []string {
	if strings.Contains(host, "*") {
		return inWords(k8s.IsWildcardDNS1123Subdomain(host))
	}
	return subdomainName(host)
}

// allowed says in words what apimachinery says with a regular expression, by what its message holds.
var allowed = []struct{ fault, words string }{
	{"a lowercase RFC 1123 label must", "only lower case letters, digits and inner dashes are allowed"},
	{"a lowercase RFC 1123 subdomain must", "only lower case letters, digits, and inner dashes and dots are allowed"},
	{"a DNS-1035 label must", "only lower case letters, digits and inner dashes are allowed, and a letter at the beginning"},
	{"a wildcard DNS-1123 subdomain must", `only "*." is allowed, and behind it lower case letters, digits, and inner dashes and dots`},
	{"a valid label key must", "only letters, digits and inner '-', '_' and '.' are allowed, besides a domain and a slash before them"},
	{"a valid label must", "only letters, digits and inner '-', '_' and '.' are allowed"},
	{"name part must consist", "only letters, digits and inner '-', '_' and '.' are allowed, besides a domain and a slash before them"},
	{"a valid environment variable name must", "only letters, digits, '_', '-' and '.' are allowed, and no digit at the beginning"},
	{"a valid config key must", "only letters, digits, '-', '_' and '.' are allowed"},
	{"a valid HTTP header must", "only letters, digits and '-' are allowed"},
	{"must not contain dots", "dots are not allowed, dashes are"},
}

func inWords(faults []string) []string {
	for i, fault := range faults {
		for _, a := range allowed {
			before, _, found := strings.Cut(fault, a.fault)
			if found {
				faults[i] = a.words
			}
			if found && before != "" { // the prefix of a key
				faults[i] = "before the slash " + a.words
			}
		}
	}
	return faults
}

// isWord reports whether a name is a letter or underscore with more of these and digits behind it.
func isWord(name string) bool {
	for i := range len(name) {
		c := name[i] | 0x20 // a small letter of a capital one
		if !(c >= 'a' && c <= 'z' || name[i] == '_' || i > 0 && name[i] >= '0' && name[i] <= '9') {
			return false
		}
	}
	return name != ""
}

// isSimple reports whether a name will do as a label of a DNS name, a subdomain, a key or a value of a label.
func isSimple(name string) bool {
	if name == "" || len(name) > k8s.DNS1035LabelMaxLength || name[0] < 'a' || name[len(name)-1] == '-' {
		return false
	}
	for i := range len(name) {
		if c := name[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' {
			return false
		}
	}
	return true
}

// isDotted reports whether a name is several such labels with dots between them, and no longer than one may be.
func isDotted(name string) bool {
	if len(name) > k8s.DNS1035LabelMaxLength {
		return false
	}
	for label := range strings.SplitSeq(name, ".") {
		if !isSimple(label) {
			return false
		}
	}
	return true
}

const (
	generatedBase   = 58      // how much of generateName the server keeps
	generatedSuffix = "bcdfg" // stands for what it appends
)

// effectiveName is the name that an object has when the server has made it up from generateName, as far as checks are concerned.
func effectiveName(meta place) string {
	if name := meta.at("name").text(); name != "" {
		return name
	}
	prefix := meta.at("generateName").text()
	if prefix == "" {
		return ""
	}
	return prefix[:min(len(prefix), generatedBase)] + generatedSuffix
}

// namePlace is where the name of an object comes from.
func namePlace(meta place) place {
	if name := meta.at("name"); name.text() != "" || meta.at("generateName").text() == "" {
		return name
	}
	return meta.at("generateName")
}

// asPrefix is what the server checks in place of a generateName: it may end in a dash.
func asPrefix(name string) string {
	if len(name) > 1 && strings.HasSuffix(name, "-") {
		return name[:len(name)-2] + "a"
	}
	return name
}
