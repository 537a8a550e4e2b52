package report

import (
	"bytes"
	"iter"
	"path"
	"path/filepath"
	"unicode/utf8"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

// A view is a finding as the formats for programs show it.
type view struct {
	*lint.Diagnostic
	file       string // its name in the report
	start, end manifest.Position
	lastLine   int    // that of the last character, since a span may end with a line break
	message    string // what is wrong and what a person does about it
}

// where is the place of a finding in the form that editors and grep know.
func (v *view) where() string { return location(v.file, v.start) }

// A viewer makes views. It counts lines as git, servers and editors do: a line ends with LF, CR or both. YAML knows other line
// breaks, which a manifest.File counts too.
type viewer struct {
	options *Options
	file    *manifest.File
	starts  []int // where the lines of the file begin; nil where it counts them in the same way
}

func newViewer(o *Options) *viewer { return &viewer{options: o} }

func (w *viewer) all(found []lint.Diagnostic) iter.Seq[view] {
	return func(yield func(view) bool) {
		for i := range found {
			if !yield(w.view(&found[i])) {
				return
			}
		}
	}
}

func (w *viewer) view(d *lint.Diagnostic) view {
	v := view{Diagnostic: d, file: w.options.path(d.File.Name), message: oneLine(d)}
	v.start, v.end = w.place(d.File, d.Span)
	v.lastLine = w.position(d.File, max(d.Span.Start, d.Span.End-1)).Line
	return v
}

// place is where a span begins and ends, the end excluded. It never ends before it begins.
func (w *viewer) place(f *manifest.File, s manifest.Span) (start, end manifest.Position) {
	return w.position(f, s.Start), w.position(f, max(s.Start, s.End))
}

func (w *viewer) position(f *manifest.File, offset int) manifest.Position {
	w.lookAt(f)
	if w.starts == nil {
		return f.Position(offset)
	}
	offset = min(max(offset, 0), len(f.Text()))
	line := lineOf(w.starts, offset)
	return manifest.Position{Line: line + 1, Column: 1 + utf8.RuneCount(f.Text()[w.starts[line]:offset])}
}

func (w *viewer) lookAt(f *manifest.File) {
	if f == w.file {
		return
	}
	w.file, w.starts = f, nil
	text := f.Text()
	for _, wide := range []string{"\u0085", "\u2028", "\u2029"} {
		if bytes.Contains(text, []byte(wide)) {
			w.starts = lineStarts(text)
			return
		}
	}
}

// lineStarts returns where the lines of a text begin.
func lineStarts(text []byte) []int {
	starts := []int{0}
	for i, c := range text {
		if c == '\n' || c == '\r' && !bytes.HasPrefix(text[i+1:], []byte{'\n'}) {
			starts = append(starts, i+1)
		}
	}
	return starts
}

// lineOf returns the index of the line of an offset.
func lineOf(starts []int, offset int) int {
	low, high := 0, len(starts)
	for high-low > 1 {
		if middle := (low + high) / 2; starts[middle] <= offset {
			low = middle
		} else {
			high = middle
		}
	}
	return low
}

// path names a file in a format for programs.
func (o *Options) path(name string) string {
	if o.Path != nil {
		name = o.Path(name)
	}
	return path.Clean(filepath.ToSlash(name))
}
