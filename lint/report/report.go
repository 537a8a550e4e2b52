// Package report prints what lint found, for people and for programs.
package report

import (
	"cmp"
	"io"

	"github.com/toolforge/tfk8s/lint"
)

const homePage = "https://github.com/toolforge/tfk8s"

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
	// Path names a file in the formats for programs; nil where a file has the name that the caller gave it.
	Path func(name string) string
	// InActions says that GitHub Actions reads the output. It finds a file only by the exact name, and nobody else sees that.
	InActions bool
	// ExitCode is the one with which the program will end.
	ExitCode int
	// Quota is a picture of the quota in use, for Markdown; "" for none.
	Quota string
	// Unchanged is how many findings a comparison with another version left out; they are not in the result. Base names that version.
	Unchanged int
	Base      string
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

// A Format is a form of a report.
type Format struct {
	Name     string
	Print    Printer
	HasEdits bool     // it shows what the fixes would write
	Audience Audience // who reads it
}

// An Audience says who reads a report, and so how it names files.
type Audience uint8

const (
	People   Audience = iota // who know what they asked for
	Programs                 // which may open a file by its name
	Servers                  // which know files by their path in the repository
)

// formats is the list of all formats, the default one first.
func formats() []Format {
	return []Format{
		{Name: "text", Print: Text},
		{Name: "short", Print: printShort},
		{Name: "markdown", Print: printMarkdown, Audience: Servers},
		{Name: "json", Print: printJSON, Audience: Programs},
		{Name: "github", Print: printGitHub, Audience: Servers},
		{Name: "gitlab", Print: printGitLab, Audience: Servers},
		{Name: "sarif", Print: printSARIF, HasEdits: true, Audience: Servers},
		{Name: "rdjson", Print: printRDJSON, HasEdits: true, Audience: Programs},
		{Name: "checkstyle", Print: printCheckstyle, Audience: Programs},
		{Name: "junit", Print: printJUnit, Audience: Programs},
	}
}

// ByName returns a format; ok is false if there is none of this name.
func ByName(name string) (f Format, ok bool) {
	for _, f := range formats() {
		if f.Name == name {
			return f, true
		}
	}
	return Format{}, false
}

// Names lists the formats that ByName knows, the default one first.
func Names() []string {
	var names []string
	for _, f := range formats() {
		names = append(names, f.Name)
	}
	return names
}
