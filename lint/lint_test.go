package lint_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

// shouting finds names in capitals, and fixes them.
var shouting = &lint.Rule{
	ID: "TFK901", Name: "shouting", Severity: lint.Error, Stage: lint.API, Fix: lint.Safe,
	Object: func(p *lint.Pass, o *manifest.Object) {
		if name := o.Root.At("metadata", "name"); o.Name != strings.ToLower(o.Name) {
			edits, ok := name.SetText(strings.ToLower(o.Name))
			p.At(name, lint.NewFix(lint.Safe, edits, ok, "whisper"), "%s is loud", o.Name)
		}
	},
}

// asFacts is a gathering whose rules look at the facts.
func asFacts[F any](facts []*lint.Fact[F]) []*lint.Fact[F] { return facts }

// twice finds names that two objects of a run have.
var twice = &lint.Rule{
	ID: "TFK902", Name: "twice", Severity: lint.Warning, Stage: lint.API,
	Set: lint.Gather(nameSpan, asFacts).Check(func(p *lint.Pass, all []*lint.Fact[manifest.Span]) {
		seen := map[string]bool{}
		for _, f := range all {
			if seen[f.Object.Name] {
				p.Report(lint.Report{File: f.File, Object: f.Object, Span: f.Value}, "%s again", f.Object.Name)
			}
			seen[f.Object.Name] = true
		}
	}),
}

func nameSpan(_ *lint.Pass, o *manifest.Object) (manifest.Span, bool) {
	return o.Root.At("metadata", "name").ValueMark(), true
}

var directives = &lint.Directives{
	NoReason: &lint.Rule{ID: "TFK011", Name: "no-reason", Severity: lint.Warning},
	Unknown:  &lint.Rule{ID: "TFK012", Name: "unknown", Severity: lint.Warning},
	Unused:   &lint.Rule{ID: "TFK013", Name: "unused", Severity: lint.Warning},
}

func named(name string) string {
	return "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: " + name + "\n"
}

// found lints texts, each a file, and returns what was found as "file:line rule".
func found(cfg *lint.Config, texts ...string) []string {
	var files []*manifest.File
	for i, text := range texts {
		files = append(files, manifest.Parse(fmt.Sprintf("%c.yaml", 'a'+i), []byte(text)))
	}
	var list []string
	for _, d := range lint.Run(cfg, files).Diagnostics {
		list = append(list, fmt.Sprintf("%s:%d %s", d.File.Name, d.File.Position(d.Span.Start).Line, d.Rule.Name))
	}
	return list
}

func want(t *testing.T, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
}

func TestFindingsComeInTheOrderOfFilesAndPlaces(t *testing.T) {
	cfg := &lint.Config{Rules: []*lint.Rule{twice, shouting}}
	want(t, found(cfg, named("A")+"---\n"+named("B"), named("A")),
		"a.yaml:4 shouting", "a.yaml:9 shouting", "b.yaml:4 shouting", "b.yaml:4 twice")
}

func TestASetRuleSeesEveryObjectOfTheRun(t *testing.T) {
	cfg := &lint.Config{Rules: []*lint.Rule{twice}}
	want(t, found(cfg, named("a"), named("b"), named("a")), "c.yaml:4 twice")
}

func TestASetRuleKnowsTheErrorsOfEachObject(t *testing.T) {
	var errors []string
	lonely := &lint.Rule{
		ID: "TFK903", Name: "lonely",
		Set: lint.Gather(nameSpan, asFacts).Check(func(_ *lint.Pass, all []*lint.Fact[manifest.Span]) {
			for _, f := range all {
				if f.Faults.Any(func(d lint.Fault) bool { return d.Stage == lint.API && d.HasFix }) {
					errors = append(errors, f.Object.Name)
				}
			}
		}),
	}
	found(&lint.Config{Rules: []*lint.Rule{lonely, shouting}}, named("A")+"---\n"+named("b"), named("C"))
	want(t, errors, "A", "C")
}

func TestTheResultDoesNotDependOnTheNumberOfFilesAtOnce(t *testing.T) {
	cfg := &lint.Config{Rules: []*lint.Rule{shouting, twice}}
	var texts []string
	for i := range 25 {
		texts = append(texts, named(string(rune('A'+i%5))))
	}
	first := found(cfg, texts...)
	for range 5 {
		want(t, found(cfg, texts...), first...)
	}
}

