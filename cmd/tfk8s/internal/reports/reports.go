// Package reports writes the reports that a user asks for, one to standard output and others to files.
package reports

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/input"
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/report"
)

// A Target is a report, and where it goes.
type Target struct {
	report.Format
	File string // "" for standard output
}

// Parse reads the values of --format: "sarif", or "sarif=out.sarif" for a file. unknown makes the error for a format that does not exist.
func Parse(values []string, unknown func(name string) error) (targets []Target, err error) {
	usedBy := map[string]string{}
	for _, value := range values {
		name, file, hasFile := strings.Cut(value, "=")
		form, ok := report.ByName(name)
		switch {
		case !ok:
			return nil, unknown(name)
		case hasFile && file == "":
			return nil, fmt.Errorf("--format %s needs the name of a file behind the =, or - for standard output", value)
		case file == "-":
			file = ""
		case hasFile:
			file = filepath.Clean(file)
		}
		if other, isUsed := usedBy[file]; isUsed && file == "" {
			return nil, fmt.Errorf("--format %s and --format %s both go to standard output: write one to a file, such as --format %s=FILE", other, value, name)
		} else if isUsed {
			return nil, fmt.Errorf("--format %s and --format %s write the same file: use two", other, value)
		}
		usedBy[file] = value
		targets = append(targets, Target{form, file})
	}
	return targets, nil
}

// WithoutReports leaves the files that reports replace out of those to read, since a folder may have them from the run before. It is an
// error to name one.
func WithoutReports(files []input.File, named []string, targets []Target) ([]input.File, error) {
	isReport := func(name string) bool {
		return slices.ContainsFunc(targets, func(t Target) bool {
			return t.File != "" && filepath.Base(t.File) == filepath.Base(name) && absolute(t.File) == absolute(name)
		})
	}
	for _, name := range named {
		if name != "-" && isReport(name) {
			return nil, fmt.Errorf("--format would replace %s, which is to be checked: write the report to another file", name)
		}
	}
	return slices.DeleteFunc(files, func(f input.File) bool { return !f.Stdin && isReport(f.Name) }), nil
}

func absolute(name string) string {
	path, err := filepath.Abs(name)
	if err != nil {
		return filepath.Clean(name)
	}
	if folder, err := filepath.EvalSymlinks(filepath.Dir(path)); err == nil {
		path = filepath.Join(folder, filepath.Base(path))
	}
	return path
}

// A Writer writes reports.
type Writer struct {
	Stdout  io.Writer
	Put     func(name string, text []byte) error // writes a whole file
	Options func(Target) report.Options
}

// Write writes all reports. The error joins those of the reports that could not be written.
func (w *Writer) Write(r lint.Result, targets []Target) error {
	var failed []error
	for _, t := range targets {
		options := w.Options(t)
		if t.File == "" {
			if err := t.Print(w.Stdout, r, options); err != nil {
				failed = append(failed, err)
			}
			continue
		}
		var text bytes.Buffer
		if err := t.Print(&text, r, options); err != nil {
			return err
		}
		if err := w.Put(t.File, text.Bytes()); err != nil {
			failed = append(failed, fmt.Errorf("%s is not written: %w", t.File, err))
		}
	}
	return errors.Join(failed...)
}
