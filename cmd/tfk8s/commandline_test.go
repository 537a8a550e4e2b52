package main

import (
	"slices"
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/usage"
)

// TestOfferedWordsAreAccepted gives each command each word that completion offers, and one that it does not offer.
func TestOfferedWordsAreAccepted(t *testing.T) {
	checked := 0
	for _, cmd := range commandLine().Commands {
		operand := "-"
		if cmd.Operands.Kind == usage.Folder {
			operand = "."
		}
		for _, flag := range cmd.Flags {
			for _, word := range flag.Words.Choices {
				checked++
				if out, _ := runProgram([]string{cmd.Name, "--" + flag.Name, word, operand}); strings.Contains(out, flag.Name+" must be") {
					t.Errorf("tfk8s %s --%s %s: %s", cmd.Name, flag.Name, word, out)
				}
			}
			if len(flag.Words.Choices) > 0 {
				out, code := runProgram([]string{cmd.Name, "--" + flag.Name, "nothing", operand})
				if code != exitFailed || !strings.Contains(out, "nothing") {
					t.Errorf("tfk8s %s --%s nothing: %d, %s", cmd.Name, flag.Name, code, out)
				}
			}
		}
	}
	if checked < 20 {
		t.Errorf("only %d words are offered", checked)
	}
}

// TestFlagsWithFewValuesOfferThem looks for the choices that the text of a flag lists.
func TestFlagsWithFewValuesOfferThem(t *testing.T) {
	free := []string{"backup", "diff-base", "exclude", "limit", "max-size", "quota", "redirect", "tool"}
	for _, cmd := range commandLine().Commands {
		for _, flag := range cmd.Flags {
			if flag.Value != "" && flag.Words.Kind == usage.Anything && !slices.Contains(free, flag.Name) {
				t.Errorf("completion offers nothing for tfk8s %s --%s", cmd.Name, flag.Name)
			}
		}
	}
}