func TestEveryObjectAmongManyIsSeenOnceAndInOrder(t *testing.T) {
	var text strings.Builder
	var lines []string
	line := 0
	add := func(add string, loud int) {
		lines = append(lines, fmt.Sprintf("a.yaml:%d shouting", line+loud))
		text.WriteString(add)
		line += strings.Count(add, "\n")
	}
	for i := range 90 {
		if i == 45 {
			text.WriteString("apiVersion: v1\nkind: List\nitems:\n")
			line += 3
			for range 300 {
				add("- {apiVersion: v1, kind: ConfigMap, metadata: {name: B}}\n", 1)
			}
			text.WriteString("---\n")
			line++
		}
		add(named("A")+strings.Repeat("# more than the processor has at hand\n", 20)+"---\n", 4)
	}
	want(t, found(&lint.Config{Rules: []*lint.Rule{shouting}}, text.String()), lines...)
}

func TestFilesAreLintedTogetherAsByThemselves(t *testing.T) {
	cfg := &lint.Config{Rules: []*lint.Rule{shouting, twice}, Directives: directives, TitlesOnly: true, Foreign: func(f *manifest.File) any {
		if f.Name == "foreign" {
			return f
		}
		return nil
	}}
	texts := []string{
		named("A"), strings.TrimSpace(named("B")), "a: [", "", named("A") + "---\n" + named("c") + "---\n- d\n", `{"kind": "X", "apiVersion": "v1", "metadata": {"name": "A"}}`,
		strings.Repeat(named("D")+"---\n", 70), strings.Replace(named("E"), "E", "E # tfk8s:ignore shouting on purpose", 1), "# tfk8s:ignore nothing\n" + named("f"),
	}
	lintAll := func(run func([]*manifest.File) lint.Result) (said []string) {
		var files []*manifest.File
		for i := range 3 * len(texts) {
			name := "manifest"
			if i%5 == 4 {
				name = "foreign"
			}
			files = append(files, manifest.Parse(name, []byte(texts[i%len(texts)])))
		}
		r := run(files)
		for _, d := range r.Diagnostics {
			said = append(said, fmt.Sprint(slices.Index(files, d.File), d.Span, d.Rule.Name, d.Path, d.Message, d.Fix != nil, d.Object))
		}
		return append(said, fmt.Sprint(r.Files, r.Objects, r.Skipped, r.Foreign))
	}
	want(t, lintAll(func(files []*manifest.File) lint.Result { return lint.Merge(cfg, lint.Files(cfg, files)) }),
		lintAll(func(files []*manifest.File) lint.Result { return lint.Run(cfg, files) })...)
}

// byKey is a classifier that recognizes contents by a key of the document.
type byKey struct{}

func (byKey) Document(d *manifest.Document) lint.Content {
	switch root := d.Root(); {
	case root.Field("kind").Exists():
		return lint.Content{}
	case root.Field("other").Exists():
		return lint.Content{Kind: lint.OtherAPI}
	case root.Field("client").Exists():
		return lint.Content{Kind: lint.ClientFile, Name: "a client file"}
	}
	return lint.Content{Kind: lint.Nothing, Name: "nothing"}
}

func (byKey) Object(o *manifest.Object) lint.ContentKind {
	if o.Kind == "Other" {
		return lint.OtherAPI
	}
	return lint.Manifest
}

func TestObjectsAndSkippedDocumentsAreCounted(t *testing.T) {
	f := manifest.Parse("a.yaml", []byte(named("a")+"---\nversion: 3\n---\n# nothing\n---\napiVersion: v1\nkind: List\nitems:\n- {kind: A, apiVersion: v1}\n- {kind: Other, apiVersion: v1}\n"))
	g := manifest.Parse("b.yaml", []byte("# nothing\n---\nclient: 1\n"))
	r := lint.Run(&lint.Config{Classifier: byKey{}}, []*manifest.File{f, g})
	if r.Files != 2 || r.Objects != 2 || r.Skipped != 2 || len(r.LeftOut) != 1 || r.LeftOut[0].File != "b.yaml" {
		t.Errorf("counted %d files, %d objects, %d skipped; left out %v", r.Files, r.Objects, r.Skipped, r.LeftOut)
	}
}

