package report

import (
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

func TestTextShowsThePlaceTheLabelTheEffectTheFixAndTheHelp(t *testing.T) {
	f := manifest.Parse("web/deployment.yaml", []byte(deployment))
	image := finding(legacyImage, f, "toollabs-python-web", "the image is gone")
	image.Object = &manifest.ID{Item: -1, Kind: "Deployment"}
	image.Fix = &lint.Fix{Title: "use toolforge-python35-sssd-web", Safety: lint.Safe}
	image.Label, image.Help = "this one", "then build the virtual environment again"
	limits := finding(noLimits, f, "containers", "no limits")
	limits.Fix = &lint.Fix{Title: "write the defaults", Safety: lint.Review}

	expect(t, printed(t, Text, result(limits, image), Options{}), `web/deployment.yaml:8:7: note: no limits [no-limits]
    8 |       containers:
      |       ^~~~~~~~~~
      = fix: tfk8s convert can write the defaults (review the result)

web/deployment.yaml:9:16: error: the image is gone [legacy-image]
    9 |       - image: toollabs-python-web
      |                ^~~~~~~~~~~~~~~~~~~ this one
      = effect: the Deployment is created, but its pods are rejected
      = fix: tfk8s convert can use toolforge-python35-sssd-web
      = help: then build the virtual environment again

1 error, 1 note in 1 file (1 object); tfk8s convert can fix 2
to read more about a rule: tfk8s explain no-limits
`)
}

func TestTextShowsRelatedPlaces(t *testing.T) {
	f := manifest.Parse("a.yaml", []byte(deployment))
	other := manifest.Parse("b.yaml", []byte(deployment))
	d := finding(noLimits, f, "web", "the name is used twice")
	d.Related = []lint.Related{
		{File: other, Span: find(other, "web"), Message: "first used\nhere"},
		{File: f, Span: find(f, "kind"), Message: "of this kind"},
		{File: f, Span: find(f, "name"), Message: "on the same line"},
	}
	expect(t, printed(t, Text, result(d), Options{}), `a.yaml:4:9: note: the name is used twice [no-limits]
    4 |   name: web
      |         ^~~
      --> b.yaml:4:9
    4 |   name: web
      |         --- first used\nhere
      --> a.yaml:2:1
    2 | kind: Deployment
      | ---- of this kind
      = note: on the same line

1 note in 1 file (1 object)
to read more about a rule: tfk8s explain no-limits
`)
}

func TestTextColorsPlaceSeverityAndCaretOnRequest(t *testing.T) {
	f := manifest.Parse("a.yaml", []byte(deployment))
	d := finding(legacyImage, f, "web", "odd")
	d.Stage = lint.Advice
	d.Related = []lint.Related{{File: f, Span: find(f, "kind"), Message: "see"}}
	w := d
	w.Severity, w.Related = lint.Warning, nil

	expect(t, printed(t, Text, result(d, w), Options{Color: true}),
		"\x1b[1ma.yaml:4:9:\x1b[0m \x1b[1;31merror:\x1b[0m odd [legacy-image]\n"+
			"    4 |   name: web\n"+
			"      |         \x1b[1;31m^~~\x1b[0m\n"+
			"    2 | kind: Deployment\n"+
			"      | \x1b[1;36m---- see\x1b[0m\n\n"+
			"\x1b[1ma.yaml:4:9:\x1b[0m \x1b[1;33mwarning:\x1b[0m odd [legacy-image]\n"+
			"    4 |   name: web\n"+
			"      |         \x1b[1;33m^~~\x1b[0m\n\n"+
			"1 error, 1 warning in 1 file (1 object)\n"+
			"to read more about a rule: tfk8s explain legacy-image\n")
	if plain := printed(t, Text, result(d, w), Options{}); strings.Contains(plain, "\x1b") {
		t.Errorf("colors that nobody asked for:\n%s", plain)
	}
}

func TestTextLetsNoControlCharacterOfTheManifestThrough(t *testing.T) {
	f := manifest.Parse("a\n.yaml", []byte("kind: \"\x1b[2J\u009b1m\u202e\x07\"\n"))
	d := finding(legacyImage, f, "\x1b[2J", "the kind \x1b[2J\nis\tnot known\r\x7f\xff")
	d.Object = &manifest.ID{Kind: "\x1b]0;x\x07"}
	d.Fix = &lint.Fix{Title: "write\n\"Job\"", Safety: lint.Safe}
	expect(t, printed(t, Text, result(d), Options{}), `a\n.yaml:1:8: error: the kind \x1b[2J\nis\tnot known\r\x7f\xff [legacy-image]
    1 | kind: "\x1b[2J\u009b1m\u202e\a"
      |        ^~~~~~~
      = effect: the \x1b]0;x\a is created, but its pods are rejected
      = fix: tfk8s convert can write\n"Job"

1 error in 1 file (1 object); tfk8s convert can fix 1
to read more about a rule: tfk8s explain legacy-image
`)
}

func TestTextOfNothingFoundIsOneLine(t *testing.T) {
	expect(t, printed(t, Text, lint.Result{Files: 2, Objects: 3}, Options{Color: true}), "3 objects in 2 files: no findings\n")
}

func TestTextListsWhatWasLeftOutWhereItIsAskedTo(t *testing.T) {
	r := lint.Result{Files: 2, LeftOut: []lint.LeftOut{
		{File: "a\nb.yaml", Content: lint.Content{Name: "a kubeconfig"}}, {File: "c.yaml", Content: lint.Content{Name: "no Kubernetes object"}},
	}}
	expect(t, printed(t, Text, r, Options{Verbose: true}), `not checked: a\nb.yaml (a kubeconfig)
not checked: c.yaml (no Kubernetes object)
no Kubernetes object found
not checked: 2 files without Kubernetes objects
`)
}

func TestWhatIsListedIsNotSaidAgain(t *testing.T) {
	r := lint.Result{Files: 2, Objects: 1, LeftOut: []lint.LeftOut{{File: "k/kustomization.yaml", Content: lint.Content{Name: "a kustomization", Render: "kubectl kustomize"}}}}
	want := `not checked: k/kustomization.yaml (a kustomization)
1 object in 1 file: no findings
to check what it makes: kubectl kustomize k | tfk8s lint -
`
	expect(t, printed(t, Text, r, Options{Verbose: true}), want)
	expect(t, printed(t, printGitHub, r, Options{Verbose: true}), want)
	if got := printed(t, printJUnit, lint.Result{LeftOut: r.LeftOut, Files: 1}, Options{Verbose: true}); !strings.Contains(got, "not checked: k/kustomization.yaml") {
		t.Errorf("JUnit has no list, so it says what was not checked: %s", got)
	}
}

func TestTextOfABlankLineHasNoSnippet(t *testing.T) {
	f := manifest.Parse("empty.yaml", nil)
	d := lint.Diagnostic{Rule: noLimits, Stage: lint.Parse, Severity: lint.Error, File: f, Message: "the file is empty"}
	expect(t, printed(t, Text, lint.Result{Diagnostics: []lint.Diagnostic{d}, Files: 1}, Options{}),
		`empty.yaml:1:1: error: the file is empty [no-limits]
      = effect: kubectl cannot read the file

1 error in 1 file
to read more about a rule: tfk8s explain no-limits
`)
}

func TestTextWidensTheGutterForBigLineNumbers(t *testing.T) {
	f := manifest.Parse("a.yaml", []byte(strings.Repeat("\n", 123455)+"kind: Job\n"))
	expect(t, printed(t, Text, result(finding(noLimits, f, "Job", "odd")), Options{}), `a.yaml:123456:7: note: odd [no-limits]
123456 | kind: Job
       |       ^~~

1 note in 1 file (1 object)
to read more about a rule: tfk8s explain no-limits
`)
}

func TestTextMayCloseInOtherWords(t *testing.T) {
	words := ""
	o := Options{Closing: func(_ lint.Result, lines string) string {
		if words != "" {
			return words + lines
		}
		return ""
	}}
	expect(t, printed(t, Text, result(), o), "")
	usual := printed(t, Text, result(), Options{})
	words = "all done; "
	expect(t, printed(t, Text, result(), o), words+usual)
}
