package validation

import "strings"

// The checks of this file are those of k8s.io/apimachinery/pkg/util/validation, but without regular expressions, which Go
// compiles at each start of a program.

func isLower(c byte) bool { return c >= 'a' && c <= 'z' }
func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isLowerOrDigit(c byte) bool  { return isLower(c) || isDigit(c) }
func isLetterOrDigit(c byte) bool { return isLower(c|0x20) || isDigit(c) }
func isLetterDigitOrIn(c byte, inner string) bool {
	return isLetterOrDigit(c) || strings.IndexByte(inner, c) >= 0
}

// isLabel reports whether s is a label of a DNS name (RFC 1123), of any length.
func isLabel(s string) bool {
	if s == "" || s[0] == '-' || s[len(s)-1] == '-' {
		return false
	}
	for i := range len(s) {
		if !isLowerOrDigit(s[i]) && s[i] != '-' {
			return false
		}
	}
	return true
}

// isServiceLabel reports whether s is a label that begins with a letter (RFC 1035).
func isServiceLabel(s string) bool { return isLabel(s) && isLower(s[0]) }

// isSubdomain reports whether s consists of labels with dots between them.
func isSubdomain(s string) bool {
	for label := range strings.SplitSeq(s, ".") {
		if !isLabel(label) {
			return false
		}
	}
	return true
}

// isWildcard reports whether s is a subdomain after an asterisk.
func isWildcard(s string) bool {
	domain, found := strings.CutPrefix(s, "*.")
	return found && isSubdomain(domain)
}

// hasOnly reports whether s is not empty, and has only letters, digits and the characters of inner.
func hasOnly(s, inner string) bool {
	for i := range len(s) {
		if !isLetterDigitOrIn(s[i], inner) {
			return false
		}
	}
	return s != ""
}

// isLabelText reports whether s is the key of a label, without a domain.
func isLabelText(s string) bool {
	return hasOnly(s, "-_.") && isLetterOrDigit(s[0]) && isLetterOrDigit(s[len(s)-1])
}

func isLabelValue(s string) bool { return s == "" || isLabelText(s) }

func isDataKey(s string) bool { return hasOnly(s, "-_.") && s != "." && !strings.HasPrefix(s, "..") }

func isEnvName(s string) bool { return isDataKey(s) && !isDigit(s[0]) }

func isHeaderName(s string) bool { return hasOnly(s, "-") }

const longestPortName = 15

// isPortName reports whether s can name a port (RFC 6335).
func isPortName(s string) bool {
	return len(s) <= longestPortName && isLabel(s) && !strings.Contains(s, "--") && strings.Trim(s, "-0123456789") != ""
}
