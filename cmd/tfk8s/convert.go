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
	details: `Without -w, -d or -l the converted manifest is printed. With -w there is a line for each file that changed. What lint
still finds, by the lines of the result, the fixes that a person should look at, and the totals go to standard error. With
--to legacy the manifest is made fit for the legacy cluster again.

--quiet leaves of all that only the manifest, the diff or the names, and errors: those that remain in the manifests too.
--backup keeps the original beside the file, under its name and the suffix. A backup is never overwritten: where there is one
of the same text, it serves; where there is one of another text, the file stays as it was. A read-only file stays as it was
as well.

The exit code is 0 where no errors remain (with -d and -l: and nothing would change), 1 where some do (or something would
change), 2 where a file could not be read, converted or written, standard input is empty or the command line is wrong.
`,
	flags: func(fs *pflag.FlagSet) func(*console, []string) (int, error) {
		var o convertOptions
		fs.BoolVarP(&o.write, "write", "w", false, "write the result back to the file")
		fs.BoolVarP(&o.diff, "diff", "d", false, "print a unified diff")
		fs.BoolVarP(&o.list, "list", "l", false, "print the names of the files that would change")
		o.declare(fs)
		fs.BoolVar(&o.safeOnly, "safe-only", false, "apply only the fixes that leave the object on the cluster as it would be")
		fs.BoolVarP(&o.quiet, "quiet", "q", false, "print results and errors only")
		fs.StringVar(&o.backup, "backup", "", "with -w, keep the original of each file under its name and this `suffix`, such as .bak")
		o.declareChoices(fs)
		return func(c *console, args []string) (int, error) {
			if err := o.checkBackup(fs.Changed("backup")); err != nil {
				return 0, err
			}
			return o.run(c, args)
		}
	},
}

type convertOptions struct {
	common
	choices
	write, diff, list, safeOnly, quiet bool
	backup                             string
}

