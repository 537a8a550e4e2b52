package main

import (
	"fmt"
	"runtime/debug"

	"github.com/spf13/pflag"

	"github.com/toolforge/tfk8s/schemas"
)

var versionCommand = command{
	name:    "version",
	summary: "print the version, and the cluster that it knows",
	flags: func(*pflag.FlagSet) func(*console, []string) (int, error) {
		return func(c *console, args []string) (int, error) {
			if len(args) > 0 {
				return 0, fmt.Errorf("it accepts no argument: leave out %q", args[0])
			}
			p := schemas.Toolforge()
			fmt.Fprintf(c.out, "tfk8s %s (%s of %s: Kubernetes %s)\n", version(), p.Name, p.AsOf, p.Current.Kubernetes)
			return exitOK, nil
		}
	},
}

// version returns the version of the module that this binary was built from.
func version() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}
