package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/config"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/input"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/selection"
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/workload"
)

// configFlags has the flags about the configuration file, and the settings of the file.
type configFlags struct {
	file string
	none bool

	set    *pflag.FlagSet       // of the command
	found  *config.File         // nil if there is none
	placed map[string]placement // by flag, the setting that gave it its value
}

// A placement is a setting of the file that gave a flag its value.
type placement struct {
	setting *config.Setting
	at      string // where its value is: ".tfk8s.yaml:3:7"
}

func (o *configFlags) declareConfig(fs *pflag.FlagSet) {
	o.set = fs
	fs.StringVar(&o.file, "config", "", "use this configuration `file` and no other (see tfk8s config --help)")
	fs.BoolVar(&o.none, "no-config", false, "ignore "+config.Name)
}

// A configKey is a key of the file, with the flag that sets the same; paths has none.
type configKey struct {
	config.Key
	flag     string
	forward  bool   // it has no effect on the way back to the legacy cluster
	fallback string // how to call the default, if it is not the default of the flag
}

// configKeys are the keys of the file, in the order in which they are printed.
func configKeys() []configKey {
	rule := func(name string) error {
		_, err := selection.Match(rules.All, name)
		return err
	}
	return []configKey{
		{Key: config.Key{Name: "tool", Example: "greeter"}, flag: "tool", fallback: "inferred from each object"},
		{Key: config.Key{Name: "policy", Example: "policy.yaml"}, flag: "policy", fallback: "Toolforge"},
		{Key: config.Key{Name: "quota", Form: config.List, Example: "pods=10"}, flag: "quota", fallback: "that of the policy"},
		{Key: config.Key{Name: "exclude", Form: config.List, Example: "old/**", Check: config.CheckGlob}, flag: "exclude"},
		{Key: config.Key{Name: "rules", Form: config.List, Example: "legacy-image", Check: rule}, flag: "rule", fallback: "all"},
		{Key: config.Key{Name: "skip", Form: config.List, Example: "legacy-image", Check: rule}, flag: "skip"},
		{Key: config.Key{Name: "paths", Form: config.Globs, Example: "legacy-image", Check: rule}},
		{Key: config.Key{Name: "fail-on", Example: "error", Words: choicesOf("fail-on")}, flag: "fail-on"},
		{Key: config.Key{Name: "singleton", Form: config.Switch}, flag: "singleton", forward: true},
		{Key: config.Key{Name: "resources", Example: "auto", Words: choicesOf("resources")}, flag: "resources"},
		{Key: config.Key{Name: "preserve-defaults", Form: config.Switch}, flag: "preserve-defaults", forward: true},
		{Key: config.Key{Name: "upgrade-runtime", Form: config.Switch}, flag: "upgrade-runtime", forward: true},
	}
}

// configure reads the file for the working folder, and sets the flags that the command line does not set.
func (o *commonFlags) configure(c *console, folder string) (err error) {
	if o.found, err = o.readConfig(c, folder); err != nil || o.found == nil {
		return err
	}
	o.placed = map[string]placement{}
	for _, s := range configKeys() {
		from := o.found.Setting(s.Name)
		if from == nil || s.flag == "" || o.overrides(&s) {
			continue
		}
		o.placed[s.flag] = placement{from, placeOf(o.found, valuePlace(from))}
		switch s.flag {
		case "exclude":
			o.exclude, o.excludeIn = from.Strings(), o.found.Folder
		case "skip": // plan and quota have no such flag
			o.skip = from.Strings()
		case "quota":
			o.quota = from.Strings()
		case "policy":
			if policy := from.Texts[0].Text; policy != "" {
				o.policy = o.fromConfig(policy)
			}
		case "rule":
			o.only, err = o.applying(from.Strings())
		default:
			err = o.set.Lookup(s.flag).Value.Set(from.Texts[0].Text) // FlagSet.Set would mark it as a flag of the command line
		}
		if err != nil {
			return o.blame(s.flag, err)
		}
	}
	return nil
}

// overrides reports whether a setting of the file has no effect, because of the command line or because the command has no such
// flag.
func (o *commonFlags) overrides(s *configKey) bool {
	switch s.flag {
	case "rule", "skip":
		return o.set.Changed(s.flag) || o.set.Changed("rule")
	}
	return o.set.Lookup(s.flag) == nil || o.set.Changed(s.flag) || s.forward && o.to == "legacy"
}

// applying returns the rules named in the file that apply to the chosen cluster. The file may name rules for both clusters.
func (o *commonFlags) applying(named []string) (some []string, err error) {
	to := &workload.Settings{ToLegacy: o.to == "legacy"}
	for _, p := range named {
		matched, err := selection.Match(rules.All, p)
		if err != nil {
			return nil, err
		}
		if slices.ContainsFunc(matched, func(r *lint.Rule) bool { return rules.Applies(to, r) }) {
			some = append(some, p)
		}
	}
	if len(some) == 0 && len(named) > 0 {
		return nil, fmt.Errorf("no rule in this list applies to the %s cluster: add one that does, or use --no-config", cmp.Or(o.to, "current"))
	}
	return some, nil
}

