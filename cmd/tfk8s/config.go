package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/pflag"
	"go.yaml.in/yaml/v3"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/config"
	"github.com/toolforge/tfk8s/lint/report"
)

var configCommand = command{
	name: "config", args: "[flags] [folder]",
	summary: "print the settings of a folder, and where each comes from",
	details: `The file .tfk8s.yaml has the settings of a repository. tfk8s looks for it in the
working folder and in the folders above, up to the root of the repository (the folder
with .git). Outside of a repository it looks up to the home folder, or only in the
working folder if that is not below the home folder. It uses only the nearest file.
Flags override the file; --rule overrides both rules and skip. All keys are optional:

  tool: greeter                  # the tool's name
  policy: ../policy.yaml         # the policy of another cluster, relative to this file
  quota: [pods=10]               # limits of the tool's own quota
  exclude: ["old/**"]            # files to leave out, as with --exclude
  rules: [legacy-image]          # run only these rules; [] means all rules
  skip: [foreign-registry]       # do not run these rules
  paths:                         # do not run these rules on files that match the glob
    "old/**": [legacy-image]
  fail-on: error                 # of lint: note, warning or error
  singleton: false
  resources: auto                # of convert and plan: auto, write or keep
  preserve-defaults: false       # of convert and plan
  upgrade-runtime: false         # of convert and plan

Globs are written as in a .gitignore: old matches at any depth; /old and k8s/old/**
start at the folder of the file. A glob that matches a folder matches all files in
it. Files outside of that folder match no glob, and neither does standard input
without --stdin-filename.

plan skips the same rules as convert. quota needs all rules, so it uses only tool,
policy, quota and exclude. On the way back to the legacy cluster, singleton,
preserve-defaults and upgrade-runtime have no effect.

config prints such a file, with the settings that apply to the folder (by default the
working folder) with the given flags.

Exit codes:
  0  the settings are valid
  2  the file or the command line is wrong
`,
	flags: func(fs *pflag.FlagSet) func(*console, []string) (int, error) {
		var o configOptions
		o.declarePolicy(fs)
		o.declareExclude(fs)
		o.declareRules(fs)
		o.declareSingleton(fs)
		o.declareFixes(fs)
		o.declareFailOn(fs)
		return o.run
	},
}

type configOptions struct {
	commonFlags
	fixFlags
	failFlags
}

func (o *configOptions) run(c *console, args []string) (int, error) {
	if len(args) > 1 {
		return 0, fmt.Errorf("it accepts one folder, not %d", len(args))
	}
	folder := "."
	if len(args) == 1 {
		folder = args[0]
		if info, err := os.Stat(folder); err != nil {
			return 0, err
		} else if !info.IsDir() {
			return 0, fmt.Errorf("%s is not a folder: name the folder to print the settings of", folder)
		}
	}
	if err := o.check(c, folder); err != nil {
		return 0, err
	}
	out, err := o.print()
	if err != nil {
		return 0, err
	}
	_, err = io.WriteString(c.out, c.shown(string(out)))
	return exitOK, err
}

// check checks the settings as the commands do before they start.
func (o *configOptions) check(c *console, folder string) error {
	if err := o.configure(c, folder); err != nil {
		return err
	}
	s, err := o.settings()
	if err != nil {
		return err
	}
	if err := o.applyTo(s); err != nil {
		return err
	}
	if _, err := severity(o.failOn); err != nil {
		return err
	}
	_, err = o.lintConfig(s)
	return err
}

// print writes the settings as a configuration file.
func (o *configOptions) print() ([]byte, error) {
	doc := &yaml.Node{Kind: yaml.MappingNode}
	for _, k := range configKeys() {
		key, value := &yaml.Node{Kind: yaml.ScalarNode, Value: k.Name}, o.value(&k)
		doc.Content = append(doc.Content, key, value)
	}
	var text strings.Builder
	fmt.Fprintf(&text, "# %s\n", o.where())
	enc := yaml.NewEncoder(&text)
	enc.SetIndent(2)
	if err := enc.Encode(doc); err != nil {
		return nil, err
	}
	return []byte(text.String()), enc.Close()
}

// where says which file was read.
func (o *configOptions) where() string {
	switch {
	case o.found != nil:
		return "settings from " + report.Printable(o.found.Name)
	case o.none:
		return "settings without a configuration file"
	}
	return "settings; there is no " + config.Name + " for this folder"
}

// value returns the value of a key. A comment on each text says where it comes from.
func (o *configOptions) value(k *configKey) *yaml.Node {
	if k.Form == config.Globs {
		return o.globs(k)
	}
	if p, ok := o.placed[k.flag]; ok {
		return o.fromFile(k, p.setting)
	}
	var texts []string
	source := "default"
	if f := o.set.Lookup(k.flag); f != nil {
		texts = []string{f.Value.String()}
		if list, ok := f.Value.(pflag.SliceValue); ok {
			texts = list.GetSlice()
		}
		if k.flag == "policy" {
			texts[0] = o.toConfig(texts[0])
		}
		if f.Changed {
			source = "--" + k.flag
		}
	}
	if source == "default" && k.fallback != "" {
		source += ": " + k.fallback
	}
	if from := o.found.Setting(k.Name); from != nil {
		source += ", not " + o.source(from.Place.Line)
	}
	var values []*yaml.Node
	for _, text := range texts {
		values = append(values, scalar(k, text, source))
	}
	if k.Form == config.List {
		return sequence(values, source)
	}
	return values[0]
}

// toConfig returns the path of a file from a flag as the configuration would name it.
func (o *configOptions) toConfig(name string) string {
	if o.found == nil || name == "" {
		return name
	}
	if abs, err := filepath.Abs(name); err == nil {
		if rel, err := filepath.Rel(o.found.Folder, abs); err == nil {
			return rel
		}
	}
	return name
}

func (o *configOptions) fromFile(k *configKey, s *config.Setting) *yaml.Node {
	values := o.texts(k, s.Texts)
	if k.Form == config.List {
		return sequence(values, o.source(s.Place.Line))
	}
	return values[0]
}

func (o *configOptions) texts(k *configKey, texts []config.Value) (values []*yaml.Node) {
	for _, v := range texts {
		values = append(values, scalar(k, v.Text, o.source(v.Place.Line)))
	}
	return values
}

// globs returns the value of paths.
func (o *configOptions) globs(k *configKey) *yaml.Node {
	all := &yaml.Node{Kind: yaml.MappingNode}
	if from := o.found.Setting(k.Name); from != nil {
		for _, g := range from.Globs {
			key := scalar(k, g.Text, "")
			all.Content = append(all.Content, key, sequence(o.texts(k, g.Texts), o.source(g.Place.Line)))
		}
	}
	if len(all.Content) == 0 {
		all.Style, all.LineComment = yaml.FlowStyle, "default"
	}
	return all
}

// source returns the place of a line of the file.
func (o *configOptions) source(line int) string {
	return fmt.Sprintf("%s:%d", report.Printable(o.found.Name), line)
}

func scalar(k *configKey, text, comment string) *yaml.Node {
	n := &yaml.Node{Kind: yaml.ScalarNode, LineComment: comment, Tag: "!!str", Value: text}
	if k.Form == config.Switch {
		n.Tag = "!!bool"
	}
	return n
}

// sequence returns a list of texts, with a comment if it is empty.
func sequence(texts []*yaml.Node, comment string) *yaml.Node {
	n := &yaml.Node{Kind: yaml.SequenceNode, Content: texts}
	if len(texts) == 0 {
		n.Style, n.LineComment = yaml.FlowStyle, comment
	}
	return n
}
