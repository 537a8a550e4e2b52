package main

import (
	"fmt"
	"strings"

	"github.com/spf13/pflag"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/completion"
)

// completionCommand is a function because it describes all commands, itself too.
func completionCommand() command {
	return command{
		name: "completion", args: "bash|zsh|fish",
		summary: "print a script that completes commands, flags, rules and files in a shell",
		details: `Put the script where the shell looks for it:

  tfk8s completion bash > ~/.local/share/bash-completion/completions/tfk8s
  tfk8s completion zsh > "${fpath[1]}/_tfk8s"
  tfk8s completion fish > ~/.config/fish/completions/tfk8s.fish

In bash without the package bash-completion, add this to ~/.bashrc:

  source <(tfk8s completion bash)
`,
		flags: func(*pflag.FlagSet) func(*console, []string) (int, error) {
			return func(c *console, args []string) (int, error) {
				if len(args) != 1 {
					return 0, fmt.Errorf("it needs the name of one shell: %s", strings.Join(completion.Shells(), ", "))
				}
				return exitOK, completion.Write(c.out, args[0], commandLine())
			}
		},
	}
}
