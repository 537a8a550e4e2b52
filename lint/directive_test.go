package lint_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

// reading is a Document rule, which also sees documents that cannot be read.
var reading = &lint.Rule{ID: "TFK001", Name: "reading", Severity: lint.Error, Document: func(p *lint.Pass, d *manifest.Document) {
	if err := d.Err(); err != nil {
		p.Report(lint.Report{Span: err.Span}, "unreadable")
	}
}}

var ignoring = &lint.Config{Rules: []*lint.Rule{reading, shouting, twice}, Directives: directives}

func TestADirectiveNamesSeveralRules(t *testing.T) {
	for _, list := range []string{"shouting,twice", "shouting, twice", "tfk901,TFK902"} {
		want(t, found(ignoring, named("A")+"---\n"+named("A # tfk8s:ignore "+list+" both are meant")), "a.yaml:4 shouting")
	}
	want(t, found(ignoring, named("A # tfk8s:ignore shouting,reading as it was")), "a.yaml:4 unused")
	want(t, found(ignoring, named("A # tfk8s:ignore shouting,nonsense as it was")), "a.yaml:4 unknown")
	want(t, found(ignoring, named("A # tfk8s:ignore shouting,reading")), "a.yaml:4 shouting", "a.yaml:4 no-reason")
}

func TestADirectiveForTheFileHoldsForAllOfItsDocumentsAndSets(t *testing.T) {
	const all = "# tfk8s:ignore-file shouting,twice all of them are loud\n"
	loud := named("A") + "---\n" + named("B") + "---\n" + named("A")
	for _, text := range []string{all + loud, loud + all, named("A") + "---\n" + all + "---\n" + loud, named("A "+all) + "---\n" + named("A")} {
		want(t, found(ignoring, text))
	}
	want(t, found(ignoring, all+named("A"), named("A")), "b.yaml:4 shouting", "b.yaml:4 twice")
}

func TestADirectiveIgnoresWhatIsWrongWithTheText(t *testing.T) {
	const broken = "a: [\n"
	for _, text := range []string{
		broken + "# tfk8s:ignore-file reading it is half a file\n",
		"# tfk8s:ignore-file reading it is half a file\n---\n" + broken,
		"# tfk8s:ignore reading it is half a file\n" + broken,
		"a: b\n c: 'x # y' # tfk8s:ignore reading on purpose\n",
	} {
		want(t, found(ignoring, text))
	}
	want(t, found(ignoring, "a: \"# tfk8s:ignore-file reading in quotes\n"), "a.yaml:1 reading")
}

func TestARuleThatCouldNotSeeWhatADirectiveIsAboutIsNotUnused(t *testing.T) {
	for _, text := range []string{
		"a: [ # tfk8s:ignore shouting,reading it is loud\n",
		"# tfk8s:ignore-file shouting it is loud\n---\n" + named("a") + "---\na: [ # tfk8s:ignore reading half\n",
		"# tfk8s:ignore shouting it is loud\nversion: 3\n",
		"# tfk8s:ignore-file shouting it is loud\nversion: 3\n",
		named("A # tfk8s:ignore shouting,twice another file may have it too"),
	} {
		want(t, found(ignoring, text))
	}
	want(t, found(ignoring, "# tfk8s:ignore-file shouting it is loud\n"+named("a")+"---\nversion: 3\n"), "a.yaml:1 unused")
	want(t, found(ignoring, named("a")+"# tfk8s:ignore shouting nothing follows\n"), "a.yaml:5 unused")
	want(t, found(ignoring, "version: 3 # tfk8s:ignore reading it is readable\n"), "a.yaml:1 unused")
	want(t, found(ignoring, named("a")+"# tfk8s:ignore shouting about the next document\n---\n# and\n---\n"+named("b")), "a.yaml:5 unused")
	want(t, found(ignoring, named("a")+"# tfk8s:ignore shouting about the next document\n---\nversion: 3\n"))
}

func TestFindingsAboutDirectivesCanBeIgnored(t *testing.T) {
	cfg := *ignoring
	cfg.Rules = append(slices.Clone(cfg.Rules), directives.NoReason, directives.Unknown, directives.Unused)
	want(t, found(&cfg, "# tfk8s:ignore-file unknown,unused not yet\n"+named("a # tfk8s:ignore shouting on purpose")+"# tfk8s:disable all\n"))
	want(t, found(&cfg, "# tfk8s:ignore-file unused not yet\n"+named("a")), "a.yaml:1 unused")
}

