package validation

import (
	"regexp"
	"strings"
)

// isISCSIName reports whether the server takes a name of an iSCSI target or initiator. It does not look at what precedes
// the last iqn. of a name that begins with iqn.
func isISCSIName(name string) bool {
	pattern := ""
	switch {
	case strings.HasPrefix(name, "iqn"):
		pattern = `iqn\.[0-9]{4}-[0-9]{2}\.[[:alnum:].-]+:[^\s,;*&$|]+$`
	case strings.HasPrefix(name, "eui"):
		pattern = `^eui.[[:alnum:]]{16}$`
	case strings.HasPrefix(name, "naa"):
		pattern = `^naa.[[:alnum:]]{32}$`
	default:
		return false
	}
	return regexp.MustCompile(pattern).MatchString(name)
}
