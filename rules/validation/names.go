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
	labelNames     = naming{k8s.IsDNS1123Label, "lower-case letters, digits and -", "-", false}
	subdomainNames = naming{k8s.IsDNS1123Subdomain, "lower-case letters, digits, - and .", "-.", false}
	serviceNames   = naming{k8s.IsDNS1035Label, "lower-case letters, digits and -, beginning with a letter", "-", false}
	wildcardNames  = naming{k8s.IsWildcardDNS1123Subdomain, `"*." and lower-case letters, digits, - and .`, "-.*", false}
	labelKeys      = naming{k8s.IsQualifiedName, "letters, digits, -, _ and ., with an optional domain and / before them", "-_./", true}
	labelValues    = naming{k8s.IsValidLabelValue, "letters, digits, -, _ and .", "-_.", true}
	envNames       = naming{k8s.IsEnvVarName, "letters, digits, -, _ and ., not beginning with a digit", "-_.", true}
	dataKeys       = naming{k8s.IsConfigMapKey, "letters, digits, -, _ and .", "-_.", true}
	headerNames    = naming{k8s.IsHTTPHeaderName, "letters, digits and -", "-", true}
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

// serviceName checks the name of a Service: a DNS label that begins with a letter.
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
