package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/pflag"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/selection"
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/explain"
	"github.com/toolforge/tfk8s/rules/workload"
)

var explainCommand = command{
	name: "explain", args: "[rule… | pattern… | error | -]",
	summary: "print the page of a rule, or what an error of kubectl means",
	details: "A rule is named as in a report (legacy-image) or by its id (TFK201). A pattern as for --rule (TFK2, 'ingress-*') prints\n" +
		"the table of the rules that it matches; without any argument, the table has all rules.\n\n" +
		"Anything else is an error that kubectl printed, an event that `kubectl describe` shows, or what a program in a pod\n" +
		"said: quoted, as it is, or from standard input (-). The answer names the rules that find its cause in a manifest, what\n" +
		"it means on this cluster, and what to do:\n\n" +
		"  kubectl create -f job.yaml 2>&1 | tfk8s explain -\n" +
		"  tfk8s explain 'cannot create resource \"deployments\" in API group \"extensions\" in the namespace \"mytool\"'\n\n" +
		"The exit code is 0 where everything has an answer, 1 where an error has none, 2 where there is no such rule.\n",
	flags: func(*pflag.FlagSet) func(*console, []string) (int, error) {
		return explainAll
	},
}

func explainAll(c *console, args []string) (int, error) {
	if len(args) == 0 {
		return exitOK, table(c.out, rules.All)
	}
	if selection.Find(rules.All, args[0]) != nil && !slices.ContainsFunc(args, isGroup) {
		return exitOK, pages(c.out, args)
	}
	if matched, err := selection.Select(rules.All, args, nil); err == nil {
		return exitOK, table(c.out, matched)
	}
	text := strings.Join(args, " ")
	if text == "-" {
		src, err := io.ReadAll(io.LimitReader(c.in, longestText+1))
		if err != nil {
			return 0, err
		}
		text = string(src)
	}
	if len(text) > longestText {
		text = text[:longestText]
		c.complain(fmt.Errorf("explain: only the first %d KiB are looked at", longestText>>10))
	}
	if strings.TrimSpace(text) == "" {
		return 0, errNoError
	}
	answers, unknown := explain.Explain(workload.NewSettings(), text)
	if len(answers) == 0 && len(args) == 1 && args[0] == text && !strings.ContainsAny(text, " \n:") {
		return 0, selection.NoRule(rules.All, text)
	}
	return answer(c, answers, unknown), nil
}

// isGroup reports whether an argument is a pattern for rules, and no name of one.
func isGroup(arg string) bool {
	_, err := selection.Match(rules.All, arg)
	return err == nil && selection.Find(rules.All, arg) == nil
}

var errNoError = errors.New("nothing to explain: name a rule, give an error, or - for standard input")

// longestText is how much of an error is read, in bytes.
const longestText = 256 << 10

// pages prints the pages of rules.
func pages(w io.Writer, names []string) error {
	var docs []string
	for _, name := range names {
		rule := selection.Find(rules.All, name)
		if rule == nil {
			return selection.NoRule(rules.All, name)
		}
		docs = append(docs, strings.TrimRight(rule.Doc, "\n")+"\n")
	}
	_, err := io.WriteString(w, strings.Join(docs, "\n"))
	return err
}

// answer prints the answers, and then what has none.
func answer(c *console, answers []explain.Answer, unknown []string) int {
	for i, a := range answers {
		if i > 0 {
			fmt.Fprintln(c.out)
		}
		fmt.Fprintf(c.out, "%s\n    = help: %s\n", a.Means, a.Help)
		if a.Fixed {
			fmt.Fprint(c.out, "    = fix: tfk8s convert -w FILE can do this\n")
		}
		if len(a.Rules) > 0 {
			fmt.Fprintf(c.out, "    = see: tfk8s explain %s\n", strings.Join(a.Rules[:min(len(a.Rules), mostRules)], " "))
		}
		fmt.Fprintf(c.out, "    = error: %s\n", a.Error)
	}
	if len(unknown) > 0 {
		if len(answers) > 0 {
			fmt.Fprintln(c.out)
		}
		for _, line := range unknown[:min(len(unknown), mostUnknown)] {
			fmt.Fprintln(c.out, line)
		}
		if more := len(unknown) - mostUnknown; more > 0 {
			fmt.Fprintf(c.out, "… and %d more\n", more)
		}
		fmt.Fprint(c.out, "    no answer is known; `tfk8s lint FILE` checks the manifest itself, and events can say more\n"+
			"    (kubectl describe rs,job,pod; kubectl logs POD)\n")
		return exitFindings
	}
	return exitOK
}

// mostRules is how many rules an answer names: the first ones are the likely ones.
const mostRules = 3

// mostUnknown is how many lines without an answer are repeated.
const mostUnknown = 10

func table(w io.Writer, some []*lint.Rule) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "ID\tRULE\tSTAGE\tSEVERITY\tFIX\tWHAT IT FINDS")
	for _, r := range some {
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
	sentence, _, _ := strings.Cut(r.Summary()+" ", ". ")
	return strings.TrimSuffix(strings.TrimSpace(sentence), ".")
}
