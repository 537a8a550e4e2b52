package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/spf13/pflag"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/rules"
)

var explainCommand = command{
	name: "explain", args: "[rule]",
	summary: "print the page of a rule, or the table of all rules",
	details: "A rule is named as in a report (legacy-image) or by its id (TFK201).\n",
	flags: func(*pflag.FlagSet) func(*console, []string) (int, error) {
		return explain
	},
}

func explain(c *console, args []string) (int, error) {
	switch len(args) {
	case 0:
		return exitOK, table(c.out)
	case 1:
		rule := findRule(args[0])
		if rule == nil {
			return 0, fmt.Errorf("there is no rule %q: `tfk8s explain` lists them", args[0])
		}
		fmt.Fprintln(c.out, strings.TrimRight(rule.Doc, "\n"))
		return exitOK, nil
	}
	return 0, fmt.Errorf("name one rule, not %d", len(args))
}

func table(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "ID\tRULE\tSTAGE\tSEVERITY\tFIX\tWHAT IT FINDS")
	for _, r := range rules.All {
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t%s\n", r.ID, r.Name, r.Stage, r.Severity, fixWord(r.Fix), summary(r))
	}
	return t.Flush()
}

func fixWord(s lint.Safety) string {
	if s == lint.NoFix {
		return "-"
	}
	return s.String()
}

// summary is the first sentence of a rule's page.
func summary(r *lint.Rule) string {
	_, text, _ := strings.Cut(r.Doc, "\n\n")
	text, _, _ = strings.Cut(text, "\n\n")
	sentence, _, _ := strings.Cut(strings.Join(strings.Fields(text), " ")+" ", ". ")
	return strings.TrimSuffix(strings.TrimSpace(sentence), ".")
}
