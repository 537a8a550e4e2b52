package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/schemas/spelling"
)

// choicesOf returns the words that a flag of several commands accepts, nil if it accepts others too. Severities are in their order.
func choicesOf(flag string) []string {
	switch flag {
	case "color":
		return []string{"auto", "always", "never"}
	case "to":
		return []string{"current", "legacy"}
	case "resources":
		return []string{"auto", "write", "keep"}
	case "fail-on":
		return []string{lint.Note.String(), lint.Warning.String(), lint.Error.String()}
	}
	return nil
}

// checkChoice returns an error unless the value of a flag is one of some words.
func checkChoice(flag, value string, words ...string) error {
	if slices.Contains(words, value) {
		return nil
	}
	last := len(words) - 1
	text := fmt.Sprintf("--%s must be %s or %s, not %q", flag, strings.Join(words[:last], ", "), words[last], value)
	if near := spelling.Meant(value, slices.Values(words)); near != "" {
		text += fmt.Sprintf(": did you mean %q?", near)
	}
	return errors.New(text)
}
