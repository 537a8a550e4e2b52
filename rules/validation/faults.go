package validation

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/toolforge/tfk8s/rules/internal/words"
)

// tooLong matches the message of apimachinery about a name that is too long.
var tooLong = words.Pattern(`must be no more than (\d+) (?:characters|bytes)`)

// faults returns what is wrong with a name, in words: one fault for each message of apimachinery.
func (n *naming) faults(name string) []Fault {
	messages := n.check(name)
	if len(messages) == 0 {
		return nil
	}
	faults := make([]Fault, len(messages))
	for i, message := range messages {
		faults[i] = n.fault(name, message)
	}
	return faults
}

// fault puts one message of apimachinery in words.
func (n *naming) fault(name, message string) Fault {
	where, part := "", name
	before, after, found := strings.Cut(name, "/")
	if found {
		switch {
		case strings.HasPrefix(message, "prefix part "):
			where, part = " before the slash", before
		case strings.HasPrefix(message, "name part "):
			where, part = " after the slash", after
		}
	}
	switch long := tooLong().FindStringSubmatch(message); {
	case long != nil:
		return Fault{is: "is longer than " + long[1] + " characters" + where, help: fmt.Sprintf("use at most %s characters", long[1])}
	case part == "":
		return Fault{is: "is empty" + where, help: n.use()}
	case strings.HasPrefix(message, "must not be '"):
		return Fault{is: "has only dots", help: "use a name with other characters"}
	case strings.HasPrefix(message, "must not start with "):
		return Fault{is: "begins with two dots", help: "use a name that does not"}
	case found && part == before:
		return Fault{is: subdomainNames.describe(part) + where, help: subdomainNames.use() + where}
	}
	return Fault{n.describe(part) + where, n.use(), n.near(name)}
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
	switch passes := func(changed string) bool { return len(n.check(changed)) == 0 }; {
	case passes(name + "a"):
		return "ends with " + describeRune(rune(name[len(name)-1]))
	case passes("a" + name), passes("a" + name + "a"):
		return "begins with " + describeRune(rune(name[0]))
	case strings.Count(name, "/") > 1:
		return "has more than one slash"
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
	if name == "" || len(n.check(name)) > 0 {
		return ""
	}
	return name
}
