package main

import (
	"context"

	"github.com/spf13/pflag"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/files"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/project"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/version"
	"github.com/toolforge/tfk8s/rules"
)

var lspCommand = command{
	name: "lsp", args: "[flags]",
	summary: "show findings and fixes in an editor, as a language server",
	details: lsp.Details,
	flags: func(fs *pflag.FlagSet) func(*console, []string) (int, error) {
		new(lspOptions).declare(fs)
		return func(c *console, args []string) (int, error) { return serve(c, fs, args) }
	},
}

type lspOptions struct {
	commonFlags
	fixFlags
}

func (o *lspOptions) declare(fs *pflag.FlagSet) {
	o.declareExclude(fs)
	fs.BoolVar(&o.noIgnore, "no-ignore", false, "also read what git ignores, and node_modules, vendor, venv and __pycache__ outside of a repository")
	o.declarePolicy(fs)
	o.declareRules(fs)
	o.declareSingleton(fs)
	o.declareFixes(fs)
	fs.Bool("stdio", true, "use standard input and output; for editors that insist on this flag")
}

func serve(c *console, fs *pflag.FlagSet, args []string) (int, error) {
	load := func(folder string) (*project.Settings, error) { return loadProject(c, fs, folder) }
	if err := newLSPOptions(fs).check(c); err != nil {
		return 0, err
	}
	if err := rejectArguments(args); err != nil {
		return 0, err
	}
	check := func(name string, src []byte) error {
		_, err := configFormat().Parse(name, src)
		return err
	}
	options := lsp.Options{Load: load, CheckConfig: check, Version: version.Current().Version, Log: c.err}
	if lsp.Serve(context.Background(), c.in, c.out, c.flush, options) {
		return exitOK, nil
	}
	return exitFindings, nil
}

// newLSPOptions returns options with the values of the flags that the command line sets. Reading a configuration changes options, so
// that each folder needs its own.
func newLSPOptions(given *pflag.FlagSet) *lspOptions {
	o, fs := new(lspOptions), pflag.NewFlagSet("lsp", pflag.ContinueOnError)
	o.declare(fs)
	given.Visit(func(f *pflag.Flag) {
		own := fs.Lookup(f.Name)
		own.Changed = true
		if list, ok := f.Value.(pflag.SliceValue); ok {
			_ = own.Value.(pflag.SliceValue).Replace(list.GetSlice()) // the values were accepted once
		} else {
			_ = own.Value.Set(f.Value.String()) // ditto
		}
	})
	return o
}

// check rejects flags that are wrong in any folder.
func (o *lspOptions) check(c *console) error {
	settings, err := o.settings()
	if err != nil {
		return err
	}
	if err := o.applyTo(settings); err != nil {
		return err
	}
	if _, err := o.selectRules(settings); err != nil {
		return err
	}
	_, err = o.findOptions(c, nil)
	return err
}

// loadProject reads the settings of a folder.
func loadProject(c *console, given *pflag.FlagSet, folder string) (*project.Settings, error) {
	o := newLSPOptions(given)
	if err := o.configure(c, folder); err != nil {
		return nil, err
	}
	settings, err := o.settings()
	if err != nil {
		return nil, err
	}
	if err := o.applyTo(settings); err != nil {
		return nil, err
	}
	selected, err := o.selectRules(settings)
	if err != nil {
		return nil, err
	}
	settings.Skips = o.skips(settings)
	along, err := o.along(settings, rules.Config(settings, selected))
	if err != nil {
		return nil, err
	}
	options, err := o.findOptions(c, settings.Policy.ServiceManifest.FileNames())
	if err != nil {
		return nil, err
	}
	return &project.Settings{
		Rules: settings, Run: selected, Along: along,
		List: func() ([]string, []error) {
			found := files.Find([]string{folder}, options)
			return found.Names, found.Failed
		},
		Excludes: func(name string) bool { return files.Excludes(name, options) },
	}, nil
}
