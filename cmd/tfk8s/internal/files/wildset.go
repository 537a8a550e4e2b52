package files

import "strings"

// parseSet reads a set such as [a-z_] as git does, from the character after its bracket. It returns the place of the closing
// bracket, and nil for a malformed set.
func parseSet(glob string, i int) (set *[256]bool, end int) {
	set = new([256]bool)
	negated := i < len(glob) && (glob[i] == '!' || glob[i] == '^')
	if negated {
		i++
	}
	var last byte // the previous character, if it can start a range
	for first := true; first || i < len(glob) && glob[i] != ']'; first = false {
		n := parseMember(set, glob[min(i, len(glob)):], &last)
		if n == 0 {
			return nil, i
		}
		i += n
	}
	if i >= len(glob) {
		return nil, i
	}
	if negated {
		for c := range set {
			set[c] = !set[c]
		}
	}
	set['/'] = false
	return set, i
}

// parseMember adds to the set the first character, rest of a range or class of the glob. It returns its length, 0 if it is
// malformed.
func parseMember(set *[256]bool, glob string, last *byte) int {
	from := *last
	*last = 0
	switch {
	case glob == "":
		return 0
	case glob[0] == '-' && from != 0 && len(glob) > 1 && glob[1] != ']':
		n := 1
		if glob[n] == '\\' {
			if n++; n == len(glob) {
				return 0
			}
		}
		for c := int(from); c <= int(glob[n]); c++ {
			set[c] = true
		}
		return n + 1
	case strings.HasPrefix(glob, "[:"):
		n := strings.IndexByte(glob[2:], ']') + 2
		if n < 2 {
			return 0
		}
		if n > 2 && glob[n-1] == ':' {
			if !addClass(set, glob[2:n-1]) {
				return 0
			}
			return n + 1
		}
	case glob[0] == '\\':
		if len(glob) == 1 {
			return 0
		}
		set[glob[1]], *last = true, glob[1]
		return 2
	}
	set[glob[0]], *last = true, glob[0]
	return 1
}

// addClass adds a class such as alpha to the set. Classes have only ASCII characters, as in git.
func addClass(set *[256]bool, name string) bool {
	var is func(c byte) bool
	between := func(c, low, high byte) bool { return low <= c && c <= high }
	lower := func(c byte) bool { return between(c, 'a', 'z') }
	upper := func(c byte) bool { return between(c, 'A', 'Z') }
	digit := func(c byte) bool { return between(c, '0', '9') }
	alnum := func(c byte) bool { return lower(c) || upper(c) || digit(c) }
	switch name {
	case "alnum":
		is = alnum
	case "alpha":
		is = func(c byte) bool { return lower(c) || upper(c) }
	case "blank":
		is = func(c byte) bool { return c == ' ' || c == '\t' }
	case "cntrl":
		is = func(c byte) bool { return c < ' ' || c == 0x7f }
	case "digit":
		is = digit
	case "graph":
		is = func(c byte) bool { return between(c, '!', '~') }
	case "lower":
		is = lower
	case "print":
		is = func(c byte) bool { return between(c, ' ', '~') }
	case "punct":
		is = func(c byte) bool { return between(c, '!', '~') && !alnum(c) }
	case "space":
		is = func(c byte) bool { return strings.IndexByte(" \t\n\r", c) >= 0 }
	case "upper":
		is = upper
	case "xdigit":
		is = func(c byte) bool { return digit(c) || between(c, 'a', 'f') || between(c, 'A', 'F') }
	default:
		return false
	}
	for c := range set {
		set[c] = set[c] || is(byte(c))
	}
	return true
}
