package report

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

// The elements of JUnit's XML that build servers read. They have only the attributes that the schema of Jenkins knows. Nothing is
// measured, so that each time is 0: a report does not change from run to run.
type (
	junitSuites struct {
		XMLName  xml.Name     `xml:"testsuites"`
		Name     string       `xml:"name,attr"`
		Tests    int          `xml:"tests,attr"`
		Failures int          `xml:"failures,attr"`
		Errors   int          `xml:"errors,attr"`
		Time     int          `xml:"time,attr"`
		Suites   []junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name     string      `xml:"name,attr"`
		Tests    int         `xml:"tests,attr"`
		Failures int         `xml:"failures,attr"`
		Errors   int         `xml:"errors,attr"`
		Skipped  int         `xml:"skipped,attr"`
		Time     int         `xml:"time,attr"`
		Cases    []junitCase `xml:"testcase"`
	}
	junitCase struct {
		Name    string        `xml:"name,attr"`
		Class   string        `xml:"classname,attr"`
		Time    int           `xml:"time,attr"`
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
		out.Suites = append(out.Suites, o.newJUnitError(f))
	}
	var last *manifest.File
	var names map[string]int // of the test cases of a suite
	for v := range newViewer(&o).all(r.Diagnostics) {
		if v.File != last {
			last, names = v.File, map[string]int{}
			out.Suites = append(out.Suites, junitSuite{Name: Printable(v.file)})
		}
		c := newJUnitCase(&v)
		if names[c.Name]++; names[c.Name] > 1 {
			c.Name += fmt.Sprintf(" (%d)", names[c.Name])
		}
		out.Suites[len(out.Suites)-1].add(c)
	}
	if len(out.Suites) == 0 {
		out.Suites = []junitSuite{{Name: "tfk8s"}}
		o.Verbose = false // there is no list before it
		out.Suites[0].add(junitCase{Name: "lint", Class: "tfk8s", Out: closing(r, o)})
	}
	for _, s := range out.Suites {
		out.Tests, out.Failures, out.Errors = out.Tests+s.Tests, out.Failures+s.Failures, out.Errors+s.Errors
	}
	return encodeXML(w, out)
}

func (o *Options) newJUnitError(f Failure) junitSuite {
	message := Printable(f.Message)
	c := junitCase{Name: "lint", Class: o.failedIn(f), Error: &junitFailure{message, "error", message}}
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

func newJUnitCase(v *view) junitCase {
	message := Printable(v.message)
	text := fmt.Sprintf("%s: %s: %s [%s]", v.where(), v.Severity, message, v.Rule.Name)
	c := junitCase{Name: junitName(v), Class: Printable(v.file)}
	if v.Severity == lint.Note {
		c.Out = text
	} else {
		c.Failure = &junitFailure{message, v.Severity.String(), text}
	}
	return c
}

// junitName is the name of a finding that stays when lines move: its rule, object and field. A build server follows a test by its name.
func junitName(v *view) string {
	name := v.Rule.Name
	if id := v.Object; id != nil && id.Kind != "" {
		name += " " + id.Kind + "/"
		if id.Namespace != "" {
			name += id.Namespace + "/"
		}
		name += id.Name
	}
	if v.Path != "" {
		name += " " + v.Path
	}
	return strings.TrimRight(Printable(name), "/")
}
