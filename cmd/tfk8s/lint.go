package main

import (
	"fmt"
	"strings"

	"github.com/spf13/pflag"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/report"
)

var lintCommand = command{
	name: "lint", args: "[flags] file|folder|- ...",
	summary: "find every reason why the cluster would refuse a manifest, or run it otherwise than before",
	details: `A folder stands for the .yaml, .yml and .json files below it, and for service.manifest and service.template, the settings
of a tool's webservice; hidden folders are left out. A file that is named is read whatever its name; - is standard input.

The exit code is 0 where nothing is found that is as bad as --fail-on, 1 where something is, 2 where a file could not be
read or the command line is wrong.
`,
	flags: func(fs *pflag.FlagSet) func(*console, []string) (int, error) {
		var o lintOptions
		o.declare(fs)
		fs.StringVarP(&o.format, "format", "f", "text", "`form` of the report: "+strings.Join(report.Names(), ", "))
		fs.StringVar(&o.failOn, "fail-on", "error", "the lowest `severity` for which the exit code is 1: note, warning or error")
		return o.run
	},
}

type lintOptions struct {
	common
	format, failOn string
}

// A lintRun is what the flags ask for.
type lintRun struct {
	config *lint.Config
	print  report.Printer
	look   report.Options
	failOn lint.Severity
	also   []string // names of files in folders to read beside manifests
}

func (o *lintOptions) prepare(c *console) (r lintRun, err error) {
	var edits, ok bool
	if r.print, edits, ok = report.ByName(o.format); !ok {
		return r, fmt.Errorf("--format is one of %s, not %q", strings.Join(report.Names(), ", "), o.format)
	}
	if r.failOn, err = severity(o.failOn); err != nil {
		return r, err
	}
	if r.look, err = o.look(c); err != nil {
		return r, err
	}
	settings, err := o.settings()
	if err != nil {
		return r, err
	}
	selected, err := o.selection(settings)
	if err != nil {
		return r, err
	}
	r.config = settings.Config(selected)
	r.config.TitlesOnly = !edits
	r.also = settings.Policy.ServiceManifest.FileNames()
	return r, nil
}

func (o *lintOptions) run(c *console, args []string) (int, error) {
	r, err := o.prepare(c)
	if err != nil {
		return 0, err
	}
	files, failed := inputs(args, r.also)
	type outcome struct {
		result lint.FileResult
		err    error
	}
	outcomes := lint.Each(len(files), func(i int) (out outcome) {
		out.err = contain(files[i].name, func() error {
			f, err := files[i].load(c)
			if err == nil {
				out.result = lint.File(r.config, f)
			}
			return err
		})
		return out
	})
	var results []lint.FileResult
	for _, out := range outcomes {
		if out.err != nil {
			failed = append(failed, out.err)
			continue
		}
		results = append(results, out.result)
	}
	makeRoom()
	result := lint.Merge(r.config, results)
	if len(results) > 0 {
		if err := r.print(c.out, result, r.look); err != nil {
			return 0, err
		}
	}
	return c.finish(failed, worst(result) >= int(r.failOn)), nil
}

// worst is the highest severity of the findings, -1 where there are none.
func worst(r lint.Result) int {
	worst := -1
	for _, d := range r.Diagnostics {
		worst = max(worst, int(d.Severity))
	}
	return worst
}