func TestRulesLookOnlyAtTheContentThatTheyAreFor(t *testing.T) {
	report := func(p *lint.Pass, d *manifest.Document) { p.Report(lint.Report{Span: d.Span()}, "seen") }
	plain := &lint.Rule{ID: "TFK901", Name: "plain", Document: report}
	other := &lint.Rule{ID: "TFK902", Name: "other", Document: report, Content: lint.OtherAPI}
	item := &lint.Rule{ID: "TFK903", Name: "item", Content: lint.OtherAPI, Object: func(p *lint.Pass, o *manifest.Object) {
		p.Report(lint.Report{Span: o.Root.Mark()}, "seen")
	}}
	cfg := &lint.Config{Rules: []*lint.Rule{plain, other, item, shouting}, Classifier: byKey{}}
	want(t, found(cfg, named("A"), "other: 1\n", "x: 1\n", "apiVersion: v1\nkind: List\nitems:\n- {kind: Other, metadata: {name: A}}\n"),
		"a.yaml:1 plain", "a.yaml:4 shouting", "b.yaml:1 other", "d.yaml:1 plain", "d.yaml:4 item")
}

// TestAForeignFileHasRulesOfItsOwn checks that Object rules do not see what looks like an object in a foreign file, and that
// directives and Document rules work as in any file.
func TestAForeignFileHasRulesOfItsOwn(t *testing.T) {
	text := &lint.Rule{ID: "TFK903", Name: "text", Document: func(p *lint.Pass, d *manifest.Document) {
		p.At(d.Root(), nil, "shared: %v", p.Prepared)
	}}
	settings := &lint.Rule{ID: "TFK904", Name: "settings", Foreign: func(p *lint.Pass, d *manifest.Document) {
		p.AtKey(d.Root().Field("kind"), nil, "shared: %v", p.Prepared)
	}}
	cfg := &lint.Config{Rules: []*lint.Rule{shouting, text, settings}, Foreign: func(f *manifest.File) any {
		if f.Name == "b.yaml" {
			return "settings"
		}
		return nil
	}}
	want(t, found(cfg, named("A"), named("A")), "a.yaml:1 text", "a.yaml:4 shouting", "b.yaml:1 text", "b.yaml:2 settings")
	want(t, found(cfg, named("a"), strings.Replace(named("A"), "ConfigMap", "x # tfk8s:ignore settings as it was", 1)), "a.yaml:1 text", "b.yaml:1 text")
	r := lint.Run(cfg, []*manifest.File{manifest.Parse("b.yaml", []byte(named("A")))})
	if r.Objects != 0 || r.Skipped != 0 || r.Foreign != 1 {
		t.Errorf("counted %d objects, %d skipped documents, %d foreign files", r.Objects, r.Skipped, r.Foreign)
	}
}

func TestADirectiveTakesAFindingAway(t *testing.T) {
	cfg := &lint.Config{Rules: []*lint.Rule{shouting}, Directives: directives}
	for _, text := range []string{
		"metadata:\n  name: A # tfk8s:ignore shouting it must be loud\n",
		"metadata:\n  name: A #   tfk8s:ignore\tTFK901\tit must be loud\n",
		"metadata:\n  # tfk8s:ignore shouting it must be loud\n\n  # and more\n  name: A\n",
		"metadata:\n  # tfk8s:ignore shouting it must be loud\n  name: A",
	} {
		want(t, found(cfg, "apiVersion: v1\nkind: ConfigMap\n"+text))
	}
}

func TestADirectiveHoldsForItsLineAlone(t *testing.T) {
	cfg := &lint.Config{Rules: []*lint.Rule{shouting}, Directives: directives}
	want(t, found(cfg, "# tfk8s:ignore shouting it must be loud\n"+named("A")), "a.yaml:1 unused", "a.yaml:5 shouting")
}

func TestADirectiveWithoutReasonIgnoresNothing(t *testing.T) {
	cfg := &lint.Config{Rules: []*lint.Rule{shouting}, Directives: directives}
	want(t, found(cfg, named("A # tfk8s:ignore shouting")), "a.yaml:4 shouting", "a.yaml:4 no-reason")
}

