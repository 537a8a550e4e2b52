package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/files"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/input"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/rewrite"
	"github.com/toolforge/tfk8s/convert"
	"github.com/toolforge/tfk8s/convert/diff"
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/lint/parallel"
	"github.com/toolforge/tfk8s/lint/report"
	"github.com/toolforge/tfk8s/rules"
)

var convertCommand = command{
	name: "convert", args: "[-w|-d|-l] [flags] file|folder|- ...",
	summary: "fix what lint finds, and change no other byte",
	details: `Without -w, -d or -l, convert prints the converted manifests. With -w it changes
the files and prints a line for each of them. Standard error says what was fixed,
which changes you should review, and what is left to you, with the line numbers
of the result. With --quiet it has only errors, in the manifests or of convert.

--to legacy converts manifests back for the legacy cluster.

--backup keeps the original of each changed file beside it. It never overwrites a
backup: if there is one with another text, the file is not changed. Without
--force, read-only files and files with several hard links are not changed either.

Exit codes:
  0  no errors are left (with -d or -l: and nothing would change)
  1  errors are left (with -d or -l: or something would change)
  2  a file could not be read, converted or written, standard input is empty, or
     the command line is wrong
  128 and the number of a signal, such as 130 for Ctrl-C; no file is half written
`,
	flags: func(fs *pflag.FlagSet) func(*console, []string) (int, error) {
		var o convertOptions
		fs.BoolVarP(&o.write, "write", "w", false, "write the results to the files")
		fs.BoolVarP(&o.diff, "diff", "d", false, "print a unified diff of the changes")
		fs.BoolVarP(&o.list, "list", "l", false, "print the names of the files that would change")
		o.declare(fs)
		fs.BoolVar(&o.safeOnly, "safe-only", false, "apply only fixes that need no review")
		fs.BoolVarP(&o.quiet, "quiet", "q", false, "print only results and errors")
		fs.StringVar(&o.backup, "backup", "", "with -w, keep the original of each changed file, with this `suffix` added to its name, such as .bak")
		fs.BoolVar(&o.force, "force", false, "with -w, also replace files that are read-only, have several hard links, or cannot keep their owner")
		o.declareFixes(fs)
		return func(c *console, args []string) (int, error) {
			if err := o.checkBackup(fs.Changed("backup")); err != nil {
				return 0, err
			}
			return o.run(c, args)
		}
	},
}

type convertOptions struct {
	commonFlags
	fixFlags
	write, diff, list, safeOnly, quiet, force bool
	backup                                    string
}

