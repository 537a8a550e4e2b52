// Package input reads the files of a run, one by one, and groups them for work side by side. A bug that shows in one of
// them becomes an error that names the file, and the others go on.
package input

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/toolforge/tfk8s/lint/manifest"
)

// StdinName is how standard input is called in reports.
const StdinName = "<stdin>"

// errEmpty tells that the command before the pipe has failed: nobody lints nothing on purpose.
var errEmpty = errors.New("standard input is empty: look at what the command before the pipe says")

// A File is one file to read.
type File struct {
	Name  string
	Stdin bool   // standard input is read in its place
	Away  string // the file that it is a link to, if that is not in the working folder
}

const (
	mostInChunk = 64 // files
	manyChunks  = 64
)

// Chunks groups files: small ones take less time together. There are more chunks than processors, since one may take longer
// than another.
func Chunks(files []File) [][]File {
	return slices.Collect(slices.Chunk(files, min(1+len(files)/manyChunks, mostInChunk)))
}

// Load reads and parses a file.
func (in File) Load(stdin io.Reader) (f *manifest.File, err error) {
	err = Contain(in.Name, func() (err error) {
		var src []byte
		if in.Stdin {
			src, err = io.ReadAll(stdin)
		} else {
			src, err = os.ReadFile(in.Name)
		}
		if err == nil && in.Stdin && len(bytes.TrimSpace(src)) == 0 {
			err = errEmpty
		}
		if err == nil {
			f = manifest.Parse(in.Name, src)
		}
		return err
	})
	return f, err
}

// Contain runs the work on one file. A bug that shows in it becomes an error that names the file, and the others go on.
func Contain(name string, work func() error) (err error) {
	defer func() {
		if bug := recover(); bug != nil {
			err = fmt.Errorf("%s: a bug of tfk8s, please report it with the file: %v", name, bug)
		}
	}()
	return work()
}

// Together works on some files at once, and on one by one where a bug shows in one of them, for which failed is called.
func Together[T any](some []T, file func(T) *manifest.File, work func([]T), failed func(T, error)) {
	if len(some) == 0 {
		return
	}
	bug := Contain(file(some[0]).Name, func() error {
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
			Together(some[i:i+1], file, work, failed)
		}
	}
}
