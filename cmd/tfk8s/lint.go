package main

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"github.com/spf13/pflag"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/input"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/reports"
	"github.com/toolforge/tfk8s/convert"
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/lint/parallel"
	"github.com/toolforge/tfk8s/lint/report"
	"github.com/toolforge/tfk8s/rules"
)

var lintCommand = command{
	name: "lint", args: "[flags] file|folder|- ...",
	summary: "find what the cluster would reject, or run differently than before",
	details: `In a folder, lint reads the .yaml, .yml and .json files at any depth, Kustomization,
and service.manifest and service.template, the settings of a tool's webservice. It
leaves out hidden folders and what git ignores; outside of a repository it leaves
out node_modules, vendor, venv and __pycache__. It reads every file that is named,
whatever its name. - means standard input.

Globs of --exclude start at the working folder or at the folder that is named.

Exit codes:
  0  no finding is as severe as --fail-on
  1  some finding is
  2  a file could not be read, standard input is empty, or the command line is wrong
`,
	flags: func(fs *pflag.FlagSet) func(*console, []string) (int, error) {
		var o lintOptions
		o.declare(fs)
		o.declareReports(fs)
		fs.BoolVar(&o.statistics, "statistics", false, "print how many findings each rule has, instead of the findings")
		fs.IntVar(&o.limit, "limit", limitOfTerminal, "show at most this `number` of findings of each rule in a text, 0 for all; on a terminal if not set")
		fs.BoolVar(&o.apply, "apply", false, "judge for kubectl apply, which rejects some objects that kubectl create accepts")
		o.declareFailOn(fs)
		return func(c *console, args []string) (int, error) {
			if !fs.Changed("limit") && !c.terminal() {
				o.limit = 0
			}
			return o.run(c, args)
		}
	},
}

// limitOfTerminal is how many findings of a rule a terminal shows.
const limitOfTerminal = 20

type lintOptions struct {
	commonFlags
	failFlags
	reportFlags
	statistics bool
	limit      int
	apply      bool
}

// A lintRun is what the flags ask for.
type lintRun struct {
	config  *lint.Config
	targets []reports.Target
	options report.Options
	failOn  lint.Severity
	fixes   *convert.Options // nil unless the report shows edits
	also    []string         // names of other files to read in folders
}

func (o *lintOptions) prepare(c *console) (r lintRun, err error) {
	if err := o.configure(c, "."); err != nil {
		return r, err
	}
	if r.targets, err = o.reportTargets(o.statistics); err != nil {
		return r, err
	}
	if r.failOn, err = severity(o.failOn); err != nil {
		return r, err
	}
	if o.limit < 0 {
		return r, fmt.Errorf("--limit must be a number of findings, or 0 for all, not %d", o.limit)
	}
	if r.options, err = o.reportOptions(c); err != nil {
		return r, err
	}
	r.options.Limit = o.limit
	settings, err := o.settings()
	if err != nil {
		return r, err
	}
	settings.Apply = o.apply
	if r.config, err = o.lintConfig(settings); err != nil {
		return r, err
	}
	edits := slices.ContainsFunc(r.targets, func(t reports.Target) bool { return t.HasEdits })
	if r.config.TitlesOnly = !edits; edits {
		r.fixes = &convert.Options{Config: r.config, Pin: rules.Pin, Unpin: rules.Unpin}
		if r.fixes.Along, err = o.along(settings, r.config); err != nil {
			return r, err
		}
	}
	r.also = settings.Policy.ServiceManifest.FileNames()
	return r, nil
}

func (o *lintOptions) run(c *console, args []string) (int, error) {
	r, err := o.prepare(c)
	if err != nil {
		return 0, err
	}
	list, err := o.inputs(c, args, r.also)
	if err != nil {
		return 0, err
	}
	if list.files, err = reports.WithoutReports(list.files, args, r.targets); err != nil {
		return 0, err
	}
	since, err := o.changes(args)
	if err != nil {
		return 0, err
	}
	if o.hasQuota(r.targets) {
		if c, err = c.rereading(list.files); err != nil {
			return 0, err
		}
	}
	all := lintInputs(c, r.config, list.files)
	result := lint.Merge(r.config, all.results)
	if r.fixes != nil {
		result.Diagnostics = r.fixes.AloneEach(result.Diagnostics)
	}
	list.printNone(c, o.verbose)
	failed := append(list.failed, all.failed...)
	r.options.Failed = failures(failed)
	if since != nil {
		r.options.Base = o.diffBase
		if result.Diagnostics, r.options.Unchanged, err = since.Findings(result.Diagnostics); err != nil {
			return 0, err
		}
	}
	isFound := worst(result) >= int(r.failOn)
	r.options.ExitCode = exitCode(failed, isFound)
	if o.hasQuota(r.targets) {
		r.options.Quota = o.quotaPicture(c, list)
	}
	if err := o.writeReports(c, &r, result, len(all.results) > 0); err != nil {
		return 0, err
	}
	return c.finish(failed, isFound), nil
}

// failures returns errors in the form of a report.
func failures(failed []error) []report.Failure {
	var all []report.Failure
	for _, err := range failed {
		failure := report.Failure{Message: errorText(err)}
		if at, ok := errors.AsType[*fs.PathError](err); ok {
			failure.File = at.Path
		}
		all = append(all, failure)
	}
	return all
}

// A linted has the results of some files, and an error for each of the others.
type linted struct {
	results []lint.FileResult
	failed  []error
}

// lintInputs reads files and lints each by itself. Use lint.Merge to combine the results.
func lintInputs(c *console, config *lint.Config, files []input.File) (all linted) {
	chunks := input.Chunks(files)
	for _, some := range parallel.Map(len(chunks), func(i int) linted { return lintChunk(c, config, chunks[i]) }) {
		all.results, all.failed = append(all.results, some.results...), append(all.failed, some.failed...)
	}
	return all
}

func lintChunk(c *console, config *lint.Config, chunk []input.File) (some linted) {
	var files []*manifest.File
	for _, in := range chunk {
		f, err := in.Load(c.in)
		if err != nil {
			some.failed = append(some.failed, err)
			continue
		}
		files = append(files, f)
	}
	input.Together(files, func(f *manifest.File) *manifest.File { return f },
		func(files []*manifest.File) { some.results = append(some.results, lint.Files(config, files)...) },
		func(_ *manifest.File, bug error) { some.failed = append(some.failed, bug) })
	return some
}

// worst returns the highest severity of the findings, -1 if there are none.
func worst(r lint.Result) int {
	highest := -1
	for _, d := range r.Diagnostics {
		highest = max(highest, int(d.Severity))
	}
	return highest
}
