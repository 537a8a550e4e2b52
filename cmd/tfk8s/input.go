package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/config"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/files"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/input"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/source"
	"github.com/toolforge/tfk8s/lint/report"
)

// errNoInput says how to name input.
var errNoInput = errors.New("no input: name files or folders, or - for standard input")

// inputFlags has the flags that say what to read, for all commands that read manifests.
type inputFlags struct {
	exclude       []string
	excludeIn     string // the folder that exclude is relative to; "": the working folder
	noIgnore      bool
	stdinFilename string
	maxSize       source.Size
}

func (o *inputFlags) declareInputs(fs *pflag.FlagSet) {
	o.declareExclude(fs)
	fs.BoolVar(&o.noIgnore, "no-ignore", false, "in folders, also read what git ignores, and node_modules, vendor, venv and __pycache__ outside of a repository")
	o.maxSize = source.DefaultMax
	fs.Var(&o.maxSize, "max-size", "reject files of more bytes than this `size`, such as 100Mi")
	fs.StringVar(&o.stdinFilename, "stdin-filename", "", "`name` of the file whose text is on standard input, for reports and to know what kind of file it is")
}

func (o *inputFlags) declareExclude(fs *pflag.FlagSet) {
	fs.StringArrayVar(&o.exclude, "exclude", nil, "leave out files and folders that match this `glob`, written as in a .gitignore, even if they are named; repeatable")
}

// An inputList lists what the arguments name.
type inputList struct {
	files  []input.File // sorted, each once
	failed []error      // why files could not be read
	none   error        // why there is nothing to read, if nothing failed

	special []string // named pipes, sockets and devices in folders

	untouched []byte // standard input, if its file is excluded
}

// folders returns the folders of the files.
func (list *inputList) folders() map[string]bool {
	all := map[string]bool{}
	for _, f := range list.files {
		if !f.Stdin {
			all[filepath.Dir(f.Name)] = true
		}
	}
	return all
}

// inputs lists the files that the arguments name. In a folder these are the YAML and JSON files at any depth, and those with
// one of the names in also.
func (o *inputFlags) inputs(c *console, args, also []string) (list inputList, err error) {
	if len(args) == 0 {
		return list, errNoInput
	}
	options, err := o.findOptions(c, also)
	if err != nil {
		return list, err
	}
	named := slices.DeleteFunc(slices.Clone(args), func(arg string) bool { return arg == "-" })
	var stdin input.File // it replaces the file of its name
	isLeftOut := false
	if len(named) < len(args) {
		stdin = input.File{Name: o.stdinAs(), Stdin: true, Max: o.maxSize}
		if isLeftOut = o.stdinFilename != "" && files.Excludes(stdin.Name, options); !isLeftOut {
			list.files = append(list.files, stdin)
		} else if list.untouched, err = source.ReadAll(c.in, int64(o.maxSize)); err != nil {
			return list, err
		}
	} else if o.stdinFilename != "" {
		return list, errors.New("--stdin-filename names standard input: add - as the file to read")
	}
	found := files.Find(named, options)
	for _, name := range found.Names {
		if name != stdin.Name {
			list.files = append(list.files, input.File{Name: name, Away: found.Away[name], Max: o.maxSize})
		}
	}
	slices.SortStableFunc(list.files, func(a, b input.File) int { return strings.Compare(a.Name, b.Name) })
	list.failed, list.special = found.Failed, found.Special
	if len(list.files) == 0 && len(list.failed) == 0 {
		list.none = o.nothingIn(found, isLeftOut)
	}
	return list, nil
}

// findOptions returns how files are found. Files in folders may also have one of the names in also.
func (o *inputFlags) findOptions(c *console, also []string) (files.Options, error) {
	options := files.Options{Also: also, Except: config.Name, ExcludeIn: o.excludeIn, NoIgnore: o.noIgnore, Getenv: c.getenv}
	for _, text := range o.exclude {
		glob, err := files.ParseGlob(text)
		if err != nil {
			return options, fmt.Errorf("--exclude: %w", err)
		}
		options.Exclude = append(options.Exclude, glob)
	}
	return options, nil
}

// stdinAs returns the name of standard input.
func (o *inputFlags) stdinAs() string {
	if o.stdinFilename == "" {
		return input.StdinName
	}
	return filepath.Clean(o.stdinFilename)
}

// nothingIn says why no file was found. isStdin means that standard input has the name of an excluded file.
func (o *inputFlags) nothingIn(found files.Found, isStdin bool) error {
	excluded := "all files"
	if isStdin {
		excluded = o.stdinAs() + ", the name of standard input"
	}
	if len(found.Empty) == 0 && o.excludeIn != "" {
		return fmt.Errorf("the configuration excludes %s (`tfk8s config` shows it)", excluded)
	} else if len(found.Empty) == 0 {
		return fmt.Errorf("--exclude leaves out %s", excluded)
	}
	text := "no YAML or JSON file in " + strings.Join(found.Empty, ", ")
	switch {
	case found.Excluded:
		text += ", except excluded ones"
	case found.Ignored:
		text += ", except ignored ones (--no-ignore reads them)"
	}
	return errors.New(text)
}

// printNone says why there is nothing to check, which is no error. With verbose it also says what in folders cannot be read.
func (list *inputList) printNone(c *console, verbose bool) {
	for _, name := range list.special {
		if verbose {
			fmt.Fprintf(c.err, "tfk8s: not checked: %s (a named pipe, socket or device)\n", report.Printable(name))
		}
	}
	if list.none != nil {
		fmt.Fprintf(c.err, "tfk8s: nothing to check: %s\n", report.Printable(list.none.Error()))
	}
}
