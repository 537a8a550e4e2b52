package report

import (
	"encoding/json"
	"encoding/xml"
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/lint"
)

// failures are one of a file with a name that a terminal would obey, and one of no file.
var failures = Options{Failed: []Failure{
	{"a\x1b,b:c.yaml", "a\x1b,b:c.yaml: permission denied"},
	{"", "standard input is empty"},
}}

func TestFormatsForProgramsTellWhatCouldNotBeRead(t *testing.T) {
	for name, want := range map[string]string{
		"json":       `"message": "standard input is empty"`,
		"rdjson":     `"path": "a\u001b,b:c.yaml"`,
		"checkstyle": `<file name="a\x1b,b:c.yaml">`,
		"markdown":   "- **not checked**: a\\\\x1b,b:c.yaml: permission denied\n",
		"sarif":      `"executionSuccessful": false`,
		"junit":      `<testsuites name="tfk8s" tests="2" failures="0" errors="2" time="0">`,
		"github":     "::error file=a\\x1b%2Cb%3Ac.yaml,title=tfk8s::a\\x1b,b:c.yaml: permission denied\n::error title=tfk8s::standard input is empty\n",
	} {
		f, _ := ByName(name)
		if got := printed(t, f.Print, lint.Result{}, failures); !strings.Contains(got, want) {
			t.Errorf("%s does not have %s:\n%s", name, want, got)
		}
	}
	for _, name := range []string{"text", "gitlab"} { // text has it on standard error
		f, _ := ByName(name)
		if got := printed(t, f.Print, lint.Result{}, failures); strings.Contains(got, "permission denied") {
			t.Errorf("%s: %s", name, got)
		}
	}
}

func TestReportsOfFailuresCanBeRead(t *testing.T) {
	var report struct {
		Errors []struct{ File, Message string }
	}
	if err := json.Unmarshal([]byte(printed(t, printJSON, lint.Result{}, failures)), &report); err != nil || len(report.Errors) != 2 || report.Errors[0].File != failures.Failed[0].File {
		t.Errorf("JSON: %v %v", report, err)
	}
	var log sarifLog
	if err := json.Unmarshal([]byte(printed(t, printSARIF, lint.Result{}, failures)), &log); err != nil {
		t.Fatal(err)
	}
	notes := log.Runs[0].Invocations[0].Notifications
	if len(notes) != 2 || len(notes[0].Locations) != 1 || notes[0].Locations[0].Physical.Artifact.URI != "a%1B%2Cb%3Ac.yaml" || notes[1].Locations != nil {
		t.Errorf("SARIF: %+v", notes)
	}
	var suites junitSuites
	if err := xml.Unmarshal([]byte(printed(t, printJUnit, lint.Result{}, failures)), &suites); err != nil || len(suites.Suites) != 2 || suites.Suites[1].Cases[0].Error == nil {
		t.Errorf("JUnit: %+v %v", suites, err)
	}
}
