package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/changes"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/input"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/quotareport"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/reports"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/rewrite"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/source"
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/report"
)

// reportFlags has the flags that say which reports lint writes, and what is in them.
type reportFlags struct {
	formats              []string
	pathPrefix, diffBase string
	compares             func() bool // whether --diff-base is given
}

func (o *reportFlags) declareReports(fs *pflag.FlagSet) {
	fs.StringArrayVarP(&o.formats, "format", "f", []string{"text"}, "`format` of the report: "+strings.Join(report.Names(), ", ")+"; sarif=FILE writes to a file; repeatable")
	fs.Lookup("format").DefValue = "text"
	fs.StringVar(&o.pathPrefix, "path-prefix", "", "in reports for programs, put this `folder` before the names of files")
	fs.StringVar(&o.diffBase, "diff-base", "", "report only what changed since this `commit` of git; main... is where the history left main")
	o.compares = func() bool { return fs.Changed("diff-base") }
}

// reportTargets returns the reports to write. Statistics take the place of the text on standard output.
func (o *reportFlags) reportTargets(hasStatistics bool) ([]reports.Target, error) {
	targets, err := reports.Parse(o.formats, func(name string) error { return checkChoice("format", name, report.Names()...) })
	if err != nil || !hasStatistics {
		return targets, err
	}
	i := slices.IndexFunc(targets, func(t reports.Target) bool { return t.Name == "text" && t.File == "" })
	if i < 0 {
		return nil, fmt.Errorf("--statistics cannot be combined with --format %s: leave out one of them", o.formats[0])
	}
	targets[i].Print = report.Statistics
	return targets, nil
}

// changes returns what changed since the commit of --diff-base, nil without that.
func (o *reportFlags) changes(args []string) (*changes.Changes, error) {
	if !o.compares() {
		return nil, nil
	}
	if slices.Contains(args, "-") {
		return nil, errors.New("--diff-base compares files, and standard input is none: name the file")
	}
	return changes.Since(o.diffBase)
}

// writeReports writes all reports. Programs get a report in any case, people only if something was checked.
func (o *lintOptions) writeReports(c *console, r *lintRun, result lint.Result, isChecked bool) error {
	targets := slices.DeleteFunc(slices.Clone(r.targets), func(t reports.Target) bool { return t.Name == "text" && t.File == "" && !isChecked })
	paths := reports.Paths{Prefix: o.pathPrefix, Workspace: reports.WorkspaceOf(c.getenv)}
	w := reports.Writer{Stdout: c.out}
	w.Options = func(t reports.Target) report.Options {
		options := r.options
		options.Path, options.InActions = paths.For(t.Audience), c.getenv("GITHUB_ACTIONS") == "true"
		if t.File != "" { // it is for no terminal
			options.Color, options.Links, options.Width = options.Color && o.color == "always", false, 0
			if !o.set.Changed("limit") {
				options.Limit = 0
			}
		}
		return options
	}
	w.Put = func(name string, text []byte) error {
		defer c.guard.Begin()()
		return rewrite.Put(name, text)
	}
	return w.Write(result, targets)
}

// hasQuota reports whether a report shows the quota in use, which is that of the current cluster.
func (o *lintOptions) hasQuota(targets []reports.Target) bool {
	return o.to != "legacy" && slices.ContainsFunc(targets, func(t reports.Target) bool { return t.Name == "markdown" })
}

// quotaPicture returns what the command quota prints, "" if nothing counts.
func (o *lintOptions) quotaPicture(c *console, list inputList) string {
	fixes := fixFlags{resources: "auto"}
	if s := o.found.Setting("resources"); s != nil { // lint has no such flag
		fixes.resources = s.Texts[0].Text
	}
	settings, err := o.settings()
	if err == nil {
		err = fixes.applyTo(settings)
	}
	if err != nil { // lint has said so
		return ""
	}
	silent := *c
	silent.err = io.Discard
	if c.reread != nil {
		silent.in = c.reread()
	}
	sums, _ := sumQuota(&silent, settings, list)
	if len(sums) == 0 {
		return ""
	}
	var text bytes.Buffer
	quotareport.Text(&text, sums, quotareport.Options{})
	return text.String()
}

// rereading returns a console whose input can be read again.
func (c *console) rereading(files []input.File) (*console, error) {
	i := slices.IndexFunc(files, func(f input.File) bool { return f.Stdin })
	if i < 0 {
		return c, nil
	}
	text, err := source.ReadAll(c.in, int64(files[i].Max))
	if err != nil {
		return nil, err
	}
	again := *c
	again.reread = func() io.Reader { return bytes.NewReader(text) }
	again.in = again.reread()
	return &again, nil
}
