package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/explainpage"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/selection"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/terminal"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/explain"
	"github.com/toolforge/tfk8s/rules/workload"
)

var explainCommand = command{
	name: "explain", args: "[flags] [rule... | pattern... | word... | error | -]",
	summary: "explain a rule, or an error of kubectl",
	details: `Without arguments, it reads an error from a pipe or file on standard input, to its end.
If there is neither, it lists all rules. A rule is named as in a report (legacy-image) or
by its id (TFK201). A pattern as for --rule (TFK2, 'ingress-*') lists the rules that it
matches. Words (quota memory) list the rules and errors whose texts have all of them,
or else most of them, the likely ones first. The word redirect prints how to redirect a tool to another URL.

An error is what kubectl printed, an event that "kubectl describe" shows, or what a
program in a pod said. Quote it, paste it as it is, or give it on standard input. The
answer says what it means on this cluster and what to do:

  kubectl create -f job.yaml 2>&1 | tfk8s explain
  tfk8s explain 'services is forbidden: User "greeter" cannot create resource "services"'

Exit codes:
  0  everything has an answer
  1  an error has no answer
  2  there is no such rule, or the command line is wrong
`,
	flags: func(fs *pflag.FlagSet) func(*console, []string) (int, error) {
		var o explainOptions
		fs.StringSliceVar(&o.Stages, "stage", nil, "list only the rules of these `stages`: parse, kubectl, api, pods, runs or advice")
		fs.StringSliceVar(&o.Severities, "severity", nil, "list only the rules of these `severities`: error, warning or note")
		fs.StringVar(&o.color, "color", "auto", "`when` to color the output: auto, always or never")
		return o.run
	},
}

type explainOptions struct {
	explainpage.Filter
	color string
}

func (o *explainOptions) run(c *console, args []string) (int, error) {
	p, err := o.page(c)
	if err != nil {
		return 0, err
	}
	listed, err := o.Apply(rules.All)
	switch {
	case err != nil:
		return 0, err
	case o.IsSet() && len(args) > 0:
		return exitOK, o.Find(p, listed, args)
	case len(args) == 0 && hasText(c.in), slices.Equal(args, []string{"-"}):
		text, err := c.readText()
		if err != nil {
			return 0, err
		}
		if strings.TrimSpace(text) != "" {
			return answer(p, text), nil
		}
		if len(args) > 0 {
			return 0, errNoError
		}
	}
	if len(args) == 0 {
		p.List(listed)
		p.Usage()
		return exitOK, nil
	}
	return find(c, p, args)
}

// page makes the page to print on. Only a terminal gets it laid out: a pipe gets Markdown, and lines of any length.
func (o *explainOptions) page(c *console) (*explainpage.Page, error) {
	color, err := (&commonFlags{color: o.color}).colors(c)
	p := &explainpage.Page{Writer: c.out, IsLaidOut: color || c.terminal(), Style: terminal.Style{Color: color}}
	if c.terminal() {
		p.Width, p.Links = c.columns(), color && terminal.ShowsLinks(c.getenv)
	}
	return p, err
}

// find prints what the arguments mean: rules, an error, or words to look for, whichever it is first.
func find(c *console, p *explainpage.Page, args []string) (int, error) {
	if p.Topic(args) {
		return exitOK, nil
	}
	if selection.Find(rules.All, args[0]) != nil && !slices.ContainsFunc(args, isGroup) {
		return exitOK, p.Rules(args)
	}
	if matched, err := selection.Select(rules.All, args, nil); err == nil {
		p.List(matched)
		return exitOK, nil
	}
	text := c.clip(strings.Join(args, " "))
	if strings.TrimSpace(text) == "" {
		return 0, errNoError
	}
	answers, unknown := explain.Explain(workload.NewSettings(), text)
	isError := len(answers) > 0 || strings.ContainsAny(text, ":\"\n")
	if !isError && (p.Search(rules.All, args, true) || !areNearRules(args) && p.SearchSome(rules.All, args)) {
		return exitOK, nil
	}
	if !isError && areNearRules(args) {
		if len(args) > 1 {
			return exitOK, p.Rules(args) // which complains about the first that is misspelled
		}
		near := selection.Near(rules.All, text)
		c.complain(fmt.Errorf("explain: there is no rule %q; this is %s", text, near.Name))
		return exitOK, p.Rules([]string{near.Name})
	}
	if !isError && len(args) == 1 && !strings.Contains(text, " ") {
		return 0, selection.NoRule(rules.All, text)
	}
	p.Answers(answers, unknown)
	return exitFor(unknown), nil
}

// areNearRules reports whether each name is that of a rule, or near to one.
func areNearRules(names []string) bool {
	return !slices.ContainsFunc(names, func(name string) bool {
		return selection.Find(rules.All, name) == nil && selection.Near(rules.All, name) == nil
	})
}

// answer prints the answers to the errors in a text.
func answer(p *explainpage.Page, text string) int {
	answers, unknown := explain.Explain(workload.NewSettings(), text)
	p.Answers(answers, unknown)
	return exitFor(unknown)
}

func exitFor(unknown []string) int {
	if len(unknown) > 0 {
		return exitFindings
	}
	return exitOK
}

// isGroup reports whether an argument is a pattern for rules, and not the name of one.
func isGroup(arg string) bool {
	_, err := selection.Match(rules.All, arg)
	return err == nil && selection.Find(rules.All, arg) == nil
}

var errNoError = errors.New("nothing to explain: name a rule, paste an error, or pipe one to standard input")

// longestText is how much of an error is read, in bytes.
const longestText = 256 << 10

// hasText reports whether somebody redirected a file or a pipe to standard input. A terminal, /dev/null and the socket of a
// remote shell have nothing to read.
func hasText(in io.Reader) bool {
	file, ok := in.(interface{ Stat() (fs.FileInfo, error) })
	if !ok {
		return false
	}
	info, err := file.Stat()
	return err == nil && (info.Mode().IsRegular() || info.Mode()&fs.ModeNamedPipe != 0)
}

func (c *console) readText() (string, error) {
	src, err := io.ReadAll(io.LimitReader(c.in, longestText+1))
	return c.clip(string(src)), err
}

func (c *console) clip(text string) string {
	if len(text) <= longestText {
		return text
	}
	c.complain(fmt.Errorf("explain: only the first %d KiB are read", longestText>>10))
	return text[:longestText]
}
