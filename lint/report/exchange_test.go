package report

import (
	"encoding/json"
	"encoding/xml"
	"slices"
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

// hostile is a finding whose every text holds what would break a report.
func hostile() lint.Diagnostic {
	f := manifest.Parse("a b/<x>&\"\x1b\x00ü.yaml", []byte("# ü\n"+deployment))
	d := finding(legacyImage, f, "toollabs-python-web", "a \x00 \x1b[31m ]]> </failure> \u202e \xff")
	d.Path = "spec.template"
	d.Fix = &lint.Fix{Title: "use\nanother", Edits: []manifest.Edit{{Span: d.Span, New: "new\x00"}}}
	d.Related = []lint.Related{{File: f, Span: find(f, "web"), Message: "here"}}
	return d
}

func decoded(t *testing.T, text string) (v any) {
	t.Helper()
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		t.Fatalf("no JSON: %v\n%s", err, text)
	}
	return v
}

// has looks a path of keys and indices up.
func has(t *testing.T, v any, path ...any) any {
	t.Helper()
	for i, step := range path {
		switch step := step.(type) {
		case string:
			m, _ := v.(map[string]any)
			v = m[step]
		case int:
			list, _ := v.([]any)
			if step >= len(list) {
				t.Fatalf("nothing at %v", path[:i+1])
			}
			v = list[step]
		}
		if v == nil {
			t.Fatalf("nothing at %v", path[:i+1])
		}
	}
	return v
}

// TestSARIFHasWhatTheStandardRequires checks the properties that SARIF 2.1.0 calls required, and those that code
// scanners want.
func TestSARIFHasWhatTheStandardRequires(t *testing.T) {
	log := decoded(t, printed(t, printSARIF, result(hostile()), Options{}))
	for _, want := range []struct {
		value any
		path  []any
	}{
		{"2.1.0", []any{"version"}},
		{"tfk8s", []any{"runs", 0, "tool", "driver", "name"}},
		{"TFK201", []any{"runs", 0, "tool", "driver", "rules", 0, "id"}},
		{"legacy-image", []any{"runs", 0, "tool", "driver", "rules", 0, "shortDescription", "text"}},
		{"error", []any{"runs", 0, "tool", "driver", "rules", 0, "defaultConfiguration", "level"}},
		{"TFK201", []any{"runs", 0, "results", 0, "ruleId"}},
		{0.0, []any{"runs", 0, "results", 0, "ruleIndex"}},
		{"error", []any{"runs", 0, "results", 0, "level"}},
		{`a \x00 \x1b[31m ]]> </failure> \u202e \xff`, []any{"runs", 0, "results", 0, "message", "text"}},
		{"a%20b/%3Cx%3E%26%22%1B%00%C3%BC.yaml", []any{"runs", 0, "results", 0, "locations", 0, "physicalLocation", "artifactLocation", "uri"}},
		{"spec.template", []any{"runs", 0, "results", 0, "locations", 0, "logicalLocations", 0, "fullyQualifiedName"}},
		{"here", []any{"runs", 0, "results", 0, "relatedLocations", 0, "message", "text"}},
		{`use\nanother`, []any{"runs", 0, "results", 0, "fixes", 0, "description", "text"}},
		{"new\x00", []any{"runs", 0, "results", 0, "fixes", 0, "artifactChanges", 0, "replacements", 0, "insertedContent", "text"}},
	} {
		if got := has(t, log, want.path...); got != want.value {
			t.Errorf("%v is %q, want %q", want.path, got, want.value)
		}
	}
	has(t, log, "runs", 0, "results", 0, "partialFingerprints", "tfk8s/v1")
	has(t, log, "runs", 0, "results", 0, "fixes", 0, "artifactChanges", 0, "artifactLocation", "uri")

	region := has(t, log, "runs", 0, "results", 0, "locations", 0, "physicalLocation", "region")
	text := "# ü\n" + deployment
	at := strings.Index(text, "toollabs")
	for key, want := range map[string]int{
		"startLine": 10, "startColumn": 16, "endLine": 10, "endColumn": 35,
		"byteOffset": at, "byteLength": 19, "charOffset": at - 1, "charLength": 19, // ü is two bytes
	} {
		if got := has(t, region, key); got != float64(want) {
			t.Errorf("%s is %v, want %d", key, got, want)
		}
	}
}

func TestSARIFOfNothingIsARunWithoutResults(t *testing.T) {
	log := decoded(t, printed(t, printSARIF, lint.Result{Files: 1}, Options{}))
	for _, path := range [][]any{{"runs", 0, "results"}, {"runs", 0, "tool", "driver", "rules"}} {
		if list, ok := has(t, log, path...).([]any); !ok || len(list) != 0 {
			t.Errorf("%v is %v", path, list)
		}
	}
}

