package main

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	"github.com/toolforge/tfk8s/lint/report"
	"github.com/toolforge/tfk8s/schemas/spelling"
)

// The exit codes of every command.
const (
	exitOK       = 0
	exitFindings = 1 // lint: findings as bad as --fail-on; convert: something is left to decide, or would change; quota: something is over; plan: something needs a person first
	exitFailed   = 2 // it could not do its work, or not all of it
)

// A console is what a command talks to. What goes to out is held back until the command ends, or flush is called.
type console struct {
	in       io.Reader
	out, err io.Writer
	flush    func() error
	getenv   func(string) string
	terminal func() bool // whether out is one
	width    func() int  // cells of a line of the terminal, 0 if unknown
}

// columns is the width of the terminal: COLUMNS, or what the terminal says.
func (c *console) columns() int {
	if columns, err := strconv.Atoi(c.getenv("COLUMNS")); err == nil && columns > 0 {
		return columns
	}
	return c.width()
}

// complain prints an error of the run itself. A file may be called anything.
func (c *console) complain(err error) {
	fmt.Fprintf(c.err, "tfk8s: %s\n", report.Printable(errorText(err)))
}

// errorText words an error. What failed to open a file is of no interest.
func errorText(err error) string {
	if at, ok := err.(*fs.PathError); ok {
		return fmt.Sprintf("%s: %s", cmp.Or(at.Path, `""`), at.Err)
	}
	return err.Error()
}

// finish prints what failed and chooses the exit code.
func (c *console) finish(failed []error, findings bool) int {
	for _, err := range failed {
		c.complain(err)
	}
	switch {
	case len(failed) > 0:
		return exitFailed
	case findings:
		return exitFindings
	}
	return exitOK
}

// A command is one word of the command line.
type command struct {
	name, args, summary, details string
	// flags declares the command's flags and returns what runs it.
	flags func(*pflag.FlagSet) func(*console, []string) (int, error)
}

func commands() []command {
	return []command{lintCommand, convertCommand, quotaCommand, planCommand, explainCommand, configCommand, versionCommand}
}

// run runs the command line and returns its exit code.
func run(args []string, c *console) int {
	out := bufio.NewWriter(c.out)
	c.out, c.flush = out, out.Flush
	code := dispatch(args, c)
	if err := c.flush(); err != nil && code != exitFailed { // otherwise the command has told
		c.complain(err)
		return exitFailed
	}
	return code
}

// dispatch runs the command that the first argument names.
func dispatch(args []string, c *console) int {
	if len(args) == 0 {
		usage(c.err)
		return exitFailed
	}
	switch args[0] {
	case "help", "--help", "-h":
		return help(c, args[1:])
	case "--version", "-V", "-v":
		args = slices.Concat([]string{"version"}, args[1:])
	}
	cmd, err := findCommand(args[0])
	if err != nil {
		c.complain(err)
		return exitFailed
	}
	return cmd.run(c, args[1:])
}

func findCommand(name string) (*command, error) {
	all := commands()
	var names []string
	for i := range all {
		if all[i].name == name {
			return &all[i], nil
		}
		names = append(names, all[i].name)
	}
	names = append(names, "help", "--help", "--version")
	if near := spelling.Meant(name, slices.Values(names)); near != "" {
		return nil, fmt.Errorf("there is no command %q: did you mean %q?", name, near)
	}
	return nil, fmt.Errorf("there is no command %q: `tfk8s --help` lists them", name)
}

func (cmd *command) run(c *console, args []string) int {
	fs := pflag.NewFlagSet(cmd.name, pflag.ContinueOnError)
	fs.Usage = func() {}
	do := cmd.flags(fs)
	if err := fs.Parse(args); err != nil {
		if errors.Is(err, pflag.ErrHelp) {
			cmd.help(c.out)
			return exitOK
		}
		c.complain(fmt.Errorf("%s: %w", cmd.name, cmd.flagError(fs, err)))
		return exitFailed
	}
	code, err := do(c, fs.Args())
	if err != nil {
		for _, one := range each(err) {
			c.complain(fmt.Errorf("%s: %w", cmd.name, one))
		}
		return exitFailed
	}
	return code
}

// each takes apart what errors.Join made.
func each(err error) []error {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		return joined.Unwrap()
	}
	return []error{err}
}

// flagError adds to an error of pflag how to go on: the flag that was probably meant, or where to find all of them.
func (cmd *command) flagError(fs *pflag.FlagSet, err error) error {
	var unknown *pflag.NotExistError
	if errors.As(err, &unknown) && unknown.GetSpecifiedShortnames() == "" {
		word := unknown.GetSpecifiedName()
		if near := spelling.Meant(word, flagNames(fs)); near != "" {
			return fmt.Errorf("%w: did you mean --%s?", err, near)
		}
	}
	return fmt.Errorf("%w: `tfk8s %s --help` lists the flags", err, cmd.name)
}

func flagNames(fs *pflag.FlagSet) iter.Seq[string] {
	return func(yield func(string) bool) {
		more := yield("help")
		fs.VisitAll(func(f *pflag.Flag) { more = more && yield(f.Name) })
	}
}

func help(c *console, args []string) int {
	if len(args) == 0 {
		usage(c.out)
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

func usage(w io.Writer) {
	fmt.Fprint(w, `tfk8s tells whether the 2020 Toolforge Kubernetes cluster takes a manifest, whether its pods really start, and fixes
what does not fit without touching another byte. It works offline.

Usage:
`)
	for _, cmd := range commands() {
		fmt.Fprintf(w, "  tfk8s %-8s %s\n", cmd.name, cmd.summary)
	}
	fmt.Fprint(w, `
Examples:
  tfk8s lint job.yaml        every reason why the cluster would refuse it, or run it otherwise than before
  tfk8s convert -d job.yaml  what convert would change
  tfk8s convert -w .         fix all manifests below this folder in place
  tfk8s quota .              how much of the namespace's quota they take together
  tfk8s plan .               the steps of the move to the 2020 cluster, with the commands for these objects
  tfk8s explain legacy-image what a finding means
  tfk8s explain -            what the error means that kubectl printed into a pipe

`+"`tfk8s COMMAND --help` tells more; `tfk8s --version` (-V) prints the version.\n")
}

func (cmd *command) help(w io.Writer) {
	fs := pflag.NewFlagSet(cmd.name, pflag.ContinueOnError)
	cmd.flags(fs)
	fmt.Fprintf(w, "tfk8s %s: %s\n\nUsage:\n  %s\n", cmd.name, cmd.summary, strings.TrimRight("tfk8s "+cmd.name+" "+cmd.args, " "))
	if cmd.details != "" {
		fmt.Fprintf(w, "\n%s", cmd.details)
	}
	if fs.HasFlags() {
		fmt.Fprintf(w, "\nFlags:\n%s", fs.FlagUsages())
	}
}
