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

// configured are the flags about the configuration file, and what came of it.
type configured struct {
	file string
	none bool

	set    *pflag.FlagSet       // of the command
	found  *config.File         // nil where there is none
	placed map[string]placement // by flag: what the file sets it to
}

// A placement says which setting of the file gave a flag its value, and where it begins.
type placement struct {
	setting *config.Setting
	at      string // ".tfk8s.yaml:3:7"
}

func (o *configured) declareConfig(fs *pflag.FlagSet) {
	o.set = fs
	fs.StringVar(&o.file, "config", "", "`file` to use instead of the "+config.Name+" that is found, see tfk8s config --help")
	fs.BoolVar(&o.none, "no-config", false, "use no "+config.Name)
}

// A configKey is a key of the file with the flag that says the same; none for paths.
type configKey struct {
	config.Key
	flag     string
	forward  bool   // it is only for the way to the current cluster
	fallback string // what holds where neither the file nor a flag says anything; "": the default of the flag
}

// configKeys are the keys of the file, in the order in which they are printed.
func configKeys() []configKey {
	rule := func(name string) error {
		_, err := selection.Match(rules.All, name)
		return err
	}
	return []configKey{
		{Key: config.Key{Name: "tool", Example: "greeter"}, flag: "tool", fallback: "found out from each object"},
		{Key: config.Key{Name: "policy", Example: "policy.yaml"}, flag: "policy", fallback: "Toolforge"},
		{Key: config.Key{Name: "exclude", Form: config.List, Example: "old/**", Check: config.CheckGlob}, flag: "exclude"},
		{Key: config.Key{Name: "rules", Form: config.List, Example: "legacy-image", Check: rule}, flag: "rule", fallback: "all"},
		{Key: config.Key{Name: "skip", Form: config.List, Example: "legacy-image", Check: rule}, flag: "skip"},
		{Key: config.Key{Name: "paths", Form: config.Globs, Example: "legacy-image", Check: rule}},
		{Key: config.Key{Name: "fail-on", Example: "error", Words: []string{"note", "warning", "error"}}, flag: "fail-on"},
		{Key: config.Key{Name: "singleton", Form: config.Switch}, flag: "singleton", forward: true},
		{Key: config.Key{Name: "resources", Example: "auto", Words: []string{"auto", "write", "keep"}}, flag: "resources"},
		{Key: config.Key{Name: "preserve-defaults", Form: config.Switch}, flag: "preserve-defaults", forward: true},
		{Key: config.Key{Name: "upgrade-runtime", Form: config.Switch}, flag: "upgrade-runtime", forward: true},
	}
}

// configure reads the file that holds in the working folder, and gives the flags that were not set what it says.
func (o *common) configure(c *console, folder string) (err error) {
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
		case "policy":
			if policy := from.Texts[0].Text; policy != "" {
				o.policy = o.beside(policy)
			}
		case "rule":
			o.only, err = o.judging(from.Strings())
		default:
			err = o.set.Lookup(s.flag).Value.Set(from.Texts[0].Text) // with FlagSet.Set it would count as a flag of the command line
		}
		if err != nil {
			return o.blame(s.flag, err)
		}
	}
	return nil
}

// overrides reports whether a setting of the file has no effect, because of the command line or for lack of such a flag.
func (o *common) overrides(s *configKey) bool {
	switch s.flag {
	case "rule", "skip":
		return o.set.Changed(s.flag) || o.set.Changed("rule")
	}
	return o.set.Lookup(s.flag) == nil || o.set.Changed(s.flag) || s.forward && o.to == "legacy"
}

// judging are the rules named in the file that judge for the cluster that is chosen: the file is for both.
func (o *common) judging(named []string) (some []string, err error) {
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
		return nil, fmt.Errorf("no rule in this list judges for the %s cluster: add one that does, or use --no-config", cmp.Or(o.to, "current"))
	}
	return some, nil
}

// origin is how a message calls what set a flag.
func (o *common) origin(flag string) string {
	if p, ok := o.placed[flag]; ok {
		return p.at + ": " + p.setting.Key
	}
	return "--" + flag
}

// blame adds to an error about the value of a flag the place in the file that the value comes from, if it does.
func (o *common) blame(flag string, err error) error {
	if p, ok := o.placed[flag]; ok {
		return fmt.Errorf("%s: %w", p.at, err)
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

// readConfig reads the file that the flags name, or else the one that is found; nil where there is none.
func (o *common) readConfig(c *console, folder string) (*config.File, error) {
	named := o.set.Changed("config")
	path := o.file
	switch {
	case named && o.none:
		return nil, errors.New("--config and --no-config exclude each other")
	case o.none:
		return nil, nil
	case named && path == "":
		return nil, errors.New("--config needs the name of a file; --no-config uses none")
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

// relative makes the path in an error one from the working folder.
func relative(err error) error {
	if at, ok := errors.AsType[*os.PathError](err); ok {
		return fmt.Errorf("%s: %w", fromHere(at.Path), at.Err)
	}
	return err
}

// fromHere is the path of a file as one would type it in the working folder: relative if that is above or below the folder
// of the file.
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

// beside is the path of a file that the configuration names: from its own folder.
func (o *common) beside(name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return fromHere(filepath.Join(o.found.Folder, name))
}

// syntaxMessage says why a document cannot be read as lint does.
func syntaxMessage(d *manifest.Document) (manifest.Span, string) {
	readable := rules.Config(workload.NewSettings(), []*lint.Rule{selection.Find(rules.All, "syntax-error"), selection.Find(rules.All, "yaml-tab")})
	readable.Classifier = nil // the document is not a manifest, and looked at nevertheless
	for _, found := range lint.Run(readable, []*manifest.File{d.File}).Diagnostics {
		if found.Severity == lint.Error && found.Object.Document == d.Index {
			return found.Span, found.Message
		}
	}
	return d.Err().Span, d.Err().Message
}

// lintConfig makes the configuration of a run of the rules that the flags and the file choose.
func (o *common) lintConfig(s *workload.Settings) (*lint.Config, error) {
	selected, err := o.selectRules(s)
	if err != nil {
		return nil, err
	}
	s.Skips = o.skips(s)
	return rules.Config(s, selected), nil
}

// skips says which rules are left out in a file: by the settings, and because a kustomization gives what they look for.
func (o *common) skips(s *workload.Settings) func(*manifest.File) []*lint.Rule {
	return func(f *manifest.File) []*lint.Rule {
		return slices.Concat(o.skippedIn(f.Name), givenBy(o.around.GivenTo(f.Name), &s.Policy.PodPreset))
	}
}

func (o *common) skippedIn(name string) (skipped []*lint.Rule) {
	if o.found == nil || o.found.Setting("paths") == nil {
		return nil
	}
	path, ok := o.found.Inside(name)
	if !ok || name == input.StdinName {
		return nil
	}
	for _, pattern := range o.found.Setting("paths").Matching(path) {
		some, _ := selection.Match(rules.All, pattern) // it was checked when the file was read
		skipped = append(skipped, some...)
	}
	return skipped
}
