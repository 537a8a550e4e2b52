package main

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/files"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/selection"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/source"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/terminal"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/version"
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/report"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

// commonFlags has the flags of all commands that read manifests, and those of lint and convert that choose rules.
type commonFlags struct {
	inputFlags
	tool, policy, color string
	to                  string
	only, skip, quota   []string
	singleton           bool
	verbose             bool
	configFlags
	around *files.Surroundings // what is around the files, such as kustomizations
}

func (o *commonFlags) declare(fs *pflag.FlagSet) {
	o.declareCluster(fs)
	o.declareSingleton(fs)
	fs.StringVar(&o.to, "to", "current", "check for this `cluster`: current, or legacy for the way back")
	fs.BoolVarP(&o.verbose, "verbose", "v", false, "list the files without Kubernetes objects, and what they contain; in folders also named pipes, sockets and devices")
	o.declareRules(fs)
}

func (o *commonFlags) declareRules(fs *pflag.FlagSet) {
	fs.Var(selection.NewPatterns(&o.only), "rule", "run only these `rules`: names, ids, prefixes of ids (TFK2) or globs (ingress-*, {pod,env}-*), comma-separated; repeatable")
	fs.Var(selection.NewPatterns(&o.skip), "skip", "do not run these `rules`, named in the same ways")
}

func (o *commonFlags) declareSingleton(fs *pflag.FlagSet) {
	fs.BoolVar(&o.singleton, "singleton", false, "require strategy Recreate for Deployments of one pod, so that two pods never run at once")
}

// declareCluster declares the flags of all commands that read manifests.
func (o *commonFlags) declareCluster(fs *pflag.FlagSet) {
	o.declareInputs(fs)
	o.declarePolicy(fs)
	fs.StringVar(&o.color, "color", "auto", "`when` to color the output: auto, always or never")
}

// declarePolicy declares the flags that name the tool and the cluster.
func (o *commonFlags) declarePolicy(fs *pflag.FlagSet) {
	fs.StringVar(&o.tool, "tool", "", "`name` of the tool (default: inferred from each object)")
	fs.StringVar(&o.policy, "policy", "", "`file` with the policy of another cluster, written like schemas/toolforge.yaml or with extends: toolforge-2020")
	fs.StringSliceVar(&o.quota, "quota", nil, "`limits` of the tool's own quota, such as pods=10, comma-separated; repeatable")
	o.declareConfig(fs)
}

// settings returns the settings of the rules that the flags choose.
func (o *commonFlags) settings() (*workload.Settings, error) {
	s := workload.NewSettings()
	o.around = files.NewSurroundings()
	s.Origin, s.Tool, s.Singleton = o.around, o.tool, o.singleton
	err := checkChoice("to", cmp.Or(o.to, "current"), choicesOf("to")...)
	if err != nil {
		return nil, err
	}
	if s.ToLegacy = o.to == "legacy"; s.ToLegacy && o.singleton {
		return nil, errors.New("--singleton cannot be used on the way back to the legacy cluster: leave it out")
	}
	if o.policy != "" {
		src, err := source.Read(o.policy, source.DefaultMax)
		if err != nil {
			return nil, o.blame("policy", err)
		}
		if s.Policy, err = schemas.LoadPolicy(o.policy, src); err != nil {
			return nil, err
		}
	}
	if s.Policy, err = s.Policy.WithQuota(o.quota); err != nil {
		return nil, fmt.Errorf("%s: %w", o.origin("quota"), err)
	}
	return s, checkTool(s, o.origin("tool"))
}

// checkTool rejects names that no tool can have. Rules report names that only the current cluster rejects.
func checkTool(s *workload.Settings, origin string) error {
	prefix, _, _ := strings.Cut(s.Policy.Tools.User, "{tool}")
	if name, ok := strings.CutPrefix(s.Tool, prefix); ok && prefix != "" {
		return fmt.Errorf("%s must be the name without %q: use %q", origin, prefix, name)
	}
	if strings.HasPrefix(s.Tool, "-") || strings.ContainsAny(s.Tool, "/ \t\r\n") {
		return fmt.Errorf("%s must be the name of a tool, not %q", origin, s.Tool)
	}
	return nil
}

// colors reports whether to color the output.
func (o *commonFlags) colors(c *console) (bool, error) {
	switch o.color {
	case "always":
		return true, nil
	case "never":
		return false, nil
	case "auto":
		return c.terminal() && c.getenv("NO_COLOR") == "" && c.getenv("TERM") != "dumb", nil
	}
	return false, checkChoice("color", o.color, choicesOf("color")...)
}

// reportOptions returns how a report to the output of a console looks.
func (o *commonFlags) reportOptions(c *console) (l report.Options, err error) {
	if o.to == "legacy" {
		l.Convert = "tfk8s convert --to legacy"
	}
	l.Verbose, l.Version, l.PageURL = o.verbose, func() string { return version.Current().Version }, rules.PageURL
	if l.Color, err = o.colors(c); err != nil {
		return l, err
	}
	if c.terminal() {
		l.Width, l.Links = c.columns(), l.Color && terminal.ShowsLinks(c.getenv)
	}
	return l, nil
}

// fixFlags has the flags that say how to convert, for convert and plan.
type fixFlags struct {
	resources                        string
	preserveDefaults, upgradeRuntime bool
}

func (o *fixFlags) declareFixes(fs *pflag.FlagSet) {
	fs.StringVar(&o.resources, "resources", "auto", "`when` to write the cluster's defaults into containers without resources: auto (in objects of the legacy cluster), write (always) or keep (never)")
	fs.BoolVar(&o.preserveDefaults, "preserve-defaults", false, "write out defaults that change with the API version")
	fs.BoolVar(&o.upgradeRuntime, "upgrade-runtime", false, "replace deprecated runtimes by their successors")
}

// applyTo puts the flags into the settings of the rules.
func (o *fixFlags) applyTo(s *workload.Settings) (err error) {
	if s.ToLegacy && (o.preserveDefaults || o.upgradeRuntime) {
		return errors.New("--preserve-defaults and --upgrade-runtime cannot be used on the way back to the legacy cluster: leave them out")
	}
	if err := checkChoice("resources", o.resources, choicesOf("resources")...); err != nil {
		return err
	}
	s.PreserveDefaults, s.UpgradeRuntime = o.preserveDefaults, o.upgradeRuntime
	s.Resources, err = rules.ParseResources(o.resources)
	return err
}

// converting returns the settings and the rules for convert and plan.
func (o *commonFlags) converting(fixes *fixFlags) (*workload.Settings, *lint.Config, error) {
	settings, err := o.settings()
	if err != nil {
		return nil, nil, err
	}
	if err := fixes.applyTo(settings); err != nil {
		return nil, nil, err
	}
	cfg, err := o.lintConfig(settings)
	return settings, cfg, err
}

// failFlags has the flag that says which findings make the exit code 1.
type failFlags struct{ failOn string }

func (o *failFlags) declareFailOn(fs *pflag.FlagSet) {
	fs.StringVar(&o.failOn, "fail-on", "error", "the lowest `severity` that makes the exit code 1: note, warning or error")
}

// severity reads the value of --fail-on.
func severity(word string) (lint.Severity, error) {
	words := choicesOf("fail-on")
	return lint.Severity(slices.Index(words, word)), checkChoice("fail-on", word, words...)
}
