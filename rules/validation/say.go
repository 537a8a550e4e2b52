package validation

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/toolforge/tfk8s/rules/internal/words"
)

// say starts a problem with its message, formatted as by fmt.Sprintf.
func say(format string, args ...any) Problem { return Problem{Message: fmt.Sprintf(format, args...)} }

// help adds what a person writes instead.
func (x Problem) help(format string, args ...any) Problem {
	x.Help = fmt.Sprintf(format, args...)
	return x
}

// effect adds what happens.
func (x Problem) effect(text string) Problem {
	x.Effect = text
	return x
}

// quote quotes a value for a message, and shortens it if it is long.
func quote(value string) string { return strconv.Quote(words.Clip(value, 40)) }

// missing says that a field is missing, or empty.
func missing(p place) Problem {
	if p.node == nil {
		return say("%s is missing", lastName(p))
	}
	return say("%s is empty", lastName(p))
}

// notOneOf says that a value is not accepted, and which values are.
func notOneOf(what, value string, accepted []string) Problem {
	x := say("%s cannot be %s", what, quote(value))
	if near := words.Nearest(value, accepted); near != "" {
		return x.help("did you mean %q?", near)
	}
	return x.help("use %s", words.Either(accepted))
}

// notPortName says what is wrong with the name of a port.
func notPortName(name string) Problem {
	return say("%s is not a valid port name", quote(name)).help("use at most 15 lower-case letters, digits and single dashes, with a letter among them")
}

// notAddress says that a text is not an IP address.
func notAddress(text string) Problem {
	return say("%s is not an IP address", quote(text)).help("write it like 10.68.0.1")
}

// notRange says that a text is not a range of IP addresses.
func notRange(text string) Problem {
	x := say("%s is not an address range", quote(text))
	if ip, ok := parseIP(text); ok {
		return x.help("write %s/%d for this address alone", text, ip.BitLen())
	}
	return x.help("write it like 10.68.0.0/16")
}

// absolutePath says that a path must not begin with a slash.
func absolutePath(p place) Problem {
	x := say("%s %q is absolute", lastName(p), p.text())
	if relative := strings.TrimLeft(p.text(), "/"); relative != "" {
		return x.help("write %q, which is relative to the volume", relative)
	}
	return x.help("write a path that is relative to the volume")
}

// upwardPath says that a path must not leave the volume.
func upwardPath(p place) Problem {
	return say(`%s %q contains ".."`, lastName(p), p.text()).help(`write the path without ".."`)
}