// checkBackup refuses what could be no backup beside the file, or would be taken for a manifest by the next run.
func (o *convertOptions) checkBackup(given bool) error {
	switch {
	case !given:
		return nil
	case !o.write:
		return errors.New("--backup is for -w, which alone changes files")
	case o.backup == "":
		return errors.New("--backup needs what to add to the name of the file, such as .bak")
	case strings.ContainsAny(o.backup, `/\`):
		return fmt.Errorf("--backup is added to the name of the file, so it cannot hold a slash: %q", o.backup)
	case files.IsManifest("x" + o.backup):
		return fmt.Errorf("--backup %s makes manifests of the backups, and the next run would read them: choose another, such as .bak", o.backup)
	}
	return nil
}

// A convertRun is what the flags ask for.
type convertRun struct {
	options *convert.Options
	look    report.Options
	also    []string // names of files in folders to read beside manifests
}

func (o *convertOptions) prepare(c *console, args []string) (r convertRun, err error) {
	if err := o.configure(c, "."); err != nil {
		return r, err
	}
	if r.look, err = o.look(c); err != nil {
		return r, err
	}
	if n := count(o.write, o.diff, o.list); n > 1 {
		return r, errors.New("-w, -d and -l exclude each other")
	}
	if o.write && slices.Contains(args, "-") {
		return r, errors.New("-w cannot write to standard input: leave it out to get the result on standard output")
	}
	settings, cfg, err := o.converting(&o.choices)
	if err != nil {
		return r, err
	}
	r.options = &convert.Options{Config: cfg, Pin: rules.Pin, SafeOnly: o.safeOnly}
	r.also = settings.Policy.ServiceManifest.FileNames()
	return r, nil
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

// A conversion is what came of one input.
type conversion struct {
	before *manifest.File
	result convert.Result
	diff   string // with -d
	err    error  // it could not be read, converted or written
}

func (d *conversion) file() *manifest.File { return d.before }

// hasResult reports whether there is a result to print and to count. There is none where it could not be written.
func (d *conversion) hasResult() bool {
	return d.result.File != nil && (d.err == nil || !d.result.Changed)
}

func (o *convertOptions) run(c *console, args []string) (int, error) {
	r, err := o.prepare(c, args)
	if err != nil {
		return 0, err
	}
	list, err := o.inputs(c, args, r.also)
	if err != nil {
		return 0, err
	}
	list.tellNone(c)
	done := o.convertInputs(c, r.options, list.files)
	o.printAll(c, list.untouched, done, r.look.Color)
	if err := c.flush(); err != nil { // results first, then what there is to say about them
		return 0, err
	}
	var results []lint.FileResult
	failed, changed := list.failed, false
	for _, d := range done {
		if d.err != nil {
			failed = append(failed, d.err)
		}
		if d.hasResult() {
			results = append(results, d.result.Lint)
			changed = changed || d.result.Changed
		}
	}
	left := lint.Merge(r.options.Config, results)
	if len(results) > 0 {
		if err := o.tell(c, done, left, r.look); err != nil {
			return 0, err
		}
	}
	return c.finish(failed, worst(left) >= int(lint.Error) || changed && (o.diff || o.list)), nil
}

// convertInputs reads files, converts each by itself, and writes what came of it.
func (o *convertOptions) convertInputs(c *console, opts *convert.Options, inputs []input.File) []conversion {
	chunks := input.Chunks(inputs)
	return slices.Concat(parallel.Map(len(chunks), func(i int) []conversion { return o.convertChunk(c, opts, chunks[i]) })...)
}

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
	for _, d := range loaded {
		if d.err == nil && d.result.Changed {
			d.err = input.Contain(d.before.Name, func() error { return o.put(d) })
		}
	}
	return done
}

// load reads a file, unless it could not be written back.
func (o *convertOptions) load(c *console, in input.File) (*manifest.File, error) {
	if o.write {
		if err := rewrite.Check(in.Name, in.Away); err != nil {
			return nil, err
		}
	}
	return in.Load(c.in)
}

// put writes what changed where the flags say.
func (o *convertOptions) put(d *conversion) error {
	after := d.result.File
	switch {
	case o.diff:
		d.diff = diff.Unified(after.Name, d.before.Src, after.Src, d.result.Cuts)
	case o.write:
		if err := rewrite.File(after.Name, d.before.Src, after.Src, o.backup); err != nil {
			return fmt.Errorf("%s stays as it was: %w", after.Name, err)
		}
	}
	return nil
}

// printAll writes to standard output what the flags ask for. The untouched text is that of an excluded standard input, which
// is its own result.
func (o *convertOptions) printAll(c *console, untouched []byte, done []conversion, color bool) {
	if isPrinted := !o.write && !o.diff && !o.list; isPrinted {
		_, _ = c.out.Write(untouched)
	}
	for i := range done {
		if done[i].hasResult() {
			o.print(c, &done[i], i > 0 || len(untouched) > 0, color)
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
		diff.Paint(c.out, d.diff)
	case o.diff:
		_, _ = io.WriteString(c.out, d.diff)
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
		_, _ = c.out.Write(after.Src)
	}
}

// tellReviews lists the applied fixes that a person should look at, and those that a guard kept back.
func tellReviews(c *console, d conversion) {
	for _, a := range d.result.Applied {
		if a.Safety == lint.Review && d.err == nil {
			fmt.Fprintf(c.err, "%s:%d:%d: review: %s [%s]\n", report.Printable(d.before.Name), a.Position.Line, a.Position.Column, a.Title, a.Rule.Name)
		}
	}
	for _, x := range d.result.Dropped {
		fmt.Fprintf(c.err, "%s:%d:%d: not applied: %s: %s [%s]\n", report.Printable(d.before.Name), x.Position.Line, x.Position.Column, x.Diagnostic.Fix.Title, x.Reason, x.Diagnostic.Rule.Name)
	}
}
