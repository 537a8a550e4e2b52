// Package input reads the files of a run, and groups them for parallel work. A panic while it works on a file becomes an error that
// names the file, and does not stop the work on the others.
package input

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/source"
	"github.com/toolforge/tfk8s/lint/manifest"
)

// StdinName is the name of standard input in reports.
const StdinName = "<stdin>"

// errEmpty is an error because empty input usually means that the command before the pipe has failed.
var errEmpty = errors.New("standard input is empty: check the command before the pipe")

// A File is one file to read.
type File struct {
	Name  string
	Stdin bool        // read standard input instead
	Away  string      // the file that it links to, if that is outside of the working folder
	Max   source.Size // the most bytes that it may have; 0: source.DefaultMax
}

const (
	maxInChunk = 64 // files
	minChunks  = 64 // if there are enough files
)

// Chunks groups files, because small files take less time together. It makes more chunks than there are processors, because one
// chunk may take longer than another.
func Chunks(files []File) [][]File {
	return slices.Collect(slices.Chunk(files, min(1+len(files)/minChunks, maxInChunk)))
}

// Load reads and parses a file.
func (in File) Load(stdin io.Reader) (f *manifest.File, err error) {
	err = Contain(in.Name, func() error {
		src, err := in.read(stdin)
		if err == nil {
			f = manifest.Parse(in.Name, src)
		}
		return err
	})
	return f, err
}

func (in File) read(stdin io.Reader) (src []byte, err error) {
	most := cmp.Or(in.Max, source.DefaultMax)
	if in.Stdin {
		src, err = source.ReadAll(stdin, int64(most))
		if err == nil && len(bytes.TrimSpace(src)) == 0 {
			return nil, errEmpty
		}
	} else {
		src, err = source.Read(in.Name, int64(most))
	}
	if errors.Is(err, source.ErrTooLarge) {
		err = fmt.Errorf("the file is larger than %s; --max-size sets the limit", most)
	}
	if _, isNamed := errors.AsType[*fs.PathError](err); err != nil && !isNamed {
		err = &fs.PathError{Op: "read", Path: in.Name, Err: err}
	}
	return src, err
}

// Contain works on one file. It turns a panic into an error that names the file.
func Contain(name string, work func() error) (err error) {
	defer func() {
		if bug := recover(); bug != nil {
			err = fmt.Errorf("%s: this is a bug of tfk8s, please report it with the file: %v", name, bug)
		}
	}()
	return work()
}

// Together works on some files at once. After a panic it works on them one by one, and calls failed for each file that panics.
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
			file(one).Release() // it may be partly parsed
			Together(some[i:i+1], file, work, failed)
		}
	}
}
