package main

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strconv"

	"github.com/spf13/pflag"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/flagerror"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/rewrite"
	"github.com/toolforge/tfk8s/lint/report"
	"github.com/toolforge/tfk8s/schemas/spelling"
)

// The exit codes of every command.
const (
	exitOK       = 0
	exitFindings = 1 // lint: findings as severe as --fail-on; convert: errors are left, or something would change; quota: something is over; plan: something must be fixed by hand first
	exitFailed   = 2 // the command could not do all of its work
)

// A console has the input and the outputs of a command. out is buffered until the command ends or calls flush.
type console struct {
	in       io.Reader
	out, err io.Writer
	flush    func() error
	getenv   func(string) string
	terminal func() bool // whether out is one
	width    func() int  // cells of a line of the terminal, 0 if unknown
	guard    *rewrite.Guard

	reread      func() io.Reader // the input once more; nil if it can only be read once
	errTerminal func() bool      // whether err is one; nil if not
}

// onStderr returns a console that prints to standard error.
func (c *console) onStderr() *console {
	other := *c
	other.out, other.terminal = c.err, c.errTerminal
	if other.terminal == nil {
		other.terminal = func() bool { return false }
	}
	return &other
}

// shown returns a text as it is printed: on a terminal, what that would obey is escaped; programs get each byte.
func (c *console) shown(text string) string {
	if c.terminal() {
		return report.PrintableLines(text)
	}
	return text
}

// print prints a text as it is shown.
func (c *console) print(text []byte) {
	if c.terminal() {
		text = []byte(c.shown(string(text)))
	}
	_, _ = c.out.Write(text)
}

// columns returns the width of the terminal: COLUMNS, or else what the terminal says.
func (c *console) columns() int {
	if columns, err := strconv.Atoi(c.getenv("COLUMNS")); err == nil && columns > 0 {
		return columns
	}
	return c.width()
}

// complain prints an error of the run. It escapes control characters, which may be in the names of files.
func (c *console) complain(err error) {
	fmt.Fprintf(c.err, "tfk8s: %s\n", report.Printable(errorText(err)))
}

// errorText words an error. It leaves out which system call failed for a file.
func errorText(err error) string {
	if at, ok := err.(*fs.PathError); ok {
		return fmt.Sprintf("%s: %s", cmp.Or(at.Path, `""`), at.Err)
	}
	return err.Error()
}

// rejectArguments returns an error for the arguments of a command that has none.
func rejectArguments(args []string) error {
	if len(args) == 0 {
		return nil
	}
	return fmt.Errorf("it accepts no argument: leave out %q", args[0])
}

// finish prints the errors and returns the exit code.
func (c *console) finish(failed []error, findings bool) int {
	for _, err := range failed {
		c.complain(err)
	}
	return exitCode(failed, findings)
}

func exitCode(failed []error, findings bool) int {
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
	// flags declares the command's flags and returns the function that runs the command.
	flags func(*pflag.FlagSet) func(*console, []string) (int, error)
}

func commands() []command {
	return []command{lintCommand, convertCommand, quotaCommand, planCommand, explainCommand, configCommand, lspCommand, completionCommand(), manCommand(), versionCommand}
}

// run runs the command line and returns its exit code.
func run(args []string, c *console) int {
	out := bufio.NewWriter(c.out)
	c.out, c.flush = out, out.Flush
	c.guard = cmp.Or(c.guard, new(rewrite.Guard))
	code := dispatch(args, c)
	if err := c.flush(); err != nil && code != exitFailed { // otherwise the command has reported an error
		c.complain(err)
		return exitFailed
	}
	return code
}

// dispatch runs the command that the first argument names.
func dispatch(args []string, c *console) int {
	if len(args) == 0 {
		printUsage(c.err)
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
		c.complain(fmt.Errorf("%s: %w", cmd.name, flagerror.Explain(cmd.name, fs, err)))
		return exitFailed
	}
	code, err := do(c, fs.Args())
	if err != nil {
		for _, one := range each(err) {
			c.complain(fmt.Errorf("%s: %s", cmd.name, errorText(one)))
		}
		return exitFailed
	}
	return code
}

// each returns the errors that errors.Join joined.
func each(err error) []error {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		return joined.Unwrap()
	}
	return []error{err}
}
