package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/input"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/leftout"
	"github.com/toolforge/tfk8s/convert"
	"github.com/toolforge/tfk8s/convert/plan"
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/parallel"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/workload"
)

var planCommand = command{
	name: "plan", args: "[--back] [flags] file|folder|- ...",
	summary: "list the steps that move manifests to the 2020 cluster, or back",
	details: `The steps are those of the wiki page on the migration, with the commands for the
objects in the manifests and for the webservice of a service.manifest. The files
are updated first, while the old cluster keeps running. tfk8s executes nothing.

The first line says whether the steps can be followed. If not, the problems that
must be fixed by hand are listed first: errors that convert cannot fix, templates
to render, and objects that several folders define, such as old/ and new/. There
is one plan for each tool. Files without Kubernetes objects are left out.

With --redirect, it writes the manifest that redirects both addresses of a tool to
another URL. The tool is that of the files, or of --tool:

  tfk8s plan --redirect https://mytool.toolforge.org/ --tool oldtool > redirect.yaml

Exit codes:
  0  ready: the steps can be followed
  1  not ready: something must be fixed by hand first
  2  a file could not be read, there is no Kubernetes object, or the command line
     is wrong
`,
	flags: func(fs *pflag.FlagSet) func(*console, []string) (int, error) {
		var o planOptions
		o.declareInputs(fs)
		o.declarePolicy(fs)
		fs.StringVarP(&o.format, "format", "f", "markdown", "`format` of the plan: markdown, or sh for a script")
		fs.StringVar(&o.redirect, "redirect", "", "instead of a plan, write the manifest that redirects the tool to a `URL`")
		fs.BoolVar(&o.back, "back", false, "plan the move back to the legacy cluster")
		fs.BoolVar(&o.asOnTheWiki, "as-on-the-wiki", false, "keep the order of the wiki page, which updates files later")
		o.declareSingleton(fs)
		o.declareFixes(fs)
		return o.run
	},
}

type planOptions struct {
	commonFlags
	fixFlags
	format            string
	back, asOnTheWiki bool

	redirect string
}

// A planned is the outcome of one input.
type planned struct {
	file plan.File
	grid bool // it has the settings of a webservice that does not run on Kubernetes
	err  error
}

// prepare returns the settings and the rules that the flags choose.
func (o *planOptions) prepare(c *console) (*workload.Settings, *lint.Config, error) {
	if err := checkChoice("format", o.format, "markdown", "sh"); err != nil {
		return nil, nil, err
	}
	if o.back {
		o.to = "legacy"
	}
	if err := o.configure(c, "."); err != nil {
		return nil, nil, err
	}
	return o.converting(&o.fixFlags)
}

func (o *planOptions) run(c *console, args []string) (int, error) {
	settings, cfg, err := o.prepare(c)
	if err != nil {
		return 0, err
	}
	if o.redirect != "" && o.back {
		return 0, errors.New("use either --redirect or --back: the legacy cluster cannot redirect a tool")
	}
	if o.redirect != "" && settings.Tool != "" {
		return exitOK, plan.Redirect(c.out, settings.Policy, settings.Tool, o.redirect)
	}
	list, err := o.inputs(c, args, settings.Policy.ServiceManifest.FileNames())
	if o.redirect != "" && errors.Is(err, errNoInput) {
		return 0, errors.New("--redirect needs the tool to redirect: name it with --tool")
	}
	if err != nil {
		return 0, err
	}
	if list.none != nil {
		return 0, fmt.Errorf("nothing to plan: %w", list.none)
	}
	opts := &convert.Options{Config: cfg, Pin: rules.Pin}
	done := parallel.Map(len(list.files), func(i int) planned { return survey(c, settings, opts, list.files[i]) })
	request := plan.Request{Policy: settings.Policy, Back: o.back, AsOnTheWiki: o.asOnTheWiki, Flags: o.flags(), LintFlags: o.lintFlags(), ConvertFlags: o.convertFlags()}
	failed, results, grid := o.collect(&request, done)
	failed = append(list.failed, failed...)
	if o.redirect != "" {
		return c.finish(failed, false), plan.RedirectOwner(c.out, request, o.redirect)
	}
	left := lint.Merge(cfg, results)
	request.Found = left.Diagnostics
	surveyed := slices.ContainsFunc(request.Files, func(f plan.File) bool { return len(f.After) > 0 })
	if !surveyed && worst(left) < int(lint.Error) {
		if len(failed) == 0 && len(grid) > 0 {
			return exitOK, plan.Nothing(c.out, grid[0], o.format == "sh")
		}
		if len(failed) == 0 {
			failed = append(failed, leftout.Nothing(results, left.LeftOut))
		}
		return c.finish(failed, false), nil
	}
	leftout.PrintEmpty(c.err, results)
	request.Templates, request.Mixed = leftout.TemplatesIn(results), leftout.MixedIn(results)
	for _, err := range failed {
		request.Unread = append(request.Unread, errorText(err))
	}
	plans, err := plan.Make(request)
	if err != nil {
		return 0, err
	}
	if err := o.print(c, plans); err != nil {
		return 0, err
	}
	return c.finish(failed, slices.ContainsFunc(plans, func(p plan.Plan) bool { return len(p.Problems) > 0 })), nil
}

