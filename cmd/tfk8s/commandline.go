package main

import (
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/completion"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/usage"
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/report"
	"github.com/toolforge/tfk8s/rules"
)

// commandLine describes the commands and the rules for completion and the manual page.
func commandLine() usage.Program {
	p := usage.Program{Name: "tfk8s", Summary: about, Examples: examples}
	for _, cmd := range commands() {
		fs := pflag.NewFlagSet(cmd.name, pflag.ContinueOnError)
		cmd.flags(fs)
		p.Commands = append(p.Commands, usage.Command{
			Name: cmd.name, Args: cmd.args, Summary: cmd.summary, Details: cmd.details, Operands: operandWords(&cmd),
			Flags: usage.Flags(fs, func(flag string) usage.Words { return flagWords(cmd.name, flag) }),
		})
	}
	for _, r := range rules.All {
		p.Rules = append(p.Rules, usage.Rule{Name: r.Name, ID: r.ID, Severity: r.Severity.String(), Summary: strings.ReplaceAll(r.Summary(), "`", "")})
	}
	slices.SortFunc(p.Rules, func(a, b usage.Rule) int { return strings.Compare(a.Name, b.Name) })
	return p
}

// operandWords says what the arguments of a command may be.
func operandWords(cmd *command) usage.Words {
	switch cmd.name {
	case explainCommand.name:
		return usage.Words{Kind: usage.OneRule}
	case configCommand.name:
		return usage.Words{Kind: usage.Folder}
	case "completion":
		return usage.Words{Kind: usage.Choice, Choices: completion.Shells()}
	}
	if !strings.Contains(cmd.args, "file") {
		return usage.Words{}
	}
	return usage.Words{Kind: usage.File}
}

// flagWords says which values a flag of a command may have.
func flagWords(cmd, flag string) usage.Words {
	kind, choices := usage.Choice, []string(nil)
	switch flag {
	case "rule", "skip":
		kind = usage.RuleList
	case "config", "policy", "stdin-filename":
		kind = usage.File
	case "path-prefix":
		kind = usage.Folder
	case "format":
		choices = formatsOf(cmd)
	case "color":
		choices = []string{"auto", "always", "never"}
	case "to":
		choices = []string{"current", "legacy"}
	case "resources":
		choices = []string{"auto", "write", "keep"}
	case "fail-on":
		choices = []string{lint.Note.String(), lint.Warning.String(), lint.Error.String()}
	case "severity":
		kind, choices = usage.ChoiceList, []string{lint.Error.String(), lint.Warning.String(), lint.Note.String()}
	case "stage":
		kind, choices = usage.ChoiceList, []string{"parse", "kubectl", "api", "pods", "runs", "advice"}
	default:
		kind = usage.Anything
	}
	return usage.Words{Kind: kind, Choices: choices}
}

func formatsOf(cmd string) []string {
	switch cmd {
	case quotaCommand.name:
		return []string{"text", "json"}
	case planCommand.name:
		return []string{"markdown", "sh"}
	}
	return report.Names()
}
