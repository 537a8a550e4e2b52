package report

import (
	"bytes"
	"iter"
	"path"
	"path/filepath"
	"slices"
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
	files   map[*manifest.File]*fileLines
	known   knownLine
}

// fileLines is what is known of the lines of a file.
type fileLines struct {
	starts []lineStart // nil where the file counts lines in the same way
	chars  charCounter
}

// A lineStart is where a line begins, in bytes and in characters.
type lineStart struct{ offset, chars int }

// A knownLine remembers where a line begins. All findings of a file may be on one long line.
type knownLine struct {
	file        *manifest.File
	line, start int
}

func newViewer(o *Options) *viewer {
	return &viewer{options: o, files: map[*manifest.File]*fileLines{}}
}

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
	lines := w.linesOf(f)
	if lines.starts == nil {
		return f.Position(offset)
	}
	offset = min(max(offset, 0), len(f.Text()))
	after, _ := slices.BinarySearchFunc(lines.starts, offset+1, func(l lineStart, offset int) int { return l.offset - offset })
	return manifest.Position{Line: after, Column: 1 + lines.chars.before(f.Text(), offset) - lines.starts[after-1].chars}
}

func (w *viewer) linesOf(f *manifest.File) *fileLines {
	lines := w.files[f]
	if lines == nil {
		lines = &fileLines{}
		w.files[f] = lines
		hasBreak := func(wide string) bool { return bytes.Contains(f.Text(), []byte(wide)) }
		if slices.ContainsFunc([]string{"\u0085", "\u2028", "\u2029"}, hasBreak) {
			lines.starts = lineStarts(f.Text())
		}
	}
	return lines
}

// lineStarts returns where the lines of a text begin.
func lineStarts(text []byte) []lineStart {
	starts := []lineStart{{}}
	last := lineStart{}
	for i, c := range text {
		if c == '\n' || c == '\r' && !bytes.HasPrefix(text[i+1:], []byte{'\n'}) {
			last = lineStart{i + 1, last.chars + utf8.RuneCount(text[last.offset:i+1])}
			starts = append(starts, last)
		}
	}
	return starts
}

// bytesBefore is how many bytes of its line are before an offset.
func (w *viewer) bytesBefore(f *manifest.File, offset, line int) int {
	if w.known.file != f || w.known.line != line {
		text, start := f.Text(), offset
		if start > 0 && start < len(text) && text[start-1] == '\r' && text[start] == '\n' {
			start-- // the line ends behind both
		}
		for start > 0 && text[start-1] != '\n' && text[start-1] != '\r' {
			start--
		}
		w.known = knownLine{f, line, start}
	}
	return offset - w.known.start
}

// A charCounter counts the characters before an offset of a text. It continues where it was: counting from the beginning for each of many
// would be too slow.
type charCounter struct{ offset, chars int }

func (c *charCounter) before(text []byte, offset int) int {
	if offset < c.offset {
		c.chars -= utf8.RuneCount(text[offset:c.offset])
	} else {
		c.chars += utf8.RuneCount(text[c.offset:offset])
	}
	c.offset = offset
	return c.chars
}

// failedIn names the file of a failure, or else the program, where a report needs a name.
func (o *Options) failedIn(f Failure) string {
	if f.File == "" {
		return "tfk8s"
	}
	return Printable(o.path(f.File))
}

// path names a file in a format for programs.
func (o *Options) path(name string) string {
	if o.Path != nil {
		name = o.Path(name)
	}
	return path.Clean(filepath.ToSlash(name))
}