func TestAMisspelledDirectiveIsFound(t *testing.T) {
	const because = " because it is meant"
	for comment, title := range map[string]string{
		"tfk8s: ignore shouting" + because:          `write "tfk8s:ignore shouting"`,
		"tfk8s-ignore shouting" + because:           `write "tfk8s:ignore shouting"`,
		"tfk8s ignore shouting" + because:           `write "tfk8s:ignore shouting"`,
		"TFK8S:IGNORE shouting" + because:           `write "tfk8s:ignore shouting"`,
		"tf8ks:ignore shouting" + because:           `write "tfk8s:ignore shouting"`,
		"tfk8s:ignroe shouting" + because:           `write "tfk8s:ignore shouting"`,
		"tfk8s:ignore: shouting" + because:          `write "tfk8s:ignore shouting"`,
		"tfk8s:ignore=shouting,reading" + because:   `write "tfk8s:ignore shouting,reading"`,
		"tfk8s:ignore shoutign,twice" + because:     `write "tfk8s:ignore shouting,twice"`,
		"tfk8s-ignore-file shoutign" + because:      `write "tfk8s:ignore-file shouting"`,
		"tfk8s:ignore_file TFK910" + because:        "",
		"tfk8s:ignore shouting: " + because:         `write "tfk8s:ignore shouting"`,
		"tfk8s:disable shouting" + because:          "",
		"tfk8s: ignore shouting":                    "",
		"tfk8s-ignore":                              "",
		"tfk8s: see the documentation":              "",
		"tfk8s:ignored-by-nobody":                   "",
		"tfk8s:":                                    "",
		"tfk8s:ignore nonsense-of-old" + because:    "",
		"tfk8s:ignore shouting" + because + ", yes": "none",
	} {
		f := manifest.Parse("a.yaml", []byte(named("a")+"# "+comment+"\n"))
		var list []string
		for _, d := range lint.Run(ignoring, []*manifest.File{f}).Diagnostics {
			if d.Rule == directives.Unknown && d.Fix != nil {
				list = append(list, d.Fix.Title)
			} else if d.Rule == directives.Unknown {
				list = append(list, "")
			}
		}
		if title == "none" && len(list) == 0 {
			continue
		}
		if !slices.Equal(list, []string{title}) {
			t.Errorf("%q: %q, want %q", comment, list, title)
		}
	}
}

// The finding that a misspelled directive means is reported, but convert must not fix it.
func TestAMisspelledDirectiveKeepsTheFixAway(t *testing.T) {
	const text = "apiVersion: v1\nkind: A\nmetadata: {name: X} # %s\n"
	for comment, fixable := range map[string]bool{
		"tfk8s-ignore shouting it must be loud":  false,
		"tfk8s:ignore shoutign it must be loud":  false,
		"tfk8s-ignore shouting":                  true,
		"tfk8s:disable shouting it must be loud": true,
	} {
		f := manifest.Parse("a.yaml", fmt.Appendf(nil, text, comment))
		for _, d := range lint.Run(ignoring, []*manifest.File{f}).Diagnostics {
			if d.Rule == shouting && (d.Fix != nil) != fixable {
				t.Errorf("%s: fixable %v, want %v", comment, d.Fix != nil, fixable)
			}
		}
	}
}

func TestThereAreNoDirectivesInJSON(t *testing.T) {
	f := manifest.Parse("a.json", []byte(`{"apiVersion": "v1", "kind": "A", "metadata": {"name": "# tfk8s:ignore shouting no"}} # tfk8s:disable`))
	if lint.HasDirectives(f) {
		t.Error("JSON has no comments")
	}
}

// The text below directives is read only once, even if several of them apply to the same line.
func TestTextIsPassedOnceHoweverManyDirectivesAreThere(t *testing.T) {
	for name, text := range map[string]string{
		"above one line":    strings.Repeat("# tfk8s:ignore shouting it is loud\n\n", 500) + named("a"),
		"without an object": strings.Repeat("# tfk8s:ignore shouting it is loud\n---\n", 500) + named("a"),
		"each above a line": strings.Repeat("# tfk8s:ignore shouting it is loud\n"+named("a")+"---\n", 500),
		"behind text":       strings.Repeat(named("a # tfk8s:ignore shouting it is loud")+"---\n", 500),
	} {
		f := manifest.Parse("a.yaml", []byte(text))
		if passed := lint.PassedFor(ignoring, f); passed > len(text) {
			t.Errorf("%s: %d bytes are passed of %d", name, passed, len(text))
		}
	}
}
