package validation

import "strings"

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

// A naming is a rule for names.
type naming struct {
	longest  int               // in bytes, 0 if any length is allowed
	isFormed func(string) bool // reports whether a name of allowed length is valid
	allowed  string            // in words
	inner    string            // the characters that are allowed besides letters and digits
	capitals bool              // capital letters are allowed
}

// How long names may be, in bytes.
const (
	longestLabel     = 63
	longestSubdomain = 253
)

// The rules for names.
var (
	labelNames     = naming{longestLabel, isLabel, "lower-case letters, digits and dashes", "-", false}
	subdomainNames = naming{longestSubdomain, isSubdomain, "lower-case letters, digits, dashes and dots", "-.", false}
	serviceNames   = naming{longestLabel, isServiceLabel, "a lower-case letter, then lower-case letters, digits and dashes", "-", false}
	wildcardNames  = naming{longestSubdomain, isWildcard, `"*." and a host name of lower-case letters, digits, dashes and dots`, "-.*", false}
	labelKeys      = naming{longestLabel, isLabelText, "letters, digits, dashes, underscores and dots, after an optional domain and a slash", "-_.", true}
	labelValues    = naming{longestLabel, isLabelValue, "letters, digits, dashes, underscores and dots", "-_.", true}
	envNames       = naming{0, isEnvName, "letters, digits, dashes, underscores and dots, but no digit at the beginning", "-_.", true}
	dataKeys       = naming{longestSubdomain, isDataKey, "letters, digits, dashes, underscores and dots", "-_.", true}
	headerNames    = naming{0, isHeaderName, "letters, digits and dashes", "-", true}
)

// SubdomainName checks the name of most kinds: lower case, with dots.
func SubdomainName(name string) []Fault { return subdomainNames.faults(name) }

// LabelName checks a name that must be one label of a DNS name: lower case, without dots.
func LabelName(name string) []Fault { return labelNames.faults(name) }

// serviceName checks the name of a Service: a DNS label that begins with a letter.
func serviceName(name string) []Fault { return serviceNames.faults(name) }

// LabelValue checks the value of a label.
func LabelValue(value string) []Fault { return labelValues.faults(value) }

// envName checks the name of a variable.
func envName(name string) []Fault { return envNames.faults(name) }

// dataKey checks a key of a ConfigMap or Secret.
func dataKey(key string) []Fault { return dataKeys.faults(key) }

// headerName checks the name of an HTTP header.
func headerName(name string) []Fault { return headerNames.faults(name) }

// labelKey checks the key of a label: a name, which may follow a domain and a slash.
func labelKey(key string) []Fault {
	domain, name, found := strings.Cut(key, "/")
	if !found {
		return labelKeys.faults(key)
	}
	if strings.Contains(name, "/") {
		return []Fault{{is: "has more than one slash", help: labelKeys.use()}}
	}
	before := subdomainNames.faults(domain)
	for i := range before {
		before[i] = Fault{is: before[i].is + " before the slash", help: before[i].help + " before the slash"}
	}
	if domain == "" {
		before = []Fault{{is: "is empty before the slash", help: labelKeys.use()}}
	}
	after := labelKeys.faults(name)
	for i, fault := range after {
		after[i].is += " after the slash"
		if fault.near != "" && before == nil {
			after[i].near = domain + "/" + fault.near
		}
	}
	return append(before, after...)
}

// hostName checks the host of an Ingress, which may begin with a wildcard.
func hostName(host string) []Fault {
	if strings.Contains(host, "*") {
		return wildcardNames.faults(host)
	}
	return SubdomainName(host)
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
