package validation

import (
	"regexp"
	"strings"
)

// isISCSIName reports whether the server accepts the name of an iSCSI target or initiator. It ignores what comes before
// the last "iqn." of a name that begins with iqn.
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
