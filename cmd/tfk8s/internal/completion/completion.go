// Package completion writes the scripts that let a shell complete a command line.
package completion

import (
	"fmt"
	"io"
	"strings"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/usage"
)

// Shells lists the shells that scripts can be written for.
func Shells() []string { return []string{"bash", "zsh", "fish"} }

// Write writes the script for a shell.
func Write(w io.Writer, shell string, p usage.Program) error {
	var text string
	switch shell {
	case "bash":
		text = bash(p)
	case "zsh":
		text = zsh(p)
	case "fish":
		text = fish(p)
	default:
		return fmt.Errorf("the shell must be one of %s, not %q", strings.Join(Shells(), ", "), shell)
	}
	_, err := io.WriteString(w, text)
	return err
}

// flagWords returns the flags of a command as they are typed.
func flagWords(c usage.Command) (words []string) {
	for _, f := range c.Flags {
		words = append(words, "--"+f.Name)
		if f.Short != "" {
			words = append(words, "-"+f.Short)
		}
	}
	return append(words, "--help")
}

// commandNames returns what may be the first word.
func commandNames(p usage.Program) (names []string) {
	for _, c := range p.Commands {
		names = append(names, c.Name)
	}
	return append(names, "help")
}

func ruleNames(p usage.Program) (names []string) {
	for _, r := range p.Rules {
		names = append(names, r.Name)
	}
	return names
}

// describe shortens a text to its first clause, for a list that has a line for each word.
func describe(text string) string {
	for _, end := range []string{" (", ", ", ": ", "; "} {
		if before, _, ok := strings.Cut(text, end); ok && len(before) >= 12 {
			text = before
		}
	}
	return strings.TrimSuffix(text, ".")
}

// quoted quotes a text for bash and zsh.
func quoted(text string) string { return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'" }
