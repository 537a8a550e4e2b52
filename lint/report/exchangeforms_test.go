package report

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

// attributesOfJenkins are those of junit-10.xsd of Jenkins' xUnit plugin, which rejects others.
var attributesOfJenkins = map[string]string{
	"testsuites": "name time tests failures errors",
	"testsuite":  "name tests failures errors group time skipped timestamp hostname id package file log url",
	"testcase":   "name time classname group",
	"failure":    "type message",
	"error":      "type message",
	"system-out": "",
}

func TestJUnitHasOnlyWhatJenkinsKnows(t *testing.T) {
	r := result(hostile(), finding(noLimits, manifest.Parse("b.yaml", []byte(deployment)), "web", "odd"))
	decoder := xml.NewDecoder(strings.NewReader(printed(t, printJUnit, r, failures)))
	seen := 0
	for {
		token, err := decoder.Token()
		if token == nil {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		seen++
		known, ok := attributesOfJenkins[start.Name.Local]
		if !ok {
			t.Errorf("there is an element %s", start.Name.Local)
		}
		for _, a := range start.Attr {
			if !strings.Contains(" "+known+" ", " "+a.Name.Local+" ") {
				t.Errorf("%s has the attribute %s", start.Name.Local, a.Name.Local)
			}
			if a.Name.Local == "time" && a.Value != "0" {
				t.Errorf("a time of %s changes from run to run", a.Value)
			}
		}
	}
	if seen < 10 {
		t.Errorf("there are only %d elements", seen)
	}
}

func TestJUnitNamesStayWhenLinesMove(t *testing.T) {
	names := func(text string) []string {
		f := manifest.Parse("a.yaml", []byte(text))
		image := finding(legacyImage, f, "toollabs-python-web", "old")
		image.Object = &manifest.ID{Item: -1, Kind: "Deployment", Namespace: "tool-x", Name: "web"}
		image.Path = "spec.template.spec.containers[0].image"
		again := image
		plain := finding(noLimits, f, "spec", "odd")
		var suites junitSuites
		if err := xml.Unmarshal([]byte(printed(t, printJUnit, result(plain, image, again), Options{})), &suites); err != nil {
			t.Fatal(err)
		}
		var all []string
		for _, c := range suites.Suites[0].Cases {
			all = append(all, c.Name)
		}
		return all
	}
	before := strings.Join(names(deployment), "|")
	expect(t, before, "no-limits|legacy-image Deployment/tool-x/web spec.template.spec.containers[0].image|"+
		"legacy-image Deployment/tool-x/web spec.template.spec.containers[0].image (2)")
	expect(t, strings.Join(names("# one\n\n"+deployment), "|"), before)
}

func TestCheckstyleHasAnElementForEachFile(t *testing.T) {
	f, g := manifest.Parse("./a.yaml", []byte(deployment)), manifest.Parse("b.yaml", []byte(deployment))
	warning := finding(noLimits, f, "web", "odd")
	warning.Severity = lint.Warning
	warning.Help = "do <b>"
	expect(t, printed(t, printCheckstyle, result(warning, finding(noLimits, f, "spec", "no limits"), finding(legacyImage, g, "toollabs", "old")), Options{}),
		`<?xml version="1.0" encoding="UTF-8"?>
<checkstyle version="5.0">
  <file name="a.yaml">
    <error line="4" column="9" severity="warning" message="odd; do &lt;b&gt;" source="tfk8s.no-limits"></error>
    <error line="5" column="1" severity="info" message="no limits" source="tfk8s.no-limits"></error>
  </file>
  <file name="b.yaml">
    <error line="9" column="16" severity="error" message="old" source="tfk8s.legacy-image"></error>
  </file>
</checkstyle>
`)
	var report checkstyleReport
	if err := xml.Unmarshal([]byte(printed(t, printCheckstyle, result(hostile()), failures)), &report); err != nil || len(report.Files) != 3 {
		t.Fatal(report, err)
	}
	expect(t, report.Files[0].Name, `a\x1b,b:c.yaml`)
	expect(t, report.Files[1].Errors[0].Message, "standard input is empty")
	expect(t, report.Files[2].Name, `a b/<x>&"\x1b\x00ü.yaml`)
	expect(t, report.Files[2].Errors[0].Message, `a \x00 \x1b[31m ]]> </failure> \u202e \xff`)
}

func TestRDJSONCountsBytesAndExcludesTheEnd(t *testing.T) {
	f := manifest.Parse("./a.yaml", []byte("# é\r\nname: \"é𐐀\" # web\r\nkind: Pod\r\n"))
	d := finding(noLimits, f, "web", "odd")
	d.Fix = &lint.Fix{Title: "x", Edits: []manifest.Edit{{Span: find(f, "Pod"), New: "Job"}, {Span: find(f, "\"é𐐀\""), New: "b|<>&\n"}}}
	page := func(*lint.Rule) string { return "https://example.org/" }
	var got rdResult
	if err := json.Unmarshal([]byte(printed(t, printRDJSON, result(d), Options{PageURL: page})), &got); err != nil {
		t.Fatal(err)
	}
	one := got.Diagnostics[0]
	if want := (rdRange{rdPosition{2, 18}, rdPosition{2, 21}}); *one.Location.Range != want || one.Location.Path != "a.yaml" {
		t.Errorf("%+v", one.Location)
	}
	if one.Severity != "INFO" || *one.Code != (rdCode{"no-limits", "https://example.org/"}) || got.Source.Name != "tfk8s" {
		t.Errorf("%+v", got)
	}
	want := rdSuggestion{rdRange{rdPosition{2, 7}, rdPosition{3, 10}}, "b|<>&\n # web\r\nkind: Job"}
	if len(one.Suggestions) != 1 || one.Suggestions[0] != want {
		t.Errorf("suggestions: %+v", one.Suggestions)
	}
	expect(t, printed(t, printRDJSON, lint.Result{}, Options{}), `{
  "source": {
    "name": "tfk8s",
    "url": "https://github.com/toolforge/tfk8s"
  },
  "diagnostics": []
}
`)
}

// TestBytesAreCountedFromTheBeginningOfTheLine compares each place of texts with all line breaks with a count from the beginning.
func TestBytesAreCountedFromTheBeginningOfTheLine(t *testing.T) {
	for _, text := range []string{"é\r\n\r\nb\u0085c\rd\n\re", "é\r\nb\rc\n\n𐐀", "\u2028\r\n\u2029"} {
		f := manifest.Parse("a.yaml", []byte(text))
		views := newViewer(&Options{})
		for _, isBackward := range []bool{false, true} {
			for i := range len(text) + 1 {
				offset := i
				if isBackward {
					offset = len(text) - i
				}
				if offset < len(text) && !utf8.RuneStart(text[offset]) {
					continue
				}
				line, start := 1, 0
				for j := range offset {
					if text[j] == '\n' || text[j] == '\r' && text[j+1:min(j+2, len(text))] != "\n" {
						line, start = line+1, j+1
					}
				}
				if got, want := views.bytePosition(f, offset), (rdPosition{line, offset - start + 1}); got != want {
					t.Errorf("%q at %d: %v, want %v", text, offset, got, want)
				}
				if got, want := views.position(f, offset), (manifest.Position{Line: line, Column: utf8.RuneCountInString(text[start:offset]) + 1}); got != want {
					t.Errorf("%q at %d: %v, want %v", text, offset, got, want)
				}
			}
		}
	}
}

func TestRDJSONSuggestsNothingThatIsHardToReview(t *testing.T) {
	f := manifest.Parse("a.yaml", []byte("a: 1\n"+strings.Repeat("# long\n", 1000)+"b: 2\n"))
	at := func(text string) manifest.Edit { return manifest.Edit{Span: find(f, text), New: "x"} }
	for name, edits := range map[string][]manifest.Edit{"far apart": {at("a: 1"), at("b: 2")}, "overlapping": {at("a: 1"), at("1\n")}, "none": nil} {
		if got := newViewer(&Options{}).suggestions(f, &lint.Fix{Edits: edits}); got != nil {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// shownByMarkdown undoes the escapes of a text, as a reader of Markdown does.
func shownByMarkdown(text string) string {
	text = regexp.MustCompile(`\\([[:punct:]])`).ReplaceAllStringFunc(text, func(s string) string { return fmt.Sprintf("&#%d;", s[1]) })
	return regexp.MustCompile(`&(#\d+|amp|lt|gt);`).ReplaceAllStringFunc(text, func(s string) string {
		if named, ok := map[string]string{"&amp;": "&", "&lt;": "<", "&gt;": ">"}[s]; ok {
			return named
		}
		var c rune
		_, _ = fmt.Sscanf(s, "&#%d;", &c)
		return string(c)
	})
}

func TestMarkdownShowsTextsAsTheyAre(t *testing.T) {
	for _, text := range []string{
		"a|b", `a\|b`, `\\|`, "<b>&amp;</b>", "**x** _y_ `z` ~~w~~", "[a](b)", "![a](b)", "#1 @user :smile: $x$", "https://example.org www.example.org", "a{b}(c)!", "&#124;",
	} {
		escaped := markdownText(text)
		if strings.ContainsAny(escaped, "|<>") {
			t.Errorf("%q is written as %q", text, escaped)
		}
		expect(t, shownByMarkdown(escaped), text)
	}
	expect(t, markdownText("a\nb\x1b"), `a\\nb\\x1b`)
}

func TestMarkdownHasATableAndTheQuota(t *testing.T) {
	f := manifest.Parse("a|b.yaml", []byte(deployment))
	d := finding(legacyImage, f, "toollabs-python-web", "old | new")
	d.Fix, d.Help = &lint.Fix{Title: "use <another>"}, "ask\nan admin"
	page := func(*lint.Rule) string { return "https://example.org/" }
	expect(t, printed(t, printMarkdown, result(d), Options{PageURL: page, Quota: "pods 1\n```\n\x1b"}), `## tfk8s: 1 error

| severity | place | finding | rule |
| --- | --- | --- | --- |
| error | <code>a&#124;b.yaml:9:16</code> | old &#124; new<br>effect: the object is created, but its pods are rejected<br>fix: tfk8s convert can use &lt;another&gt;<br>help: ask\\nan admin | [legacy-image](https://example.org/) |

1 error in 1 file \(1 object\); tfk8s convert can fix 1

### Quota

`+"````text\npods 1\n```\n\\x1b\n````\n")
	expect(t, printed(t, printMarkdown, lint.Result{Files: 1, Objects: 1}, Options{}), "## tfk8s: no findings\n\n1 object in 1 file: no findings\n\n")
}

// TestMarkdownFitsIntoAStepSummary: GitHub rejects one of more than 1 MiB.
func TestMarkdownFitsIntoAStepSummary(t *testing.T) {
	f := manifest.Parse("a.yaml", []byte(deployment))
	r := result()
	for range 5000 {
		r.Diagnostics = append(r.Diagnostics, finding(legacyImage, f, "web", strings.Repeat("long ", 100)))
	}
	out := printed(t, printMarkdown, r, Options{Quota: strings.Repeat("a line of the quota\n", 100_000)})
	if len(out) >= 1<<20 {
		t.Errorf("%d bytes", len(out))
	}
	rows := strings.Count(out, "\n| error |")
	if want := fmt.Sprintf("\nNot shown: %d legacy-image.\n", 5000-rows); !strings.Contains(out, want) {
		t.Errorf("there are %d rows, and no %q", rows, want)
	}
	limited := printed(t, printMarkdown, r, Options{Limit: 3})
	if !strings.Contains(limited, "\nNot shown: 4997 legacy-image.\n") || strings.Count(limited, "\n| error |") != 3 {
		t.Error("the limit does not hold")
	}
}

func TestFilesAreNamedForTheirReaders(t *testing.T) {
	f := manifest.Parse("../k8s/a.yaml", []byte(deployment))
	o := Options{Path: func(name string) string { return "top/" + strings.TrimPrefix(name, "../") }, Failed: []Failure{{"../b.yaml", "x"}}}
	for _, form := range formats() {
		out := printed(t, form.Print, result(finding(legacyImage, f, "web", "old")), o)
		if isNamed := strings.Contains(out, "top/k8s/a.yaml"); isNamed != (form.Audience != People) {
			t.Errorf("%s: %s", form.Name, out)
		}
	}
}

func TestTheClosingLinesCountWhatDidNotChange(t *testing.T) {
	expect(t, closing(lint.Result{Files: 1, Objects: 1}, Options{Unchanged: 2, Base: "main\x1b"}),
		"1 object in 1 file: no findings\nnot shown: 2 findings outside of the changes since main\\x1b")
}
