package report

import (
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

const deployment = `apiVersion: apps/v1beta1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
      - image: toollabs-python-web
`

var (
	legacyImage = &lint.Rule{ID: "TFK201", Name: "legacy-image", Stage: lint.Pods, Severity: lint.Error}
	noLimits    = &lint.Rule{ID: "TFK402", Name: "no-limits", Stage: lint.Advice, Severity: lint.Note}
)

// finding is one of a rule at the first place where the file holds some text.
func finding(rule *lint.Rule, f *manifest.File, text, message string) lint.Diagnostic {
	return lint.Diagnostic{
		Rule: rule, Stage: rule.Stage, Severity: rule.Severity, File: f, Span: find(f, text), Message: message,
	}
}

func find(f *manifest.File, text string) manifest.Span {
	start := strings.Index(string(f.Text()), text)
	if start < 0 {
		panic("the file does not hold " + text)
	}
	return manifest.Span{Start: start, End: start + len(text)}
}

// result is that of a run over one file with one object.
func result(found ...lint.Diagnostic) lint.Result {
	return lint.Result{Diagnostics: found, Files: 1, Objects: 1}
}

func printed(t *testing.T, print Printer, r lint.Result, o Options) string {
	t.Helper()
	var b strings.Builder
	if err := print(&b, r, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func expect(t *testing.T, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

func TestEveryFormatIsFoundByItsName(t *testing.T) {
	if names := Names(); !slices.Equal(names, []string{"text", "short", "markdown", "json", "github", "gitlab", "sarif", "rdjson", "checkstyle", "junit"}) {
		t.Errorf("names: %v", names)
	}
	for _, name := range Names() {
		if f, ok := ByName(name); !ok || f.Print == nil {
			t.Errorf("no printer %q", name)
		}
	}
	if _, ok := ByName("xml"); ok {
		t.Error("there is a printer for a format that does not exist")
	}
}

type fullDisk struct{}

var errFull = errors.New("no space left")

func (fullDisk) Write([]byte) (int, error) { return 0, errFull }

func TestEveryFormatReportsThatItCouldNotWrite(t *testing.T) {
	f := manifest.Parse("a.yaml", []byte(deployment))
	for _, name := range Names() {
		form, _ := ByName(name)
		if err := form.Print(fullDisk{}, result(finding(legacyImage, f, "image", "old")), Options{}); !errors.Is(err, errFull) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTheClosingLineCountsWhatWasFound(t *testing.T) {
	f := manifest.Parse("a.yaml", []byte(deployment))
	err := finding(legacyImage, f, "image", "old")
	note := finding(noLimits, f, "spec", "no limits")
	warning := note
	warning.Severity = lint.Warning
	fixed := err
	fixed.Fix = &lint.Fix{Title: "use another"}

	compose := lint.LeftOut{File: "compose.yaml", Content: lint.Content{Name: "no Kubernetes object"}}
	overlay := lint.LeftOut{File: "overlay/kustomization.yaml", Content: lint.Content{Name: "a kustomization", Render: "kubectl kustomize"}}
	for want, r := range map[string]lint.Result{
		"1 object in 1 file: no findings":                                              {Files: 1, Objects: 1},
		"2 objects in 3 files: no findings":                                            {Files: 3, Objects: 2},
		"no Kubernetes object found":                                                   {},
		"no Kubernetes object found\nnot checked: compose.yaml (no Kubernetes object)": {Files: 1, LeftOut: []lint.LeftOut{compose}},
		"1 file: no findings":                                                          {Files: 1, Foreign: 1},
		"1 error in 1 file":                                                            {Diagnostics: []lint.Diagnostic{err}, Files: 1, Foreign: 1},
		"1 note in 1 file (1 object)":                                                  {Diagnostics: []lint.Diagnostic{note}, Files: 1, Objects: 1},
		"1 error in 1 file (1 object); tfk8s convert can fix 1":                        {Diagnostics: []lint.Diagnostic{fixed}, Files: 1, Objects: 1},
		"3 errors, 1 warning, 2 notes in 2 files (5 objects); tfk8s convert can fix 2": {
			Diagnostics: []lint.Diagnostic{note, fixed, warning, err, fixed, note}, Files: 2, Objects: 5,
		},
		"1 object in 1 file: no findings\nnot checked: overlay/kustomization.yaml (a kustomization)\n" +
			"to check what it makes: kubectl kustomize overlay | tfk8s lint -": {Files: 2, Objects: 1, LeftOut: []lint.LeftOut{overlay}},
		"1 object in 1 file: no findings\nnot checked: 2 files without Kubernetes objects (--verbose lists them)\n" +
			"to check what it makes: kubectl kustomize overlay | tfk8s lint -": {Files: 3, Objects: 1, LeftOut: []lint.LeftOut{compose, overlay}},
	} {
		expect(t, closing(r, Options{}), want)
	}
}

// A report must stay cheap where all findings are on one line: minified JSON is one.
func BenchmarkTenThousandFindings(b *testing.B) {
	const n = 10_000
	for about, text := range map[string]string{
		"lines":    strings.Repeat("image: toollabs-python-web\n", n),
		"one line": "[" + strings.Repeat(`{"image":"toollabs-python-web"},`, n) + "{}]",
	} {
		f := manifest.Parse("a.yaml", []byte(text))
		r := lint.Result{Files: 1, Objects: n}
		for i := range n {
			d := finding(legacyImage, f, "toollabs", "the image is gone")
			d.Span.Start += i * (len(text) / n)
			d.Span.End = d.Span.Start + len("toollabs")
			r.Diagnostics = append(r.Diagnostics, d)
		}
		for _, name := range Names() {
			form, _ := ByName(name)
			b.Run(about+"/"+name, func(b *testing.B) {
				for b.Loop() {
					_ = form.Print(io.Discard, r, Options{})
				}
			})
		}
	}
}
