package main

import (
	"fmt"
	"slices"

	"github.com/spf13/pflag"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/leftout"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/quotareport"
	"github.com/toolforge/tfk8s/convert"
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/quota"
	"github.com/toolforge/tfk8s/rules/workload"
)

var quotaCommand = command{
	name: "quota", args: "[flags] file|folder|- ...",
	summary: "show whether manifests fit into the quota of their namespace",
	details: `The first line says whether all objects fit together, and what is over. The tables
below list the resources that the objects use, as "kubectl describe quota" does,
and the share of each object.

  - Objects count as "tfk8s convert" makes them with the same flags, and a
    service.manifest as what webservice creates.
  - Containers count with the limits and requests that the LimitRange sets.
  - The pods of Jobs and CronJobs are not in the sum, but must fit in addition to
    it. In the worst case, all of them run at the same time.
  - If several folders define the same object, such as old/ and new/, only one of
    them is applied. For each resource, the folder that uses most counts.
  - Templates do not count until they are rendered. Standard error names them.

Exit codes:
  0  everything fits
  1  something is over the quota
  2  a file cannot be read, nothing is to be counted, or the command line is wrong
`,
	flags: func(fs *pflag.FlagSet) func(*console, []string) (int, error) {
		var o quotaOptions
		o.declareCluster(fs)
		o.declareSingleton(fs)
		o.declareFixes(fs)
		fs.StringVarP(&o.format, "format", "f", "text", "`format` of the report: text or json")
		fs.BoolVar(&o.all, "all", false, "list the resources that no object uses too")
		fs.BoolVar(&o.containers, "containers", false, "list the limits and requests of each container too")
		return o.run
	},
}

type quotaOptions struct {
	commonFlags
	fixFlags
	format          string
	all, containers bool
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
	if err := o.applyTo(settings); err != nil {
		return 0, err
	}
	list, err := o.inputs(c, args, settings.Policy.ServiceManifest.FileNames())
	if err != nil {
		return 0, err
	}
	sums, failed := sumQuota(c, settings, list)
	if o.format == "json" {
		err = quotareport.JSON(c.out, sums)
	} else if len(sums) > 0 || len(failed) == 0 {
		quotareport.Text(c.out, sums, quotareport.Options{All: o.all, Containers: o.containers, Color: color})
	}
	return c.finish(failed, slices.ContainsFunc(sums, func(n quota.NamespaceQuota) bool { return n.Over() })), err
}

// sumQuota reads files, converts them, and adds up what their objects use. It returns an error for each file that it cannot read.
func sumQuota(c *console, settings *workload.Settings, list inputList) (sums []quota.NamespaceQuota, failed []error) {
	sum := quota.SumQuota(func(u *quota.Usage) { sums = append(sums, u.Sum()) })
	config := rules.Config(settings, append(slices.Clone(rules.All), sum)) // all of them, to know what the cluster rejects
	done := new(convertOptions).convertFiles(c, &convert.Options{Config: config, Pin: rules.Pin}, list.files)
	failed = list.failed
	var results []lint.FileResult
	original := map[*manifest.File]*manifest.File{}
	for _, d := range done {
		if d.err != nil {
			failed = append(failed, d.err)
		} else {
			results, original[d.result.File] = append(results, d.result.Lint), d.before
		}
	}
	result := lint.Merge(config, results)
	quotareport.MarkConverted(sums, original)
	failed = append(failed, result.Unreadable()...)
	switch {
	case list.none != nil:
		failed = append(failed, fmt.Errorf("nothing to count: %w", list.none))
	case result.Objects == 0 && len(sums) == 0 && len(failed) == 0:
		failed = append(failed, leftout.Nothing(results, result.LeftOut))
	case result.Objects > 0:
		leftout.PrintForbidden(c.err, result.Objects, sums)
		leftout.PrintUncounted(c.err, results)
		leftout.PrintEmpty(c.err, results)
	}
	return sums, failed
}
