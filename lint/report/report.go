// Package report prints what lint found, for people and for programs.
package report

import (
	"cmp"
	"io"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

// Options say how to print. A format heeds those that make sense for it.
type Options struct {
	Color   bool   // mark places, severities and carets with the colors of a terminal
	Width   int    // cells of a line, at which text is wrapped; 0 for no wrapping
	Links   bool   // make the name of a rule a hyperlink to its page
	Limit   int    // the most findings of one rule that text shows; 0 for all
	Convert string // the command that applies the fixes; "" for "tfk8s convert"
	Verbose bool   // list the files in which nothing was checked
	// Version returns the version of tfk8s; nil where nobody needs it.
	Version func() string
	// PageURL returns the address of a rule's page; nil where there is none.
	PageURL func(*lint.Rule) string
	// Failed is what could not be read or linted. The formats for programs that have a form for it carry it.
	Failed []Failure
	// Closing makes the closing lines of a text of those that there would be; "" for none. Nil: they stay.
	Closing func(r lint.Result, lines string) string
}

func (o *Options) pageURL(r *lint.Rule) string {
	if o.PageURL == nil {
		return ""
	}
	return o.PageURL(r)
}

// A Failure says why something of a run is not in its result.
type Failure struct {
	File    string // "" where the message does not concern one
	Message string // it names the file
}

func (o Options) convert() string { return cmp.Or(o.Convert, "tfk8s convert") }

// A Printer writes a result in one format. It returns the first error of w.
type Printer func(w io.Writer, r lint.Result, o Options) error

type format struct {
	name  string
	print Printer
	edits bool // it shows what the fixes would write
}

// formats is the list of all formats, the default one first.
func formats() []format {
	return []format{
		{name: "text", print: Text},
		{name: "short", print: printShort},
		{name: "json", print: printJSON},
		{name: "github", print: printGitHub},
		{name: "gitlab", print: printGitLab},
		{name: "junit", print: printJUnit},
		{name: "sarif", print: printSARIF, edits: true},
	}
}

// ByName returns the printer of a format, and whether it needs the edits of the fixes; ok is false if there is no such
// format.
func ByName(name string) (p Printer, edits, ok bool) {
	for _, f := range formats() {
		if f.name == name {
			return f.print, f.edits, true
		}
	}
	return nil, false, false
}

// Names lists the formats that ByName knows, the default one first.
func Names() []string {
	var names []string
	for _, f := range formats() {
		names = append(names, f.name)
	}
	return names
}

// place is where a span begins and ends, the end excluded. It never ends before it begins.
func place(f *manifest.File, s manifest.Span) (start, end manifest.Position) {
	return f.Position(s.Start), f.Position(max(s.Start, s.End))
}
