package report

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

// officialSchema returns a function that compares a log with the schema of the standard.
func officialSchema(t *testing.T) func(text string) error {
	t.Helper()
	src, err := os.ReadFile("testdata/sarif-schema-2.1.0.json")
	if err != nil {
		t.Fatal(err)
	}
	document, err := jsonschema.UnmarshalJSON(strings.NewReader(string(src)))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	const name = "sarif-schema-2.1.0.json"
	if err := compiler.AddResource(name, document); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile(name)
	if err != nil {
		t.Fatal(err)
	}
	return func(text string) error {
		log, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
		if err != nil {
			return err
		}
		return schema.Validate(log)
	}
}

func TestSARIFIsValid(t *testing.T) {
	validate := officialSchema(t)
	d := hostile()
	d.Related = append(d.Related, d.Related...) // the schema wants each once
	d.Label, d.Help = "a label", "a help"
	var many strings.Builder
	o := Options{}
	run := sarifRun{Tool: sarifTool{o.newSARIFDriver()}, ColumnKind: "unicodeCodePoints", NewlineSequences: []string{"\n"}, Invocations: []sarifInvocation{o.newSARIFInvocation(mostResults + 1)}, Results: []sarifResult{}}
	if err := EncodeJSON(&many, sarifLog{Schema: "https://example.org/", Version: "2.1.0", Runs: []sarifRun{run}}); err != nil {
		t.Fatal(err)
	}
	withPage := Options{PageURL: func(*lint.Rule) string { return "https://example.org/rules/a.md" }, Version: func() string { return "v1.2.3" }}
	for name, out := range map[string]string{
		"hostile":  printed(t, printSARIF, result(d), withPage),
		"nothing":  printed(t, printSARIF, lint.Result{}, Options{ExitCode: 2}),
		"failures": printed(t, printSARIF, lint.Result{}, failures),
		"many":     many.String(),
	} {
		if err := validate(out); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if validate(`{"version": "2.1.0", "runs": [{}]}`) == nil {
		t.Error("a run without a tool is valid")
	}
}

func TestSARIFLeavesOutTheLeastSevere(t *testing.T) {
	var found []lint.Diagnostic
	for i, s := range []lint.Severity{lint.Note, lint.Error, lint.Warning, lint.Note, lint.Warning, lint.Error} {
		found = append(found, lint.Diagnostic{Severity: s, Message: fmt.Sprint(i)})
	}
	for room, want := range map[int]string{0: "", 1: "1", 2: "15", 3: "125", 4: "1245", 5: "01245", 6: "012345", 7: "012345"} {
		kept := ""
		for _, d := range mostSevere(found, room) {
			kept += d.Message
		}
		if kept != want {
			t.Errorf("of %d, %q are kept, want %q", room, kept, want)
		}
	}
	var o Options
	for findings, want := range map[int][]string{
		shownResults:     nil,
		shownResults + 1: {"GitHub shows only the 5000 most severe findings of a run"},
		mostResults + 2:  {"2 findings left out, the least severe ones: a run has room for 25000", "GitHub shows only the 5000 most severe findings of a run"},
	} {
		var texts []string
		for _, n := range o.newSARIFInvocation(findings).Notifications {
			texts = append(texts, n.Message.Text)
		}
		if !slices.Equal(texts, want) {
			t.Errorf("of %d findings the log says %q", findings, texts)
		}
	}
}

// TestSARIFRegionsAgreeWithTheirOffsets counts lines as the log says, for files with every kind of line break.
func TestSARIFRegionsAgreeWithTheirOffsets(t *testing.T) {
	for _, text := range []string{
		"# é\rkind: Pod\rname: web\r",
		"# é\r\nkind: Pod\nname: web\r# end",
		"# a\u0085b\u2028c\u2029d\nkind: \"𐐀 Pod\" # \u0085 web\n",
		"# a\u2028kind: Pod\u2028name: web",
	} {
		f := manifest.Parse("a.yaml", []byte(text))
		var log sarifLog
		found := result(finding(noLimits, f, "Pod", "odd"), finding(noLimits, f, "web", "odd"))
		if err := json.Unmarshal([]byte(printed(t, printSARIF, found, Options{})), &log); err != nil {
			t.Fatal(err)
		}
		breaks := log.Runs[0].NewlineSequences
		for i, r := range log.Runs[0].Results {
			region, at := r.Locations[0].Physical.Region, strings.Index(text, []string{"Pod", "web"}[i])
			if got := offsetOf(text, breaks, region.StartLine, region.StartColumn); got != *region.CharOffset || got != utf8.RuneCountInString(text[:at]) {
				t.Errorf("%q: %d:%d is at %d, not %d", text, region.StartLine, region.StartColumn, got, *region.CharOffset)
			}
			if got := offsetOf(text, breaks, region.EndLine, region.EndColumn); got != *region.CharOffset+*region.CharLength {
				t.Errorf("%q: %d:%d is at %d, not %d", text, region.EndLine, region.EndColumn, got, *region.CharOffset+*region.CharLength)
			}
		}
	}
}

// offsetOf returns the offset in characters of a place, given what ends a line. Longer line breaks come first.
func offsetOf(text string, breaks []string, line, column int) int {
	rest := text
	for ; line > 1; line-- {
		for {
			i := slices.IndexFunc(breaks, func(b string) bool { return strings.HasPrefix(rest, b) })
			if i >= 0 {
				rest = rest[len(breaks[i]):]
				break
			}
			_, size := utf8.DecodeRuneInString(rest)
			rest = rest[max(size, 1):]
		}
	}
	return utf8.RuneCountInString(text[:len(text)-len(rest)]) + column - 1
}

// TestLineHashesAreThoseOfGitHub compares them with what the code that GitHub runs gives for the same texts.
func TestLineHashesAreThoseOfGitHub(t *testing.T) {
	for text, want := range map[string][]string{
		"":                   {"c129715d7a2bc9a3:1"},
		" a\nb\n  \t\tc\n d": {"271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"},
		"kind: Pod\r\n\r\n# 𐐀 é\rkind: Pod\n": {"b53e304920e2477e:1", "523d5c1d91290c55:1", "eabe2a3ffbce35df:1", "28ba5d815d3b3bf4:1", "c129715d7a2bc9a3:1"},
	} {
		var got []string
		for _, h := range hashLines([]byte(text)) {
			got = append(got, h.String())
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	repeated := hashLines([]byte(strings.Repeat("bot\n", 60)))
	if repeated[0].String() != "187a4c04508863a7:1" || repeated[35].String() != "187a4c04508863a7:36" || repeated[36].String() != "187a4c0516167ccb:1" {
		t.Errorf("repeated lines: %v", repeated)
	}
}

func TestLineHashesStayWhenLinesAreInsertedAbove(t *testing.T) {
	of := func(text string) string {
		f := manifest.Parse("a.yaml", []byte(text))
		var log sarifLog
		if err := json.Unmarshal([]byte(printed(t, printSARIF, result(finding(legacyImage, f, "toollabs", "old")), Options{})), &log); err != nil {
			t.Fatal(err)
		}
		return log.Runs[0].Results[0].Fingerprints["primaryLocationLineHash"]
	}
	before := of(deployment)
	if after := of("# one\n\n# two\n" + deployment); after != before {
		t.Errorf("%s became %s", before, after)
	}
	if after := of(strings.Replace(deployment, "python", "php", 1)); after == before {
		t.Error("another line has the same hash")
	}
	if of("\ufeff"+deployment) != before {
		t.Error("a byte order mark changes the hash of a later line")
	}
}

func TestSARIFDescribesRules(t *testing.T) {
	rule := *legacyImage
	rule.Doc = "# legacy-image (TFK201)\n\nAn image is [old](other.md).\n\n## Why it matters\n\nIt does\nnot run: see [here](../quota/over.md#good).\n\nMore.\n\n```yaml\na: [b](c.md)\n```\n"
	out := newSARIFRule(&rule, "https://example.org/tree/rules/image/legacy-image.md")
	expect(t, out.Short.Text, "An image is old.")
	expect(t, out.Full.Text, "An image is old. It does not run: see here.")
	expect(t, out.Help.Markdown, strings.NewReplacer("(other.md)", "(https://example.org/tree/rules/image/other.md)",
		"(../quota/over.md#good)", "(https://example.org/tree/rules/quota/over.md#good)").Replace(rule.Doc))
	if got := cutText(strings.Repeat("A word. ", 200), mostDescription); utf8.RuneCountInString(got) > mostDescription || !strings.HasSuffix(got, "word.") {
		t.Errorf("the text ends with %q", got[len(got)-20:])
	}
	if got := cutText(strings.Repeat("ä", 2000), mostDescription); utf8.RuneCountInString(got) > mostDescription {
		t.Errorf("%d characters", utf8.RuneCountInString(got))
	}
}

func TestSARIFNamesTheVersion(t *testing.T) {
	for version, want := range map[string]string{
		"v1.2.3": "1.2.3", "v0.0.0-20261130120000-abcdef123456+dirty": "0.0.0-20261130120000-abcdef123456+dirty", "(devel)": "0.0.0-devel", "1.0": "0.0.0-devel",
	} {
		o := Options{Version: func() string { return version }}
		if driver := o.newSARIFDriver(); driver.Version != want || driver.SemanticVersion != want {
			t.Errorf("%s: %+v", version, driver)
		}
	}
}