// origin returns what set a flag, for messages.
func (o *commonFlags) origin(flag string) string {
	if p, ok := o.placed[flag]; ok {
		return p.at + ": " + p.setting.Key
	}
	return "--" + flag
}

// blame adds the place in the file to an error about the value of a flag, if the value comes from the file.
func (o *commonFlags) blame(flag string, err error) error {
	if p, ok := o.placed[flag]; ok {
		return fmt.Errorf("%s: %s", p.at, errorText(err))
	}
	return err
}

func valuePlace(s *config.Setting) manifest.Position {
	if len(s.Texts) > 0 {
		return s.Texts[0].Place
	}
	return s.Place
}

func placeOf(f *config.File, p manifest.Position) string {
	return fmt.Sprintf("%s:%d:%d", f.Name, p.Line, p.Column)
}

// readConfig reads the file that the flags name, or else the one that it finds. It returns nil if there is none.
func (o *commonFlags) readConfig(c *console, folder string) (*config.File, error) {
	named := o.set.Changed("config")
	path := o.file
	switch {
	case named && o.none:
		return nil, errors.New("--config and --no-config cannot be combined: use one of them")
	case o.none:
		return nil, nil
	case named && path == "":
		return nil, errors.New("--config needs the name of a file: to use none, write --no-config")
	case !named:
		var err error
		if path, err = config.Find(folder, c.getenv("HOME")); err != nil || path == "" {
			return nil, relative(err)
		}
	}
	return configFormat().Read(path, fromHere(path))
}

func configFormat() *config.Format {
	format := config.Format{Syntax: syntaxMessage}
	for _, k := range configKeys() {
		format.Keys = append(format.Keys, k.Key)
	}
	return &format
}

// relative makes the path in an error relative to the working folder.
func relative(err error) error {
	if at, ok := errors.AsType[*os.PathError](err); ok {
		return fmt.Errorf("%s: %w", fromHere(at.Path), at.Err)
	}
	return err
}

// fromHere returns the path of a file as a user would type it: relative if the working folder is above or below the file.
func fromHere(path string) string {
	here, err := os.Getwd()
	if err == nil {
		here, err = filepath.EvalSymlinks(here)
	}
	if err != nil || !filepath.IsAbs(path) {
		return path
	}
	slash := string(filepath.Separator)
	above := strings.HasPrefix(here+slash, strings.TrimSuffix(filepath.Dir(path), slash)+slash)
	rel, err := filepath.Rel(here, path)
	if err != nil || strings.HasPrefix(rel, ".."+slash) && !above {
		return path
	}
	return rel
}

// fromConfig returns the path of a file that the configuration names relative to its own folder.
func (o *commonFlags) fromConfig(name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return fromHere(filepath.Join(o.found.Folder, name))
}

// syntaxMessage says why a document cannot be read, in the words of lint.
func syntaxMessage(d *manifest.Document) (manifest.Span, string) {
	readable := rules.Config(workload.NewSettings(), []*lint.Rule{selection.Find(rules.All, "syntax-error"), selection.Find(rules.All, "yaml-tab")})
	readable.Classifier = nil                        // lint the document although it is not a manifest
	again := manifest.Parse(d.File.Name, d.File.Src) // lint forgets what it has parsed
	for _, found := range lint.Run(readable, []*manifest.File{again}).Diagnostics {
		if found.Severity == lint.Error && found.Object.Document == d.Index {
			return found.Span, found.Message
		}
	}
	return d.Err().Span, d.Err().Message
}

// lintConfig returns the configuration of a run with the rules that the flags and the file choose.
func (o *commonFlags) lintConfig(s *workload.Settings) (*lint.Config, error) {
	selected, err := o.selectRules(s)
	if err != nil {
		return nil, err
	}
	s.Skips = o.skips(s)
	return rules.Config(s, selected), nil
}

// skips returns a function that lists the rules to skip in a file, because of the settings or of a kustomization.
func (o *commonFlags) skips(s *workload.Settings) func(*manifest.File) []*lint.Rule {
	return func(f *manifest.File) []*lint.Rule {
		return slices.Concat(o.skippedIn(f.Name), selection.GivenBy(rules.All, o.around.GivenTo(f.Name), &s.Policy.PodPreset))
	}
}

func (o *commonFlags) skippedIn(name string) (skipped []*lint.Rule) {
	if o.found == nil || o.found.Setting("paths") == nil {
		return nil
	}
	path, ok := o.found.Inside(name)
	if !ok || name == input.StdinName {
		return nil
	}
	for _, pattern := range o.found.Setting("paths").Matching(path) {
		some, _ := selection.Match(rules.All, pattern) // checked when the file was read
		skipped = append(skipped, some...)
	}
	return skipped
}
