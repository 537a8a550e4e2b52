package validation

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// faults returns what is wrong with a name, one fault for each message of the server.
func (n *naming) faults(name string) []Fault {
	isLong := n.longest > 0 && len(name) > n.longest
	isFormed := n.isFormed(name)
	if !isLong && isFormed {
		return nil
	}
	var faults []Fault
	if isLong {
		faults = append(faults, Fault{is: fmt.Sprintf("is longer than %d characters", n.longest), help: fmt.Sprintf("use at most %d characters", n.longest)})
	}
	if !isFormed {
		faults = append(faults, n.formFault(name))
	}
	return faults
}

// formFault says why a name is not formed as it must be.
func (n *naming) formFault(name string) Fault {
	switch {
	case name == "":
		return Fault{is: "is empty", help: n.use()}
	case n != &dataKeys && n != &envNames || !hasOnly(name, n.inner):
		break // a name that is no name of a file
	case name == ".", name == "..":
		return Fault{is: "has only dots", help: "use a name with other characters"}
	case strings.HasPrefix(name, ".."):
		return Fault{is: "begins with two dots", help: "use a name that does not"}
	}
	return Fault{n.describe(name), n.use(), n.near(name)}
}

// use says which characters are allowed.
func (n *naming) use() string { return "use " + n.allowed }

// describe says which character of a name is wrong.
func (n *naming) describe(name string) string {
	for _, c := range name {
		if !n.allows(c) {
			return "has " + describeRune(c)
		}
	}
	switch passes := func(changed string) bool { return n.isFormed(changed) }; {
	case passes(name + "a"):
		return "ends with " + describeRune(rune(name[len(name)-1]))
	case passes("a" + name), passes("a" + name + "a"):
		return "begins with " + describeRune(rune(name[0]))
	case strings.Contains(name, ".."):
		return "has two dots in a row"
	case strings.Contains(name, ".-"), strings.Contains(name, "-."):
		return "has a dash next to a dot"
	}
	return "is invalid"
}

func (n *naming) allows(c rune) bool {
	return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || n.capitals && c >= 'A' && c <= 'Z' || strings.ContainsRune(n.inner, c)
}

func describeRune(c rune) string {
	switch {
	case c == ' ':
		return "a space"
	case c == '-':
		return "a dash"
	case c == '.':
		return "a dot"
	case c == '/':
		return "a slash"
	case c == '_':
		return "an underscore"
	case c >= '0' && c <= '9':
		return "a digit"
	case unicode.IsUpper(c) && c < utf8.RuneSelf:
		return "an upper-case letter"
	case unicode.IsSpace(c), !unicode.IsPrint(c):
		return "an invisible character"
	}
	return fmt.Sprintf("the character %c", c)
}

// near returns the nearest valid name, "" if there is none.
func (n *naming) near(name string) string {
	if !n.capitals {
		name = strings.ToLower(name)
	}
	dash := false // the last character was replaced
	name = strings.Map(func(c rune) rune {
		repeated := dash
		dash = !n.allows(c)
		switch {
		case !dash:
			return c
		case repeated:
			return -1
		}
		return '-'
	}, name)
	name = strings.Trim(name, "-_./")
	if name == "" || n.longest > 0 && len(name) > n.longest || !n.isFormed(name) {
		return ""
	}
	return name
}
