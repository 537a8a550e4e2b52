package main

import (
	"fmt"

	"github.com/spf13/pflag"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/version"
	"github.com/toolforge/tfk8s/schemas"
)

var versionCommand = command{
	name:    "version",
	summary: "print the version, its commit and date, and the cluster that it knows",
	flags: func(*pflag.FlagSet) func(*console, []string) (int, error) {
		return func(c *console, args []string) (int, error) {
			if err := rejectArguments(args); err != nil {
				return 0, err
			}
			p := schemas.Toolforge()
			fmt.Fprintf(c.out, "tfk8s %s\n%s of %s: Kubernetes %s\n", version.Current(), p.Name, p.AsOf, p.Current.Kubernetes)
			return exitOK, nil
		}
	},
}
