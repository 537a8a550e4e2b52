package main

import (
	"errors"
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
	summary: "show whether manifests fit into the quota of their namespace",
	details: `The first line says whether all objects fit together, and what is over. The tables
below list the resources that the objects use, as "kubectl describe quota" does,
and the share of each object. They count what the objects ask for, even if there
is no room for it.

  - Containers count with the limits and requests that the LimitRange sets for
    them.
  - The pods of a CronJob run only at times. They are not in the sum, but must fit
    in addition to it.
  - An object that the cluster rejects uses nothing and is marked as rejected.
    Foreign images and unknown fields are the exception: they are easily fixed,
    so the object counts.
  - If several folders define the same object, such as old/ and new/, only one of
    them is applied. For each resource, the folder that uses most counts.
  - Templates do not count, because their objects are unknown until they are
    rendered. Standard error names them.

Exit codes:
  0  everything fits
  1  something is over the quota
  2  a file could not be read, there is no Kubernetes object, or the command line
     is wrong
`,
	flags: func(fs *pflag.FlagSet) func(*console, []string) (int, error) {
		var o quotaOptions
		o.declareCluster(fs)
		fs.StringVarP(&o.format, "format", "f", "text", "`format` of the report: text or json")
		fs.BoolVar(&o.all, "all", false, "list the resources that no object uses too")
		fs.BoolVar(&o.containers, "containers", false, "list the limits and requests of each container too")
		return o.run
	},
}

type quotaOptions struct {
	commonFlags
	format     string
	all        bool
	containers bool
}

func (o *quotaOptions) run(c *console, args []string) (int, error) {
	if err := checkChoice("format", o.format, "text", "json"); err != nil {
		return 0, err
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
		quotareport.Text(c.out, sums, quotareport.Options{All: o.all, Containers: o.containers, Color: color})
	}
	return c.finish(failed, slices.ContainsFunc(sums, isOver)), err
}

// sumQuota reads files and adds up what their objects use, by namespace. It returns an error for each file that cannot be
// read, and the sums of the others.
func sumQuota(c *console, settings *workload.Settings, list inputList) (sums []quota.NamespaceQuota, failed []error) {
	sum := quota.SumQuota(func(n quota.NamespaceQuota) { sums = append(sums, n) })
	config := rules.Config(settings, append(slices.Clone(rules.All), sum)) // all of them, because rejected objects use nothing
	all := lintInputs(c, config, list.files)
	failed = append(list.failed, all.failed...)
	result := lint.Merge(config, all.results)
	for _, d := range result.Diagnostics {
		if d.Stage != lint.Parse || d.Severity != lint.Error {
			continue
		}
		at := d.File.Position(d.Span.Start)
		text := fmt.Sprintf("%s:%d:%d: %s", d.File.Name, at.Line, at.Column, d.Message)
		if d.Help != "" {
			text += ": " + d.Help
		}
		failed = append(failed, errors.New(text))
	}
	switch {
	case list.none != nil:
		failed = append(failed, fmt.Errorf("nothing to count: %w", list.none))
	case result.Objects == 0 && len(failed) == 0:
		failed = append(failed, nothingIn(all.results, result.LeftOut))
	case result.Objects > 0:
		printUncounted(c, all.results)
		printLeftOut(c, all.results)
	}
	return sums, failed
}

func isOver(n quota.NamespaceQuota) bool {
	return slices.ContainsFunc(n.Rows, func(r quota.QuotaRow) bool { return r.Over() }) ||
		slices.ContainsFunc(n.Objects, func(o quota.QuotaObject) bool { return o.Over })
}