// checkBackup rejects suffixes that cannot name a backup beside the file, or that the next run would read as a manifest.
func (o *convertOptions) checkBackup(given bool) error {
	switch {
	case o.force && !o.write:
		return errors.New("--force is for -w, which alone changes files")
	case !given:
		return nil
	case !o.write:
		return errors.New("--backup needs -w: no other mode changes files")
	case o.backup == "":
		return errors.New("--backup needs a suffix, such as .bak")
	case strings.ContainsAny(o.backup, `/\`):
		return fmt.Errorf("--backup %q contains a slash: use a suffix for the name of the file, such as .bak", o.backup)
	case files.IsManifest("x" + o.backup):
		return fmt.Errorf("--backup %q would make the next run read the backups as manifests: use another suffix, such as .bak", o.backup)
	}
	return nil
}

// prepare returns what the flags ask for, and the names of other files that convert reads in folders.
func (o *convertOptions) prepare(args []string) (opts *convert.Options, also []string, err error) {
	if n := count(o.write, o.diff, o.list); n > 1 {
		return nil, nil, errors.New("-w, -d and -l cannot be combined: use one of them")
	}
	if o.write && slices.Contains(args, "-") {
		return nil, nil, errors.New("-w cannot write to standard input: leave out -w to print the result")
	}
	settings, cfg, err := o.converting(&o.fixFlags)
	if err != nil {
		return nil, nil, err
	}
	opts = &convert.Options{Config: cfg, Pin: rules.Pin, Unpin: rules.Unpin, SafeOnly: o.safeOnly}
	opts.Along, err = o.along(settings, cfg)
	return opts, settings.Policy.ServiceManifest.FileNames(), err
}

func count(flags ...bool) int {
	n := 0
	for _, f := range flags {
		if f {
			n++
		}
	}
	return n
}

// A conversion is the outcome of one input.
type conversion struct {
	before *manifest.File
	result convert.Result
	diff   diff.Diff // with -d
	err    error     // why it could not be read, converted or written
}

func (d *conversion) file() *manifest.File { return d.before }

func (o *convertOptions) run(c *console, args []string) (int, error) {
	if err := o.configure(c, "."); err != nil {
		return 0, err
	}
	options, err := o.reportOptions(c.onStderr())
	if err != nil {
		return 0, err
	}
	color, err := o.colors(c)
	if err != nil {
		return 0, err
	}
	opts, also, err := o.prepare(args)
	if err != nil {
		return 0, err
	}
	list, err := o.inputs(c, args, also)
	if err != nil {
		return 0, err
	}
	list.printNone(c, o.verbose)
	if o.write {
		for folder := range list.folders() {
			rewrite.RemoveStale(folder)
		}
	}
	done := o.convertFiles(c, opts, list.files)
	var results []lint.FileResult
	failed, changed := list.failed, false
	for i := range done {
		d := &done[i]
		if d.err != nil {
			failed = append(failed, d.err)
		}
		if d.hasResult() {
			results = append(results, d.result.Lint)
			changed = changed || d.result.Changed
		}
	}
	left := lint.Merge(opts.Config, results)
	o.printOutcome(c, done, left)
	o.printResults(c, list.untouched, done, color)
	if err := c.flush(); err != nil {
		return 0, err
	}
	if len(results) > 0 {
		if err := o.printDetails(c, done, left, options); err != nil {
			return 0, err
		}
	}
	return c.finish(failed, worst(left) >= int(lint.Error) || changed && o.isPreview()), nil
}

// hasResult reports whether an input was converted, and written if it changed.
func (d *conversion) hasResult() bool {
	return d.result.File != nil && (d.err == nil || !d.result.Changed)
}

// maxWrites is how many files are written at a time. They wait for the disk together, which makes its work for several at once.
const maxWrites = 16

// convertFiles reads files, converts each by itself, and puts the results where the flags say.
func (o *convertOptions) convertFiles(c *console, opts *convert.Options, all []input.File) []conversion {
	chunks, writes := input.Chunks(all), parallel.NewGroup(maxWrites)
	done := parallel.Map(len(chunks), func(i int) []conversion {
		some := o.convertChunk(c, opts, chunks[i])
		for i := range some {
			if d := &some[i]; d.err == nil && d.result.Changed {
				writes.Go(func() { d.err = input.Contain(d.before.Name, func() error { return o.put(c, d) }) })
			}
		}
		return some
	})
	writes.Wait()
	return slices.Concat(done...)
}

// convertChunk reads files, and converts each by itself.
func (o *convertOptions) convertChunk(c *console, opts *convert.Options, chunk []input.File) []conversion {
	done := make([]conversion, len(chunk))
	var loaded []*conversion
	for i := range done {
		d := &done[i]
		if d.before, d.err = o.load(c, chunk[i]); d.err == nil {
			loaded = append(loaded, d)
		}
	}
	convertAll := func(some []*conversion) {
		var files []*manifest.File
		for _, d := range some {
			files = append(files, d.before)
		}
		for i, r := range convert.Files(opts, files) {
			some[i].result, some[i].err = r, r.Err
		}
	}
	input.Together(loaded, (*conversion).file, convertAll, func(d *conversion, bug error) { d.err = bug })
	return done
}

// load reads a file, unless the result could not be written to it.
func (o *convertOptions) load(c *console, in input.File) (*manifest.File, error) {
	if o.write {
		if err := rewrite.Check(in.Name, in.Away); err != nil {
			return nil, err
		}
	}
	return in.Load(c.in)
}

// put writes a changed file, or its diff, as the flags say.
func (o *convertOptions) put(c *console, d *conversion) error {
	after := d.result.File
	switch {
	case o.diff:
		d.diff = diff.Compare(after.Name, d.before.Src, after.Src, d.result.Cuts)
	case o.write:
		defer c.guard.Begin()()
		if err := rewrite.File(after.Name, d.before.Src, after.Src, rewrite.Options{Backup: o.backup, Force: o.force}); err != nil {
			return fmt.Errorf("%s is not changed: %w", after.Name, err)
		}
	}
	return nil
}

// printResults prints to standard output what the flags ask for. untouched is the text of an excluded file from standard input.
func (o *convertOptions) printResults(c *console, untouched []byte, done []conversion, color bool) {
	if !o.write && !o.isPreview() {
		c.print(untouched)
	}
	for i := range done {
		if d := &done[i]; d.hasResult() {
			o.print(c, d, i > 0 || len(untouched) > 0, color)
		}
	}
}

func (o *convertOptions) print(c *console, d *conversion, later, color bool) {
	after := d.result.File
	switch {
	case o.write:
		if fixed := outcomeOf(d); fixed.files > 0 && !o.quiet {
			fmt.Fprintln(c.out, "fixed", fixed.in(report.Printable(after.Name)))
		}
	case o.diff && color:
		diff.Paint(c.out, c.shown(d.diff.String()))
	case o.diff && c.terminal():
		_, _ = io.WriteString(c.out, c.shown(d.diff.String()))
	case o.diff:
		d.diff.Write(c.out)
	case o.list:
		if name := after.Name; d.result.Changed && c.terminal() {
			fmt.Fprintln(c.out, report.Printable(name))
		} else if d.result.Changed {
			fmt.Fprintln(c.out, name)
		}
	default:
		if later && !after.JSON() && !bytes.HasPrefix(after.Text(), []byte("---")) {
			fmt.Fprint(c.out, "---", after.Newline())
		}
		c.print(after.Src)
	}
}
