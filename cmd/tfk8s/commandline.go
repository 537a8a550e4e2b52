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
	switch flag {
	case "rule", "skip":
		return usage.Words{Kind: usage.RuleList}
	case "config", "policy", "stdin-filename":
		return usage.Words{Kind: usage.File}
	case "path-prefix":
		return usage.Words{Kind: usage.Folder}
	case "format":
		return usage.Words{Kind: usage.Choice, Choices: formatsOf(cmd)}
	case "severity":
		return usage.Words{Kind: usage.ChoiceList, Choices: []string{lint.Error.String(), lint.Warning.String(), lint.Note.String()}}
	case "stage":
		return usage.Words{Kind: usage.ChoiceList, Choices: []string{"parse", "kubectl", "api", "pods", "runs", "advice"}}
	}
	if choices := choicesOf(flag); choices != nil {
		return usage.Words{Kind: usage.Choice, Choices: choices}
	}
	return usage.Words{}
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
