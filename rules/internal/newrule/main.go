// Newrule writes the skeleton of a rule: its value, its page and its first case, and puts it into the list of its domain.
// It runs in the root of the module: make new-rule DOMAIN=quota NAME=some-name, and ID=TFK699 for an id of one's own.
package main

import (
	"fmt"
	"os"
)

func main() {
	if len(os.Args) != 4 || os.Args[1] == "" || os.Args[2] == "" {
		fmt.Fprintln(os.Stderr, "usage: make new-rule DOMAIN=quota NAME=some-name [ID=TFK699]")
		os.Exit(2)
	}
	r, err := plan("rules", os.Args[1], os.Args[2], os.Args[3])
	if err == nil {
		err = r.write()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "new-rule:", err)
		os.Exit(1)
	}
	fmt.Printf(`%s %s: wrote
  %s
  %s
  %s
and added %s to %s.
Next: replace what is marked TODO, run make generate, and read the diff. docs/adding-a-rule.md has the steps.
`, r.ID, r.Name, r.code(), r.page(), r.firstCase(), r.Var, r.list())
}
