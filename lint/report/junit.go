package report

import (
	"encoding/xml"
	"fmt"
	"io"

	"github.com/toolforge/tfk8s/lint"
)

// The elements of JUnit's XML that build servers read.
type (
	junitSuites struct {
		XMLName  xml.Name     `xml:"testsuites"`
		Name     string       `xml:"name,attr"`
		Tests    int          `xml:"tests,attr"`
		Failures int          `xml:"failures,attr"`
		Errors   int          `xml:"errors,attr"`
		Suites   []junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name     string      `xml:"name,attr"`
		Tests    int         `xml:"tests,attr"`
		Failures int         `xml:"failures,attr"`
		Errors   int         `xml:"errors,attr"`
		Cases    []junitCase `xml:"testcase"`
	}
	junitCase struct {
		Name    string        `xml:"name,attr"`
		Class   string        `xml:"classname,attr"`
		File    string        `xml:"file,attr,omitempty"`
		Line    int           `xml:"line,attr,omitempty"`
		Failure *junitFailure `xml:"failure"`
		Error   *junitFailure `xml:"error"`
		Out     string        `xml:"system-out,omitempty"`
	}
	junitFailure struct {
		Message string `xml:"message,attr"`
		Type    string `xml:"type,attr"`
		Text    string `xml:",chardata"`
	}
)

// printJUnit prints a test suite for each file with findings, and a test case for each finding. Those of a note pass. A run
// that found nothing is one test that passed: a build server reads an empty report as a broken one. What could not be read
// is a test with an error.
func printJUnit(w io.Writer, r lint.Result, o Options) error {
	out := junitSuites{Name: "tfk8s"}
	for _, f := range o.Failed {
		out.Suites = append(out.Suites, newJUnitError(f))
	}
	for i := range r.Diagnostics {
		d := &r.Diagnostics[i]
		if i == 0 || d.File != r.Diagnostics[i-1].File {
			out.Suites = append(out.Suites, junitSuite{Name: commandFile(Printable(d.File.Name))})
		}
		out.Suites[len(out.Suites)-1].add(newJUnitCase(d))
	}
	if len(out.Suites) == 0 {
		out.Suites = []junitSuite{{Name: "tfk8s"}}
		o.Verbose = false // there is no list before it
		out.Suites[0].add(junitCase{Name: "lint", Class: "tfk8s", Out: closing(r, o)})
	}
	for _, s := range out.Suites {
		out.Tests, out.Failures, out.Errors = out.Tests+s.Tests, out.Failures+s.Failures, out.Errors+s.Errors
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", "  ")
	if err := enc.Encode(out); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

func newJUnitError(f Failure) junitSuite {
	c := junitCase{Name: "lint", Class: "tfk8s"}
	if f.File != "" {
		c.File = commandFile(Printable(f.File))
		c.Class = c.File
	}
	message := Printable(f.Message)
	c.Error = &junitFailure{message, "error", message}
	s := junitSuite{Name: c.Class}
	s.add(c)
	return s
}

func (s *junitSuite) add(c junitCase) {
	s.Tests++
	if c.Failure != nil {
		s.Failures++
	}
	if c.Error != nil {
		s.Errors++
	}
	s.Cases = append(s.Cases, c)
}

func newJUnitCase(d *lint.Diagnostic) junitCase {
	start, _ := place(d.File, d.Span)
	file, message := commandFile(Printable(d.File.Name)), Printable(oneLine(d))
	text := fmt.Sprintf("%s:%d:%d: %s: %s [%s]", file, start.Line, start.Column, d.Severity, message, d.Rule.Name)
	c := junitCase{
		Name: fmt.Sprintf("%s %s at %d:%d", d.Rule.ID, d.Rule.Name, start.Line, start.Column), Class: file, File: file, Line: start.Line,
	}
	if d.Severity == lint.Note {
		c.Out = text
	} else {
		c.Failure = &junitFailure{message, d.Severity.String(), text}
	}
	return c
}
