package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/config"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/files"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/lint/report"
)

// stdinName is how standard input is called in reports.
const stdinName = "<stdin>"

// errNoInput says how to name input.
var errNoInput = errors.New("nothing to read: name files or folders, or - for standard input")

// errEmptyInput tells that the command before the pipe has failed: nobody lints nothing on purpose.
var errEmptyInput = errors.New("standard input is empty: look at what the command before the pipe says")

// An input is one file to read.
type input struct {
	name  string
	stdin bool
	away  string // the file that it is a link to, if that is not in the working folder
}

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
	files  []input // sorted, each once
	failed []error // what could not be read
	none   error   // why there is nothing to read, where nothing failed

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
	var stdin input // it is read in place of the file that it stands for
	isLeftOut := false
	if len(named) < len(args) {
		stdin = input{name: o.stdinAs(), stdin: true}
		if isLeftOut = o.stdinFilename != "" && files.Excludes(stdin.name, options); !isLeftOut {
			list.files = append(list.files, stdin)
		} else if list.untouched, err = io.ReadAll(c.in); err != nil {
			return list, err
		}
	} else if o.stdinFilename != "" {
		return list, errors.New("--stdin-filename needs - as the file to read: it names standard input")
	}
	found := files.Find(named, options)
	for _, name := range found.Names {
		if name != stdin.name {
			list.files = append(list.files, input{name: name, away: found.Away[name]})
		}
	}
	slices.SortStableFunc(list.files, func(a, b input) int { return strings.Compare(a.name, b.name) })
	list.failed = found.Failed
	if len(list.files) == 0 && len(list.failed) == 0 {
		list.none = o.nothingIn(found, isLeftOut)
	}
	return list, nil
}

// stdinAs is the name of standard input.
func (o *inputFlags) stdinAs() string {
	if o.stdinFilename == "" {
		return stdinName
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
	if found.Ignored {
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

// Small files take less time together. There are more chunks of them than processors, since one may take longer than another.
const (
	mostInChunk = 64 // files
	manyChunks  = 64
)

func chunksOf(files []input) [][]input {
	return slices.Collect(slices.Chunk(files, min(1+len(files)/manyChunks, mostInChunk)))
}

// load reads and parses one input.
func (in input) load(c *console) (f *manifest.File, err error) {
	err = contain(in.name, func() (err error) {
		var src []byte
		if in.stdin {
			src, err = io.ReadAll(c.in)
		} else {
			src, err = os.ReadFile(in.name)
		}
		if err == nil && in.stdin && len(bytes.TrimSpace(src)) == 0 {
			err = errEmptyInput
		}
		if err == nil {
			f = manifest.Parse(in.name, src)
		}
		return err
	})
	return f, err
}

// contain runs the work on one file. A bug that shows in it becomes an error that names the file, and the others go on.
func contain(name string, work func() error) (err error) {
	defer func() {
		if bug := recover(); bug != nil {
			err = fmt.Errorf("%s: a bug of tfk8s, please report it with the file: %v", name, bug)
		}
	}()
	return work()
}

// together works on some files at once, and on one by one where a bug shows in one of them, for which failed is called.
func together[T any](some []T, file func(T) *manifest.File, work func([]T), failed func(T, error)) {
	if len(some) == 0 {
		return
	}
	bug := contain(file(some[0]).Name, func() error {
		work(some)
		return nil
	})
	switch {
	case bug == nil:
	case len(some) == 1:
		failed(some[0], bug)
	default:
		for i, one := range some {
			file(one).Release() // it may be half parsed
			together(some[i:i+1], file, work, failed)
		}
	}
}
