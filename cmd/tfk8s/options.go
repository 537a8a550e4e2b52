package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/pflag"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/files"
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/report"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

// common are the flags of all commands that look at manifests, and those that choose rules for lint and convert.
type common struct {
	inputFlags
	tool, policy, color string
	to                  string
	only, skip          []string
	singleton           bool
	verbose             bool
	configured
	around *files.Surroundings // shared by all that ask what lies around a file
}

func (o *common) declare(fs *pflag.FlagSet) {
	o.declareCluster(fs)
	o.declareSingleton(fs)
	fs.StringVar(&o.to, "to", "current", "the `cluster` to judge for: current, or legacy, the way back to that of 2016")
	fs.BoolVarP(&o.verbose, "verbose", "v", false, "list the files that hold no Kubernetes object, and what they hold")
	o.declareRules(fs)
}

func (o *common) declareRules(fs *pflag.FlagSet) {
	fs.Var(&patterns{list: &o.only}, "rule", "run only these `rules`: names, ids, beginnings of ids (TFK2) or globs (ingress-*, {pod,env}-*); repeatable, or comma-separated")
	fs.Var(&patterns{list: &o.skip}, "skip", "leave out these `rules`, named in the same ways")
}

func (o *common) declareSingleton(fs *pflag.FlagSet) {
	fs.BoolVar(&o.singleton, "singleton", false, "no Deployment of one pod may have two at a time: it needs strategy Recreate")
}

// declareCluster declares the flags that do not choose rules.
func (o *common) declareCluster(fs *pflag.FlagSet) {
	o.declareInputs(fs)
	o.declarePolicy(fs)
	fs.StringVar(&o.color, "color", "auto", "colour the output: auto, always or never")
}

// declarePolicy declares the flags that say whose manifests these are, and for which cluster.
func (o *common) declarePolicy(fs *pflag.FlagSet) {
	fs.StringVar(&o.tool, "tool", "", "`name` of the tool whose manifests these are (default: found out from each object)")
	fs.StringVar(&o.policy, "policy", "", "`file` with the policy of another cluster, in the form of schemas/toolforge.yaml")
	o.declareConfig(fs)
}

// settings makes the settings of the rules.
func (o *common) settings() (*workload.Settings, error) {
	s := workload.NewSettings()
	o.around = files.NewSurroundings()
	s.Origin = o.around
	s.Tool, s.Singleton = o.tool, o.singleton
	switch o.to {
	case "", "current": // "" where the command has no such flag
	case "legacy":
		if s.ToLegacy = true; o.singleton {
			return nil, errors.New("--singleton is for the way to the current cluster: leave it out on the way back")
		}
	default:
		return nil, fmt.Errorf("--to is current or legacy, not %q", o.to)
	}
	if o.policy != "" {
		src, err := os.ReadFile(o.policy)
		if err != nil {
			return nil, o.blame("policy", err)
		}
		if s.Policy, err = schemas.LoadPolicy(o.policy, src); err != nil {
			return nil, err
		}
	}
	return s, checkTool(s, o.origin("tool"))
}

// checkTool refuses what no tool is called. Names that only the current cluster cannot have are for the rules to judge.
func checkTool(s *workload.Settings, origin string) error {
	prefix, _, _ := strings.Cut(s.Policy.Tools.User, "{tool}")
	if name, ok := strings.CutPrefix(s.Tool, prefix); ok && prefix != "" {
		return fmt.Errorf("%s is the name without %q: %q", origin, prefix, name)
	}
	if strings.HasPrefix(s.Tool, "-") || strings.ContainsAny(s.Tool, "/ \t\r\n") {
		return fmt.Errorf("%s is the name of a tool, which %q cannot be", origin, s.Tool)
	}
	return nil
}

// colors decides whether to colour what goes to the terminal.
func (o *common) colors(c *console) (bool, error) {
	switch o.color {
	case "always":
		return true, nil
	case "never":
		return false, nil
	case "auto":
		return c.terminal() && c.getenv("NO_COLOR") == "" && c.getenv("TERM") != "dumb", nil
	}
	return false, fmt.Errorf("--color is auto, always or never, not %q", o.color)
}

// look says how a report is to look.
func (o *common) look(c *console) (l report.Options, err error) {
	if o.to == "legacy" {
		l.Convert = "tfk8s convert --to legacy"
	}
	l.Verbose, l.Version, l.PageURL = o.verbose, version(), rules.PageURL
	if l.Color, err = o.colors(c); err != nil {
		return l, err
	}
	if c.terminal() {
		l.Width, l.Links = c.columns(), l.Color && showsLinks(c.getenv)
	}
	return l, nil
}

// choices are the flags that say how to convert, for convert and plan.
type choices struct {
	resources                        string
	preserveDefaults, upgradeRuntime bool
}

func (o *choices) declareChoices(fs *pflag.FlagSet) {
	fs.StringVar(&o.resources, "resources", "auto", "resources of containers that set none: write the cluster's defaults out `when` auto (objects of the legacy cluster), write (always) or keep (never)")
	fs.BoolVar(&o.preserveDefaults, "preserve-defaults", false, "write out the defaults that change with the API version")
	fs.BoolVar(&o.upgradeRuntime, "upgrade-runtime", false, "replace deprecated runtimes by their successors")
}

// choose puts the choices into the settings.
func (o *choices) choose(s *workload.Settings) (err error) {
	if s.ToLegacy && (o.preserveDefaults || o.upgradeRuntime) {
		return errors.New("--preserve-defaults and --upgrade-runtime are for the way to the current cluster: leave them out on the way back")
	}
	s.PreserveDefaults, s.UpgradeRuntime = o.preserveDefaults, o.upgradeRuntime
	s.Resources, err = rules.ParseResources(o.resources)
	return err
}

// converting makes the settings and the rules for convert and plan.
func (o *common) converting(how *choices) (*workload.Settings, *lint.Config, error) {
	settings, err := o.settings()
	if err != nil {
		return nil, nil, err
	}
	if err := how.choose(settings); err != nil {
		return nil, nil, err
	}
	cfg, err := o.lintConfig(settings)
	return settings, cfg, err
}

// failing is the flag that says what the exit code is about.
type failing struct{ failOn string }

func (o *failing) declareFailOn(fs *pflag.FlagSet) {
	fs.StringVar(&o.failOn, "fail-on", "error", "the lowest `severity` for which the exit code is 1: note, warning or error")
}

// severity reads the value of --fail-on.
func severity(word string) (lint.Severity, error) {
	for _, s := range []lint.Severity{lint.Note, lint.Warning, lint.Error} {
		if word == s.String() {
			return s, nil
		}
	}
	return 0, fmt.Errorf("--fail-on is note, warning or error, not %q", word)
}
