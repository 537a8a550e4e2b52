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

	"github.com/toolforge/tfk8s/lint/manifest"
)

// stdinName is how standard input is called in reports.
const stdinName = "<stdin>"

// errNoInput tells how to name input.
var errNoInput = errors.New("nothing to read: name files or folders, or - for standard input")

// errEmptyInput tells that the command before the pipe has failed: nobody lints nothing on purpose.
var errEmptyInput = errors.New("standard input is empty: look at what the command before the pipe says")

// An input is one file to read.
type input struct {
	name  string
	stdin bool
}

// inputs lists the files that the arguments name, sorted, each once. A folder stands for the YAML and JSON files below
// it, and those with one of the names in also; a file is taken whatever its name. Folders that cannot be read are returned
// as errors beside the rest.
func inputs(args, also []string) ([]input, []error) {
	if len(args) == 0 {
		return nil, []error{errNoInput}
	}
	var found []input
	var failed []error
	for _, arg := range args {
		if arg == "-" {
			found = append(found, input{stdinName, true})
			continue
		}
		info, err := os.Stat(arg)
		switch {
		case err != nil:
			failed = append(failed, err)
		case info.IsDir():
			files, errs := below(filepath.Clean(arg), also)
			found, failed = append(found, files...), append(failed, errs...)
			if len(files) == 0 && len(errs) == 0 {
				failed = append(failed, fmt.Errorf("%s: no YAML or JSON file below this folder", arg))
			}
		default:
			found = append(found, input{name: filepath.Clean(arg)})
		}
	}
	slices.SortFunc(found, func(a, b input) int { return strings.Compare(a.name, b.name) })
	return slices.Compact(found), failed
}

// below lists the files under a folder that are manifests, or also wanted, by their names. Hidden folders (.git) and links
// to folders are left out.
func below(dir string, also []string) ([]input, []error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, []error{err}
	}
	var found []input
	var failed []error
	for _, e := range entries {
		path := filepath.Join(dir, e.Name())
		switch {
		case e.IsDir():
			if !strings.HasPrefix(e.Name(), ".") {
				files, errs := below(path, also)
				found, failed = append(found, files...), append(failed, errs...)
			}
		case !isManifestName(e.Name()) && !slices.Contains(also, e.Name()):
		case e.Type()&os.ModeSymlink != 0:
			info, err := os.Stat(path)
			if err != nil {
				failed = append(failed, err)
			} else if info.Mode().IsRegular() {
				found = append(found, input{name: path})
			}
		case e.Type().IsRegular():
			found = append(found, input{name: path})
		}
	}
	return found, failed
}

func isManifestName(name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".yaml", ".yml", ".json":
		return true
	}
	return false
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
