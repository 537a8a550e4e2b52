package report

import (
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

func TestGitHubPrintsOneCommandForEachFinding(t *testing.T) {
	f := manifest.Parse("./web/../web/deployment.yaml", []byte(deployment))
	image := finding(legacyImage, f, "toollabs-python-web", "the image is gone")
	image.Fix = &lint.Fix{Title: "use another"}
	limits := finding(noLimits, f, "spec", "no limits")
	warning := finding(noLimits, f, "web", "odd")
	warning.Severity = lint.Warning

	expect(t, printed(t, printGitHub, result(warning, limits, image), Options{Color: true}),
		`::warning file=web/deployment.yaml,line=4,endLine=4,col=9,endColumn=12,title=TFK402 no-limits::web/deployment.yaml:4:9: odd
::notice file=web/deployment.yaml,line=5,endLine=5,col=1,endColumn=5,title=TFK402 no-limits::web/deployment.yaml:5:1: no limits
::error file=web/deployment.yaml,line=9,endLine=9,col=16,endColumn=35,title=TFK201 legacy-image::web/deployment.yaml:9:16: the image is gone
1 error, 1 warning, 1 note in 1 file (1 object); tfk8s convert can fix 1
`)
}

func TestGitHubEscapesWhatWouldEndACommand(t *testing.T) {
	f := manifest.Parse("a,b:100%\n.yaml", []byte(deployment))
	d := finding(noLimits, f, "web", "50%, that is: a\r\nb\x1b[31m::c")
	expect(t, printed(t, printGitHub, result(d), Options{}),
		`::notice file=a%2Cb%3A100%25%0A.yaml,line=4,endLine=4,col=9,endColumn=12,title=TFK402 no-limits::a,b:100%25\n.yaml:4:9: 50%25, that is: a%0D%0Ab\x1b[31m::c
1 note in 1 file (1 object)
`)
}

func TestGitHubGivesNoColumnsOfSeveralLines(t *testing.T) {
	f := manifest.Parse("a.yaml", []byte("a:\r\n  b: 1\r\n  c: 2\r\n"))
	two := finding(noLimits, f, "b: 1\r\n  c", "two lines")
	breaks := finding(noLimits, f, "b: 1\r\n", "a line with its break")
	empty := finding(noLimits, f, "b", "empty")
	empty.Span.End = empty.Span.Start
	end := finding(noLimits, f, "b", "at the end")
	end.Span = manifest.Span{Start: len(f.Text()), End: len(f.Text())}

	expect(t, printed(t, printGitHub, result(two, breaks, empty, end), Options{}),
		`::notice file=a.yaml,line=2,endLine=3,title=TFK402 no-limits::a.yaml:2:3: two lines
::notice file=a.yaml,line=2,endLine=2,title=TFK402 no-limits::a.yaml:2:3: a line with its break
::notice file=a.yaml,line=2,endLine=2,col=3,endColumn=3,title=TFK402 no-limits::a.yaml:2:3: empty
::notice file=a.yaml,line=4,endLine=4,col=1,endColumn=1,title=TFK402 no-limits::a.yaml:4:1: at the end
4 notes in 1 file (1 object)
`)
}

func TestGitHubSaysThatNothingWasFound(t *testing.T) {
	expect(t, printed(t, printGitHub, lint.Result{Files: 1, Objects: 1}, Options{}), "1 object in 1 file: no findings\n")
}

// TestGitHubFindsFilesByTheirNames reads the commands as GitHub's runner does, which knows these escapes and no others.
func TestGitHubFindsFilesByTheirNames(t *testing.T) {
	unescape := strings.NewReplacer("%25", "%", "%0D", "\r", "%0A", "\n", "%3A", ":", "%2C", ",")
	for _, name := range []string{"a b.yaml", "a\tb.yaml", "a\u00a0é.yaml", "50%,a:b.yaml", "%0A.yaml", "a\r\nb.yaml", "a\x1b[2J.yaml", `a\b.yaml`} {
		f := manifest.Parse(name, []byte(deployment))
		out := printed(t, printGitHub, result(finding(noLimits, f, "web", "odd")), Options{InActions: true})
		_, properties, _ := strings.Cut(out, "::notice file=")
		file, _, _ := strings.Cut(properties, ",line=")
		expect(t, unescape.Replace(file), name)
		if out := printed(t, printGitHub, result(finding(noLimits, f, "web", "odd")), Options{}); strings.ContainsAny(out, "\x1b\r") {
			t.Errorf("outside of GitHub a terminal obeys %q", out)
		}
	}
}
