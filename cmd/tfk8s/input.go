package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/config"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/files"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/input"
	"github.com/toolforge/tfk8s/lint/report"
)

// errNoInput says how to name input.
var errNoInput = errors.New("nothing to read: name files or folders, or - for standard input")

// inputFlags are the flags that say what to read, for all commands that read manifests.
type inputFlags struct {
	exclude       []string
	excludeIn     string // the folder that exclude is relative to; "": the working folder
	noIgnore      bool
	stdinFilename string
}

func (o *inputFlags) declareInputs(fs *pflag.FlagSet) {
	o.declareExclude(fs)
	fs.BoolVar(&o.noIgnore, "no-ignore", false, "read in folders what git ignores too; outside of git node_modules, vendor, venv and __pycache__")
	fs.StringVar(&o.stdinFilename, "stdin-filename", "", "`name` of the file that - stands for, in reports and to tell what kind of file it is")
}

func (o *inputFlags) declareExclude(fs *pflag.FlagSet) {
	fs.StringArrayVar(&o.exclude, "exclude", nil, "leave out files and folders that match a `glob` as in .gitignore, named ones and --stdin-filename too; it is relative to the working folder or to the folder named (repeatable)")
}

// An inputList is what the arguments name.
type inputList struct {
	files  []input.File // sorted, each once
	failed []error      // what could not be read
	none   error        // why there is nothing to read, where nothing failed

	untouched []byte // what came from standard input, where it stands for a file that is excluded
}

// inputs lists the files that the arguments name. A folder stands for the YAML and JSON files below it, and those with
// one of the names in also.
func (o *inputFlags) inputs(c *console, args, also []string) (list inputList, err error) {
	if len(args) == 0 {
		return list, errNoInput
	}
	options := files.Options{Also: also, Except: config.Name, ExcludeIn: o.excludeIn, NoIgnore: o.noIgnore, Getenv: c.getenv}
	for _, text := range o.exclude {
		glob, err := files.ParseGlob(text)
		if err != nil {
			return list, fmt.Errorf("--exclude: %w", err)
		}
		options.Exclude = append(options.Exclude, glob)
	}
	named := slices.DeleteFunc(slices.Clone(args), func(arg string) bool { return arg == "-" })
	var stdin input.File // it is read in place of the file that it stands for
	isLeftOut := false
	if len(named) < len(args) {
		stdin = input.File{Name: o.stdinAs(), Stdin: true}
		if isLeftOut = o.stdinFilename != "" && files.Excludes(stdin.Name, options); !isLeftOut {
			list.files = append(list.files, stdin)
		} else if list.untouched, err = io.ReadAll(c.in); err != nil {
			return list, err
		}
	} else if o.stdinFilename != "" {
		return list, errors.New("--stdin-filename needs - as the file to read: it names standard input")
	}
	found := files.Find(named, options)
	for _, name := range found.Names {
		if name != stdin.Name {
			list.files = append(list.files, input.File{Name: name, Away: found.Away[name]})
		}
	}
	slices.SortStableFunc(list.files, func(a, b input.File) int { return strings.Compare(a.Name, b.Name) })
	list.failed = found.Failed
	if len(list.files) == 0 && len(list.failed) == 0 {
		list.none = o.nothingIn(found, isLeftOut)
	}
	return list, nil
}

// stdinAs is the name of standard input.
func (o *inputFlags) stdinAs() string {
	if o.stdinFilename == "" {
		return input.StdinName
	}
	return filepath.Clean(o.stdinFilename)
}

// nothingIn says where no file was found. stdin: standard input stands for a file that is excluded.
func (o *inputFlags) nothingIn(found files.Found, stdin bool) error {
	left := "no file"
	if stdin {
		left = "out " + o.stdinAs() + ", which standard input is read for"
	}
	if len(found.Empty) == 0 && o.excludeIn != "" {
		return fmt.Errorf("exclude in the configuration leaves %s; `tfk8s config` shows it", left)
	} else if len(found.Empty) == 0 {
		return fmt.Errorf("--exclude leaves %s", left)
	}
	text := "no YAML or JSON file in " + strings.Join(found.Empty, ", ")
	switch {
	case found.Excluded:
		text += " apart from what is excluded"
	case found.Ignored:
		text += " apart from what is ignored: --no-ignore reads it too"
	}
	return errors.New(text)
}

// tellNone says why there is nothing to judge, which is no error.
func (list *inputList) tellNone(c *console) {
	if list.none != nil {
		fmt.Fprintf(c.err, "tfk8s: nothing to judge: %s\n", report.Printable(list.none.Error()))
	}
}
