package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/pflag"
)

// helpWidth is the width of help, in characters.
const helpWidth = 88

func help(c *console, args []string) int {
	if len(args) == 0 {
		printUsage(c.out)
		return exitOK
	}
	cmd, err := findCommand(args[0])
	if err != nil {
		c.complain(err)
		return exitFailed
	}
	cmd.help(c.out)
	return exitOK
}

const (
	about = `tfk8s checks whether the 2020 Toolforge Kubernetes cluster accepts a manifest and runs
its pods, and fixes what it can without changing any other byte. It works offline.
`
	examples = `  tfk8s lint job.yaml         report every problem of a manifest
  tfk8s convert -d job.yaml   show what convert would change
  tfk8s convert -w .          fix all manifests below this folder
  tfk8s quota .               show whether they fit into the namespace's quota
  tfk8s plan .                list the steps of the move, with their commands
  tfk8s explain legacy-image  explain a finding
  tfk8s explain -             explain an error of kubectl, from a pipe
`
)

func printUsage(w io.Writer) {
	fmt.Fprintf(w, "%s\nUsage:\n", about)
	for _, cmd := range commands() {
		fmt.Fprintf(w, "  tfk8s %-10s %s\n", cmd.name, cmd.summary)
	}
	fmt.Fprintf(w, "\nExamples:\n%s\n`tfk8s COMMAND --help` describes a command. `tfk8s --version` (-V) prints the version.\n", examples)
}

func (cmd *command) help(w io.Writer) {
	fs := pflag.NewFlagSet(cmd.name, pflag.ContinueOnError)
	cmd.flags(fs)
	fmt.Fprintf(w, "tfk8s %s: %s\n\nUsage:\n  %s\n", cmd.name, cmd.summary, strings.TrimRight("tfk8s "+cmd.name+" "+cmd.args, " "))
	if cmd.details != "" {
		fmt.Fprintf(w, "\n%s", cmd.details)
	}
	if fs.HasFlags() {
		fmt.Fprintf(w, "\nFlags:\n%s", fs.FlagUsagesWrapped(helpWidth))
	}
}