// collect puts the inputs into a request. It returns why others failed, what lint found, and the files that do not move.
func (o *planOptions) collect(request *plan.Request, done []planned) (failed []error, results []lint.FileResult, grid []string) {
	for _, d := range done {
		if d.err != nil {
			failed = append(failed, d.err)
			continue
		}
		addKustomizations(&d.file, o.around)
		request.Files = append(request.Files, d.file)
		if d.grid {
			grid = append(grid, d.file.Path)
		}
		results = append(results, d.file.Result.Lint)
	}
	return failed, results, grid
}

func (o *planOptions) print(c *console, plans []plan.Plan) error {
	if o.format == "markdown" {
		return plan.Markdown(c.out, plans)
	}
	if len(plans) > 1 {
		return fmt.Errorf("a script runs as one tool, but the manifests belong to several, such as %q and %q: plan the manifests of each tool separately", plans[0].Tool, plans[1].Tool)
	}
	return plan.Script(c.out, plans[0])
}

// survey reads one input and converts it.
func survey(c *console, settings *workload.Settings, opts *convert.Options, in input.File) (p planned) {
	p.err = input.Contain(in.Name, func() error {
		f, err := in.Load(c.in)
		if err != nil {
			return err
		}
		p.file = plan.File{Path: in.Name, Stdin: in.Stdin && in.Name == input.StdinName, Before: plan.Survey(settings, f)}
		p.grid = plan.RunsOnGrid(settings, f)
		if p.file.Result, err = convert.File(opts, f); err == nil {
			p.file.After = plan.Survey(settings, p.file.Result.File)
		}
		return err
	})
	return p
}

// flags returns the flags that every command on the same manifests needs.
func (o *planOptions) flags() []string {
	var flags []string
	for _, f := range [][2]string{{"--tool=", o.tool}, {"--policy=", o.policy}, {"--quota=", strings.Join(o.quota, ",")}} {
		if f[1] != "" {
			flags = append(flags, f[0]+f[1])
		}
	}
	if o.none {
		flags = append(flags, "--no-config")
	} else if o.file != "" {
		flags = append(flags, "--config="+o.file)
	}
	return flags
}

// lintFlags returns the other flags of lint and convert.
func (o *planOptions) lintFlags() []string {
	if o.singleton {
		return []string{"--singleton"}
	}
	return nil
}

// convertFlags returns the flags of convert alone.
func (o *planOptions) convertFlags() []string {
	var flags []string
	if o.resources != "auto" {
		flags = append(flags, "--resources="+o.resources)
	}
	if o.preserveDefaults {
		flags = append(flags, "--preserve-defaults")
	}
	if o.upgradeRuntime {
		flags = append(flags, "--upgrade-runtime")
	}
	return flags
}
