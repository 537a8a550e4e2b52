package convert_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/convert"
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/lint/parallel"
	"github.com/toolforge/tfk8s/rules"
)

// uncovering are the rules whose fixes make more of an object readable: objects of a kind that the legacy cluster does not serve, and
// values of the wrong type. A new error at a place that no fix changed was hidden before.
var uncovering = []string{
	"syntax-error", "wrong-type", "env-not-string", "service-manifest",
	"kind-not-on-legacy", "api-not-on-legacy",
}

const noPreset = "pods without the label did not get the PodPreset, and nobody compared them with it"

// remaking are the rules whose fixes make an object one of another kind or version, which is judged anew.
var remaking = []string{"wrong-kind", "api-not-served", "api-not-on-legacy"}

// allowed lists the errors that may appear after a fix at a place that the fix changed, and why.
var allowed = []struct{ fix, shows, why string }{
	{"unknown-field", "invalid-value", "the field was misspelled, and nobody read its value"},
	{"unknown-field", "preset-conflict-home", "HOME was written as a key, and nobody read the variable"},
	{"syntax-error", "invalid-value", "nobody could read the value"},
	{"syntax-error", "wrong-type", "nobody could read the value"},
	{"wrong-type", "preset-conflict-home", "env was no list, and nobody read the variable"},
	{"service-manifest", "manifest-limits", "the key was misspelled, and nobody read its value"},
	{"pod-label-missing", "preset-conflict-mount", noPreset},
	{"pod-label-missing", "preset-conflict-volume", noPreset},
	{"pod-label-missing", "preset-conflict-home", noPreset},
	{"label-only-on-controller", "preset-conflict-mount", noPreset},
	{"label-only-on-controller", "preset-conflict-volume", noPreset},
	{"label-only-on-controller", "preset-conflict-home", noPreset},
	{"selector-mismatch", "preset-conflict-mount", noPreset},
	{"selector-mismatch", "preset-conflict-volume", noPreset},
	{"selector-mismatch", "preset-conflict-home", noPreset},
	{"selector-required", "invalid-value", "the selector copies labels with the same error"},
	{"api-not-on-legacy", "invalid-value", "nobody judged the fields of an object that was of no kind"},
}

// TestNoFixLeavesAnErrorThatItsInputDidNotHave compares the errors by rule and path before and after convert. It leaves out rules
// about all objects of a run, because an object that is no longer rejected counts among the others.
func TestNoFixLeavesAnErrorThatItsInputDidNotHave(t *testing.T) {
	all := slices.Concat(samples(t), generated())
	problems := parallel.Map(len(all), func(i int) (found []string) {
		for direction, cfg := range directions() {
			for _, problem := range newErrors(cfg, all[i].file, all[i].text) {
				found = append(found, fmt.Sprintf("%s, %s: %s", all[i].name, direction, problem))
			}
		}
		return found
	})
	for _, problem := range slices.Concat(problems...) {
		t.Error(problem)
	}
}

// newErrors lists the errors in the conversion of a text that the text does not have.
func newErrors(cfg *lint.Config, name, text string) (problems []string) {
	before := readable(cfg, name, text)
	was := errorsOf(lint.Run(cfg, []*manifest.File{before}))
	r, err := convert.File(&convert.Options{Config: cfg, Pin: rules.Pin}, before)
	if err != nil || !r.Changed {
		return nil
	}
	applied := namesOf(r.Applied)
	uncovers := slices.ContainsFunc(applied, func(rule string) bool { return slices.Contains(uncovering, rule) })
	after := manifest.Parse(name, r.File.Src)
	left := errorsOf(lint.Run(cfg, []*manifest.File{after}))
	first, last := valuesByPath(before), valuesByPath(after)
	for at, d := range left {
		place := placeOf(d)
		if _, had := was[at]; had || isNamed(was, d) || uncovers && first[place] == last[place] || isAllowed(applied, d.Rule.Name) {
			continue
		}
		problems = append(problems, fmt.Sprintf("after %s, %s at %s: %s\n%s", strings.Join(applied, ", "), d.Rule.Name, d.Path, d.Message, r.File.Src))
	}
	return problems
}

// namesOf lists the rules of fixes.
func namesOf(applied []convert.Applied) (names []string) {
	for _, a := range applied {
		names = append(names, a.Rule.Name)
	}
	return names
}

// readable returns a file after the fixes that make more of it readable, because nobody judged what was not read.
func readable(cfg *lint.Config, name, text string) *manifest.File {
	reading := *cfg
	reading.Rules = slices.DeleteFunc(slices.Clone(cfg.Rules), func(r *lint.Rule) bool { return r.Document == nil })
	r, _ := convert.File(&convert.Options{Config: &reading, Pin: rules.Pin}, manifest.Parse(name, []byte(text)))
	return manifest.Parse(name, r.File.Src)
}

// isNamed reports whether a finding of the rule named the path of an error as a related place.
func isNamed(was map[string]lint.Diagnostic, d lint.Diagnostic) bool {
	for _, old := range was {
		also := func(r lint.Related) bool { return r.Message == lint.AlsoNamed(r.Span, d.Path).Message }
		if old.Rule == d.Rule && old.Object != nil && d.Object != nil && old.Object.Document == d.Object.Document && old.Object.Item == d.Object.Item && slices.ContainsFunc(old.Related, also) {
			return true
		}
	}
	return false
}

func isAllowed(applied []string, shows string) bool {
	for _, a := range allowed {
		if a.shows == shows && slices.Contains(applied, a.fix) {
			return true
		}
	}
	return false
}

// errorsOf returns the errors of a run about single objects, by place and rule.
func errorsOf(r lint.Result) map[string]lint.Diagnostic {
	all := map[string]lint.Diagnostic{}
	for _, d := range r.Diagnostics {
		if d.Severity == lint.Error && d.Rule.Set == nil {
			all[placeOf(d)+" "+d.Rule.Name] = d
		}
	}
	return all
}

func placeOf(d lint.Diagnostic) string {
	if d.Object == nil {
		return d.Path
	}
	return fmt.Sprintf("%d.%d %s", d.Object.Document, d.Object.Item, bare(d.Path))
}

var index = regexp.MustCompile(`\[\d+\]`)

// bare returns a path without its indexes, which change when an item is deleted.
func bare(path string) string { return index.ReplaceAllString(path, "[]") }

// valuesByPath returns the value at each path of each object of a file, without quotes.
func valuesByPath(f *manifest.File) map[string]string {
	values := map[string]string{}
	for _, doc := range f.Docs {
		roots := map[int]*manifest.Node{-1: doc.Root()}
		for _, o := range doc.Objects() {
			roots[o.Item] = o.Root
		}
		for item, root := range roots {
			var walk func(n *manifest.Node) string
			walk = func(n *manifest.Node) string {
				text := n.Text()
				kids := n.Children()
				for k := range kids {
					text += kids[k].Key() + ": " + walk(&kids[k]) + ","
				}
				values[fmt.Sprintf("%d.%d %s", doc.Index, item, bare(n.Path()))] += text + "\n"
				return text
			}
			walk(root)
		}
	}
	return values
}