// TestSARIFNamesNoBytesThatTheFileDoesNotHave: the text begins behind the byte order mark.
func TestSARIFNamesNoBytesThatTheFileDoesNotHave(t *testing.T) {
	f := manifest.Parse("a.yaml", []byte("\uFEFF"+deployment))
	out := printed(t, printSARIF, result(finding(noLimits, f, "web", "odd")), Options{})
	if strings.Contains(out, "byteOffset") {
		t.Errorf("bytes are named: %s", out)
	}
}

func TestFingerprintsStayWhenLinesMove(t *testing.T) {
	of := func(name, text string) (found []string) {
		f := manifest.Parse(name, []byte(text))
		a, b := finding(noLimits, f, "web", "odd"), finding(noLimits, f, "python-web", "odd")
		prints, views := fingerprints{}, newViewer(&Options{})
		for v := range views.all([]lint.Diagnostic{a, b}) {
			found = append(found, prints.of(&v))
		}
		return found
	}
	before, after := of("a.yaml", deployment), of("./a.yaml", "# a comment\n\n"+deployment)
	if !slices.Equal(before, after) {
		t.Errorf("%q became %q", before, after)
	}
	if before[0] == before[1] || before[0] == of("b.yaml", deployment)[0] {
		t.Error("two findings have one fingerprint")
	}
}

func TestFileURI(t *testing.T) {
	for name, want := range map[string]string{
		"./a/../b.yaml":    "b.yaml",
		"/x y/ä%.yaml":     "file:///x%20y/%C3%A4%25.yaml",
		`C:\tools\a b.yml`: "file:///C:/tools/a%20b.yml",
		"a:b.yaml":         "a%3Ab.yaml",
		"<stdin>":          "%3Cstdin%3E",
		"a?b#c.yaml":       "a%3Fb%23c.yaml",
	} {
		if got := fileURI(name); got != want {
			t.Errorf("%q is %q, want %q", name, got, want)
		}
	}
}

func TestGitLabPrintsWhatItsSchemaRequires(t *testing.T) {
	f := manifest.Parse("./web/deployment.yaml", []byte(deployment))
	d := finding(legacyImage, f, "toollabs-python-web\n", "the image is gone")
	prints, v := fingerprints{}, newViewer(&Options{}).view(&d)
	expect(t, printed(t, printGitLab, result(d), Options{}), `[
  {
    "description": "the image is gone",
    "check_name": "legacy-image",
    "fingerprint": "`+prints.of(&v)+`",
    "severity": "major",
    "location": {
      "path": "web/deployment.yaml",
      "lines": {
        "begin": 9,
        "end": 9
      }
    }
  }
]
`)
	expect(t, printed(t, printGitLab, lint.Result{}, Options{}), "[]\n")
	decoded(t, printed(t, printGitLab, result(hostile()), Options{}))
}

func TestJUnitPrintsASuiteForEachFile(t *testing.T) {
	f := manifest.Parse("a.yaml", []byte(deployment))
	g := manifest.Parse("b.yaml", []byte(deployment))
	expect(t, printed(t, printJUnit, result(finding(noLimits, f, "spec", "no limits"), finding(legacyImage, g, "toollabs-python-web", "a <b>")), Options{}),
		`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="tfk8s" tests="2" failures="1" errors="0" time="0">
  <testsuite name="a.yaml" tests="1" failures="0" errors="0" skipped="0" time="0">
    <testcase name="no-limits" classname="a.yaml" time="0">
      <system-out>a.yaml:5:1: note: no limits [no-limits]</system-out>
    </testcase>
  </testsuite>
  <testsuite name="b.yaml" tests="1" failures="1" errors="0" skipped="0" time="0">
    <testcase name="legacy-image" classname="b.yaml" time="0">
      <failure message="a &lt;b&gt;" type="error">b.yaml:9:16: error: a &lt;b&gt; [legacy-image]</failure>
    </testcase>
  </testsuite>
</testsuites>
`)
	expect(t, printed(t, printJUnit, lint.Result{Files: 1, Objects: 1}, Options{}), `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="tfk8s" tests="1" failures="0" errors="0" time="0">
  <testsuite name="tfk8s" tests="1" failures="0" errors="0" skipped="0" time="0">
    <testcase name="lint" classname="tfk8s" time="0">
      <system-out>1 object in 1 file: no findings</system-out>
    </testcase>
  </testsuite>
</testsuites>
`)
}

func TestJUnitIsXMLWhateverAMessageHolds(t *testing.T) {
	var suites junitSuites
	if err := xml.Unmarshal([]byte(printed(t, printJUnit, result(hostile()), Options{})), &suites); err != nil {
		t.Fatal(err)
	}
	if got := suites.Suites[0].Cases[0].Failure.Message; !strings.HasPrefix(got, `a \x00 \x1b[31m ]]> </failure> \u202e`) {
		t.Errorf("the message became %q", got)
	}
}
