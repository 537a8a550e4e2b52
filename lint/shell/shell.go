// Package shell writes commands for a POSIX shell.
package shell

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Line makes one line of words.
func Line(words ...string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = Quote(w)
	}
	return strings.Join(quoted, " ")
}

// Quote makes one word of any text for a POSIX shell. Characters that a terminal would interpret, or not show, are written
// as octal escapes.
func Quote(s string) string {
	switch {
	case s != "" && strings.Trim(s, plain) == "":
		return s
	case !utf8.ValidString(s) || strings.ContainsFunc(s, func(r rune) bool { return r != '\n' && !strconv.IsPrint(r) }):
		body := strings.TrimRight(s, "\n") // a command substitution drops those at the end
		return `"$(printf '` + octal(body) + `')"` + newlines(len(s)-len(body))
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

// plain are the characters without a special meaning to a shell, at any place in a word.
const plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-./:=,@+"

// octal writes a text as a format of printf, with octal escapes.
func octal(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if c := s[i]; c != '-' && strings.IndexByte(plain, c) >= 0 { // a dash could begin an option of printf
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, `\%03o`, c)
		}
	}
	return b.String()
}

func newlines(n int) string {
	if n == 0 {
		return ""
	}
	return "'" + strings.Repeat("\n", n) + "'"
}

// Arguments writes paths as Argument does.
func Arguments(paths []string) []string {
	args := make([]string, len(paths))
	for i, p := range paths {
		args[i] = Argument(p)
	}
	return args
}

// Argument writes a path so that no program reads it as an option, or as standard input.
func Argument(path string) string {
	if strings.HasPrefix(path, "-") {
		return "./" + path
	}
	return path
}
