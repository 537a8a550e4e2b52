package validation

import (
	"strings"

	k8s "k8s.io/apimachinery/pkg/util/validation"
)

// A Fault is one thing that is wrong with a name.
type Fault struct {
	is   string // "has an upper-case letter"
	help string
	near string // the nearest valid name, "" if a person must find one
}

// of says what is wrong with a name. what says what the name is: "label value".
func (f Fault) of(what, name string) Problem {
	x := say("%s %s %s", what, quote(name), f.is)
	if name == "" {
		x = say("%s is empty", what)
	}
	if f.near != "" {
		return x.help("%s, such as %q", f.help, f.near)
	}
	return x.help("%s", f.help)
}

// A naming is a rule for names. Its check is that of apimachinery, whose messages hold regular expressions.
type naming struct {
	check    func(string) []string
	allowed  string // in words
	inner    string // the characters that are allowed besides letters and digits
	capitals bool   // capital letters are allowed
}

// The rules for names. Nearly all names are simple, so the exported checks try isSimple first.
var (
	labelNames     = naming{k8s.IsDNS1123Label, "lower-case letters, digits and dashes", "-", false}
	subdomainNames = naming{k8s.IsDNS1123Subdomain, "lower-case letters, digits, dashes and dots", "-.", false}
	serviceNames   = naming{k8s.IsDNS1035Label, "a lower-case letter, then lower-case letters, digits and dashes", "-", false}
	wildcardNames  = naming{k8s.IsWildcardDNS1123Subdomain, `"*." and a host name of lower-case letters, digits, dashes and dots`, "-.*", false}
	labelKeys      = naming{k8s.IsQualifiedName, "letters, digits, dashes, underscores and dots, after an optional domain and a slash", "-_./", true}
	labelValues    = naming{k8s.IsValidLabelValue, "letters, digits, dashes, underscores and dots", "-_.", true}
	envNames       = naming{k8s.IsEnvVarName, "letters, digits, dashes, underscores and dots, but no digit at the beginning", "-_.", true}
	dataKeys       = naming{k8s.IsConfigMapKey, "letters, digits, dashes, underscores and dots", "-_.", true}
	headerNames    = naming{k8s.IsHTTPHeaderName, "letters, digits and dashes", "-", true}
)

// subdomainName checks the name of most kinds: lower case, with dots.
func subdomainName(name string) []Fault {
	if isSimple(name) || isDotted(name) {
		return nil
	}
	return subdomainNames.faults(name)
}

// LabelName checks a name that must be one label of a DNS name: lower case, without dots.
func LabelName(name string) []Fault {
	if isSimple(name) {
		return nil
	}
	return labelNames.faults(name)
}

// validateServiceName checks the name of a Service: a DNS label that begins with a letter.
func serviceName(name string) []Fault {
	if isSimple(name) {
		return nil
	}
	return serviceNames.faults(name)
}

// LabelKey checks the key of a label.
func LabelKey(key string) []Fault {
	if isSimple(key) {
		return nil
	}
	return labelKeys.faults(key)
}

// LabelValue checks the value of a label.
func LabelValue(value string) []Fault {
	if isSimple(value) || isDotted(value) {
		return nil
	}
	return labelValues.faults(value)
}

// envName checks the name of a variable.
func envName(name string) []Fault {
	if isWord(name) {
		return nil
	}
	return envNames.faults(name)
}

// dataKey checks a key of a ConfigMap or Secret.
func dataKey(key string) []Fault {
	if isSimple(key) {
		return nil
	}
	return dataKeys.faults(key)
}

// headerName checks the name of an HTTP header.
func headerName(name string) []Fault { return headerNames.faults(name) }

// hostName checks the host of an Ingress, which may begin with a wildcard.
func hostName(host string) []Fault {
	if strings.Contains(host, "*") {
		return wildcardNames.faults(host)
	}
	return subdomainName(host)
}

// isWord reports whether a name has only letters, underscores and digits, and does not begin with a digit.
func isWord(name string) bool {
	for i := range len(name) {
		c := name[i] | 0x20 // lower case
		if !(c >= 'a' && c <= 'z' || name[i] == '_' || i > 0 && name[i] >= '0' && name[i] <= '9') {
			return false
		}
	}
	return name != ""
}

// isSimple reports whether a name is valid as a DNS label, a subdomain, and the key and value of a label. It is a fast
// check that rejects some valid names.
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

// isDotted reports whether a name consists of simple names with dots between them, and is no longer than a simple name
// may be.
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
	generatedBase   = 58      // the server cuts generateName to this length
	generatedSuffix = "bcdfg" // an example of what the server appends
)

// effectiveName returns the name of an object. If the server generates it, the suffix is an example.
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

// nameSource returns the field with the name of an object, or the one from which the name is generated.
func nameSource(meta place) place {
	if name := meta.at("name"); name.text() != "" || meta.at("generateName").text() == "" {
		return name
	}
	return meta.at("generateName")
}

// prefixFaults checks the beginning of a name, such as generateName, which may end with a dash.
func prefixFaults(prefix string, check func(string) []Fault) []Fault {
	name := prefix
	if len(prefix) > 1 && strings.HasSuffix(prefix, "-") {
		name = prefix[:len(prefix)-2] + "a" // as the server does
	}
	faults := check(name)
	for i := range faults {
		faults[i].near = ""
	}
	return faults
}
