package main

import (
	"github.com/spf13/pflag"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/config"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/manpage"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/version"
)

// manCommand is a function because it describes all commands, itself too.
func manCommand() command {
	return command{
		name:    "man",
		summary: "print the manual page",
		details: `To read it:

  tfk8s man | man -l -

To install it:

  tfk8s man > ~/.local/share/man/man1/tfk8s.1
`,
		flags: func(*pflag.FlagSet) func(*console, []string) (int, error) {
			return func(c *console, args []string) (int, error) {
				if err := rejectArguments(args); err != nil {
					return 0, err
				}
				return exitOK, manpage.Write(c.out, manualPage())
			}
		},
	}
}

func manualPage() manpage.Page {
	build := version.Current()
	return manpage.Page{
		Program: commandLine(), Version: build.Version, Date: build.Day(),
		Title: "lint and convert the Kubernetes manifests of Wikimedia Toolforge tools",
		Sections: []manpage.Section{
			{Heading: "FILES", Items: []manpage.Item{
				{Word: config.Name, Text: "The settings of a repository: see tfk8s config."},
				{Word: "service.manifest, service.template", Text: "The settings of a tool's webservice, which are read too."},
			}},
			{Heading: "ENVIRONMENT", Items: []manpage.Item{
				{Word: "NO_COLOR", Text: "If it is set, the output is not colored."},
				{Word: "COLUMNS", Text: "The width of the report on a terminal."},
			}},
			{Heading: "SEE ALSO", Items: []manpage.Item{
				{Word: "https://wikitech.wikimedia.org/wiki/News/2020_Kubernetes_cluster_migration", Text: "What changes for a tool, and when."},
			}},
		},
	}
}
