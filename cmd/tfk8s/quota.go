package main

import (
	"fmt"
	"slices"

	"github.com/spf13/pflag"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/quotareport"
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/quota"
	"github.com/toolforge/tfk8s/rules/workload"
)

var quotaCommand = command{
	name: "quota", args: "[flags] file|folder|- ...",
	summary: "show what manifests take together of the quota of their namespace",
	details: `It reads like kubectl describe quota of a namespace that holds just these manifests: for each resource what they ask for,
whether or not there is room, and who takes most of it; below, the share of each object. Containers count with the limits
and requests that the LimitRange gives them. The pods of a CronJob are not in the sum, but must fit beside the rest.
What the cluster refuses is listed as refused and takes nothing, except for a foreign image or a field that the API server
does not know and kubectl stops at: either is soon fixed, and then the object is there. Of folders that have the same
object, such as old/ and new/, only one is applied: of each resource, the one counts that takes most. Files without a
Kubernetes object are left out, and so are templates, which standard error names: what they make is not known before they
are rendered.

The exit code is 0 where all fits, 1 where something is over, 2 where a file could not be read, the command line is wrong or
there is no Kubernetes object, as in a folder without YAML.
`,
	flags: func(fs *pflag.FlagSet) func(*console, []string) (int, error) {
		var o quotaOptions
		o.declareCluster(fs)
		fs.StringVarP(&o.format, "format", "f", "text", "`form` of the report: text, json")
		fs.BoolVar(&o.containers, "containers", false, "list the limits and requests of each container too")
		return o.run
	},
}

type quotaOptions struct {
	common
	format     string
	containers bool
}

func (o *quotaOptions) run(c *console, args []string) (int, error) {
	if o.format != "text" && o.format != "json" {
		return 0, fmt.Errorf("--format is one of text, json, not %q", o.format)
	}
	if err := o.configure(c, "."); err != nil {
		return 0, err
	}
	color, err := o.colors(c)
	if err != nil {
		return 0, err
	}
	settings, err := o.settings()
	if err != nil {
		return 0, err
	}
	list, err := o.inputs(c, args, nil)
	if err != nil {
		return 0, err
	}
	sums, failed := sumQuota(c, settings, list)
	if o.format == "json" {
		err = quotareport.JSON(c.out, sums)
	} else if len(sums) > 0 || len(failed) == 0 {
		quotareport.Text(c.out, sums, quotareport.Look{Containers: o.containers, Color: color})
	}
	return c.finish(failed, slices.ContainsFunc(sums, isOver)), err
}

// sumQuota reads files and adds up what they take, by namespace. Files that cannot be read are returned as errors beside
// the rest.
func sumQuota(c *console, settings *workload.Settings, list inputList) (sums []quota.NamespaceQuota, failed []error) {
	sum := quota.SumQuota(func(n quota.NamespaceQuota) { sums = append(sums, n) })
	config := rules.Config(settings, append(slices.Clone(rules.All), sum)) // all, since what they refuse takes nothing
	all := lintInputs(c, config, list.files)
	failed = append(list.failed, all.failed...)
	result := lint.Merge(config, all.results)
	for _, d := range result.Diagnostics {
		if d.Stage != lint.Parse || d.Severity != lint.Error {
			continue
		}
		at := d.File.Position(d.Span.Start)
		failed = append(failed, fmt.Errorf("%s:%d:%d: %s", d.File.Name, at.Line, at.Column, d.Message))
	}
	switch {
	case list.none != nil:
		failed = append(failed, fmt.Errorf("nothing to count: %w", list.none))
	case result.Objects == 0 && len(failed) == 0:
		failed = append(failed, nothingIn(all.results, result.LeftOut))
	case result.Objects > 0:
		tellUncounted(c, all.results)
		tellLeftOut(c, all.results)
	}
	return sums, failed
}

func isOver(n quota.NamespaceQuota) bool {
	return slices.ContainsFunc(n.Rows, func(r quota.QuotaRow) bool { return r.Over() }) ||
		slices.ContainsFunc(n.Objects, func(o quota.QuotaObject) bool { return o.Over })
}