func TestADirectiveMustNameARule(t *testing.T) {
	cfg := &lint.Config{Rules: []*lint.Rule{shouting}, Directives: directives}
	want(t, found(cfg, named("a # tfk8s:ignore shoutign it must be loud")), "a.yaml:4 unknown")
	want(t, found(cfg, named("a # tfk8s:ignore")), "a.yaml:4 unknown")
}

func TestADirectiveForARuleThatDoesNotRunIsNotUnused(t *testing.T) {
	cfg := &lint.Config{Rules: []*lint.Rule{twice}, Known: []*lint.Rule{shouting, twice}, Directives: directives}
	want(t, found(cfg, named("A # tfk8s:ignore shouting it must be loud")))
}

// skipping leaves rules out in the first file.
func skipping(skipped ...*lint.Rule) *lint.Config {
	return &lint.Config{
		Rules: []*lint.Rule{shouting, twice}, Directives: directives,
		Skips: func(f *manifest.File) []*lint.Rule {
			if f.Name == "a.yaml" {
				return skipped
			}
			return nil
		},
	}
}

func TestASkippedRuleFindsNothingInTheFile(t *testing.T) {
	want(t, found(skipping(shouting), named("A"), named("B")), "b.yaml:4 shouting")
}

func TestASetRuleIsSkippedInTheFileOfItsFinding(t *testing.T) {
	both := named("a") + "---\n" + named("a")
	want(t, found(skipping(twice), both, named("a")), "b.yaml:4 twice")
}

func TestADirectiveForASkippedRuleIsNotUnused(t *testing.T) {
	text := named("a # tfk8s:ignore shouting a name of old")
	want(t, found(skipping(shouting), text, text), "b.yaml:4 twice", "b.yaml:4 unused")
	want(t, found(skipping(directives.Unused), text), []string{}...)
}

func TestTextThatLooksLikeADirectiveIsNone(t *testing.T) {
	cfg := &lint.Config{Rules: []*lint.Rule{shouting}, Directives: directives}
	want(t, found(cfg, named("A")+"data:\n  a: |\n    # tfk8s:ignore nonsense\n  b: \"# tfk8s:ignore nonsense\"\n"), "a.yaml:4 shouting")
	want(t, found(cfg, named("a # tfk8s lint likes it")+"# tfk8s ignores what it says here\n# k8s: ignore\n# tfk8s-ignored: none\n# see tfk8s:ignore\n"))
}

func TestAFixOfSharedTextNeedsThatEveryUseWantsIt(t *testing.T) {
	const two = "apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: A, metadata: &m {name: X}}\n- {apiVersion: v1, kind: B, metadata: *m}\n"
	const notAll = two + "- {apiVersion: v1, kind: C, metadata: {name: c, annotations: *m}}\n"
	for text, fixable := range map[string]bool{two: true, notAll: false, notAll + "---\n" + named("c"): false} {
		r := lint.Run(&lint.Config{Rules: []*lint.Rule{shouting}}, []*manifest.File{manifest.Parse("a.yaml", []byte(text))})
		for _, d := range r.Diagnostics {
			if (d.Fix != nil) != fixable {
				t.Errorf("%s: fixable %v, want %v", text, d.Fix != nil, fixable)
			}
			if !fixable && d.Help != "write the value out instead of using an alias, then whisper" {
				t.Errorf("%s: the help is %q", text, d.Help)
			}
		}
	}
}

func TestAFixOfSharedTextIsNoneIfADirectiveKeepsTheTextForAnAlias(t *testing.T) {
	const text = "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: A\n  metadata: {name: &n X}\n" +
		"- apiVersion: v1\n  kind: B\n  # tfk8s:ignore shouting it is\n  metadata: {name: *n}\n"
	for _, titlesOnly := range []bool{false, true} {
		cfg := &lint.Config{Rules: []*lint.Rule{shouting}, Directives: directives, TitlesOnly: titlesOnly}
		r := lint.Run(cfg, []*manifest.File{manifest.Parse("a.yaml", []byte(text))})
		if len(r.Diagnostics) != 1 || r.Diagnostics[0].Fix != nil || r.Diagnostics[0].Help != "write the value out instead of using an alias, then whisper" {
			t.Errorf("titles only: %v, found: %+v", titlesOnly, r.Diagnostics)
		}
	}
}
