package convert_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"sigs.k8s.io/yaml"

	"github.com/toolforge/tfk8s/convert"
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/lint/parallel"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/workload"
)

// A sample is a manifest to check the properties on, and the name of its file.
type sample struct{ name, file, text string }

// samples returns the examples of the pages, the inputs of the cases, and the bundled manifests.
func samples(t testing.TB) []sample {
	t.Helper()
	var all []sample
	for _, r := range rules.All {
		_, bad, _ := strings.Cut(r.Doc, "\n## Bad\n")
		_, bad, _ = strings.Cut(bad, "\n```yaml")
		flags, bad, _ := strings.Cut(bad, "\n")
		bad, _, _ = strings.Cut("\n"+bad, "\n```")
		if strings.TrimSpace(bad) == "" {
			t.Fatalf("the page of %s has no example", r.Name)
		}
		all = append(all, sample{r.Name, nameOf(flags), strings.TrimPrefix(bad, "\n") + "\n"})
	}
	for _, name := range glob(t, "../rules/*/testdata/*/*.txtar") {
		a, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		in, file, found := "", nameOf(""), false
		for _, f := range a.Files {
			switch {
			case strings.HasPrefix(f.Name, "in."):
				in, found = string(f.Data), true
			case f.Name == "flags":
				file = nameOf(string(f.Data))
			}
		}
		if !found {
			t.Fatalf("%s has no input", name)
		}
		all = append(all, sample{filepath.Base(name), file, in})
	}
	for _, name := range slices.Concat(glob(t, "../testdata/manifests/*"), glob(t, "../testdata/verdicts/cases/*")) {
		all = append(all, sample{filepath.Base(name), nameOf(""), readFile(t, name)})
	}
	return all
}

// nameOf returns the name that the flags of an example give its file, or else the name of a manifest.
func nameOf(flags string) string {
	for _, f := range strings.Fields(flags) {
		if name, ok := strings.CutPrefix(f, "--file="); ok {
			return name
		}
	}
	return "job.yaml"
}

// variants rewrite a manifest in another style, with the same meaning.
var variants = map[string]func(string) (string, bool){
	"as it is": func(s string) (string, bool) { return s, true },
	"CRLF":     func(s string) (string, bool) { return strings.ReplaceAll(s, "\n", "\r\n"), !strings.Contains(s, "\r") },
	"byte order mark": func(s string) (string, bool) {
		return "\ufeff" + s, !strings.HasPrefix(s, "\ufeff") && s[:min(1, len(s))] < "\x80"
	},
	"no final newline": func(s string) (string, bool) { return strings.TrimSuffix(s, "\n"), strings.HasSuffix(s, "\n") },
	"wide indentation": func(s string) (string, bool) { return eachLine(s, widen), isYAML(s) },
	"trailing blanks":  func(s string) (string, bool) { return eachLine(s, trail), isYAML(s) && !hasBlock(s) },
	"comments":         func(s string) (string, bool) { return eachLine(s, comment), isYAML(s) && !hasBlock(s) },
	"JSON":             toJSON,
}

func isYAML(s string) bool   { return !manifest.Parse("", []byte(s)).JSON() }
func hasBlock(s string) bool { return strings.ContainsAny(s, "|>\t'\"\x00\r") }

func eachLine(s string, rewrite func(string) string) string {
	lines := strings.SplitAfter(s, "\n")
	for i, line := range lines {
		if body, ok := strings.CutSuffix(line, "\n"); ok {
			lines[i] = rewrite(body) + "\n"
		}
	}
	return strings.Join(lines, "")
}

// widen doubles the indentation of a line, including that after a dash.
func widen(line string) string {
	body := strings.TrimLeft(line, " ")
	wide := strings.Repeat(" ", 2*(len(line)-len(body)))
	for strings.HasPrefix(body, "- ") {
		rest := strings.TrimLeft(body[1:], " ")
		wide += "-" + strings.Repeat(" ", 2*(len(body)-len(rest))-1)
		body = rest
	}
	return wide + body
}

func trail(line string) string {
	if line == "" || strings.HasPrefix(line, "---") {
		return line
	}
	return line + "  "
}

func comment(line string) string {
	if !strings.HasSuffix(line, ":") || strings.Contains(line, "#") {
		return line
	}
	indent := line[:len(line)-len(strings.TrimLeft(line, " -"))]
	return strings.ReplaceAll(indent, "-", " ") + "# above " + strings.TrimLeft(line, " -") + "\n" + line + " # beside"
}

func toJSON(s string) (string, bool) {
	f := manifest.Parse("", []byte(s))
	if f.JSON() || len(f.Docs) != 1 || f.Docs[0].Err() != nil || len(f.Docs[0].Duplicates()) > 0 {
		return "", false
	}
	if _, lost := f.Docs[0].Rest(); lost {
		return "", false
	}
	var v any
	if yaml.Unmarshal([]byte(s), &v) != nil {
		return "", false
	}
	out, err := json.MarshalIndent(v, "", "  ")
	return string(out) + "\n", err == nil
}

// TestConvertHoldsItsPromises checks the promises of convert on every sample in every style.
func TestConvertHoldsItsPromises(t *testing.T) {
	all := samples(t)
	names := slices.Sorted(maps.Keys(variants))
	problems := parallel.Map(len(all), func(i int) (found []string) {
		for _, variant := range names {
			text, ok := variants[variant](all[i].text)
			if !ok {
				continue
			}
			for direction, cfg := range directions() {
				for _, problem := range broken(cfg, all[i].file, text) {
					found = append(found, fmt.Sprintf("%s, %s, %s: %s\n%s", all[i].name, variant, direction, problem, clip(text)))
				}
			}
		}
		return found
	})
	for _, problem := range slices.Concat(problems...) {
		t.Error(problem)
	}
}

// directions are the ways to convert: to the current cluster, and back.
func directions() map[string]*lint.Config {
	back := workload.NewSettings()
	back.ToLegacy = true
	return map[string]*lint.Config{"there": rules.Config(workload.NewSettings(), rules.All), "back": rules.Config(back, rules.ToLegacy)}
}

func clip(s string) string { return s[:min(len(s), 1500)] }

// broken lists the promises that convert breaks on a text.
func broken(cfg *lint.Config, name, text string) (problems []string) {
	say := func(format string, args ...any) { problems = append(problems, fmt.Sprintf(format, args...)) }
	options := &convert.Options{Config: cfg, Pin: rules.Pin}
	before := manifest.Parse(name, []byte(text))
	r, err := convert.File(options, before)
	if err != nil {
		return []string{err.Error()}
	}
	for _, d := range r.Dropped {
		say("the fix %q of %s was dropped: %s", d.Diagnostic.Fix.Title, d.Diagnostic.Rule.Name, d.Reason)
	}
	after := manifest.Parse(name, r.File.Src)
	for _, d := range lint.Run(cfg, []*manifest.File{after}).Diagnostics {
		if d.Fix != nil && len(r.Dropped) == 0 {
			say("%s is still fixable in the output: %s", d.Rule.Name, d.Message)
		}
	}
	again, err := convert.File(options, after)
	if err != nil || again.Changed {
		say("converting twice is not the same as once")
	}
	if !r.Changed && !bytes.Equal(r.File.Src, []byte(text)) {
		say("the bytes changed although nothing was converted")
	}
	if bareNewlines(text) == 0 && strings.Contains(text, "\r\n") && bareNewlines(string(r.File.Src)) > 0 {
		say("a line ending changed")
	}
	return append(problems, strayChanges(cfg, before)...)
}

// bareNewlines counts the newlines without a carriage return.
func bareNewlines(s string) int { return strings.Count(s, "\n") - strings.Count(s, "\r\n") }

// strayChanges applies each fix alone, and lists values that changed although no edit touches their texts.
func strayChanges(cfg *lint.Config, f *manifest.File) (problems []string) {
	for _, d := range lint.Run(cfg, []*manifest.File{f}).Diagnostics {
		if d.Fix == nil || d.Rule.Document != nil {
			continue
		}
		src, err := f.Apply(d.Fix.Edits)
		if err != nil {
			problems = append(problems, fmt.Sprintf("the fix of %s cannot be applied: %v", d.Rule.Name, err))
			continue
		}
		kept := leaves(f, d.Fix.Edits)
		now := leaves(manifest.Parse(f.Name, src), nil)
		for leaf, n := range kept {
			if now[leaf] < n {
				problems = append(problems, fmt.Sprintf("the fix of %s at %s changes %s", d.Rule.Name, d.Path, leaf))
			}
		}
	}
	return problems
}

// leaves counts the scalars of a file by path, without indexes, and value. It leaves out scalars whose text or key an edit touches,
// and shared scalars if an edit touches one of their places.
func leaves(f *manifest.File, edits []manifest.Edit) map[string]int {
	count := map[string]int{}
	shared := slices.ContainsFunc(edits, func(e manifest.Edit) bool { return e.Uses > 1 }) || slices.ContainsFunc(f.Docs, func(d *manifest.Document) bool {
		return isSharedAndTouched(d.Root(), edits)
	})
	var walk func(n *manifest.Node, path string)
	walk = func(n *manifest.Node, path string) {
		if key, ok := n.KeySpan(); ok && touched(key, edits) || n.Uses() > 1 && shared {
			return
		}
		kids := n.Children()
		for i := range kids {
			walk(&kids[i], path+"."+kids[i].Key())
		}
		if span, _ := n.Span(); len(kids) == 0 && !n.IsNull() && !touched(span, edits) {
			count[path+"="+n.Kind().String()+" "+n.Text()]++
		}
	}
	for _, d := range f.Docs {
		if root := d.Root(); root.Exists() {
			walk(root, "")
		}
	}
	return count
}

// isSharedAndTouched reports whether an edit touches a text that is used in several places.
func isSharedAndTouched(n *manifest.Node, edits []manifest.Edit) bool {
	kids := n.Children()
	span, ok := n.Span()
	return n.Uses() > 1 && len(kids) == 0 && ok && touched(span, edits) ||
		slices.ContainsFunc(kids, func(kid manifest.Node) bool { return isSharedAndTouched(&kid, edits) })
}

func touched(s manifest.Span, edits []manifest.Edit) bool {
	return slices.ContainsFunc(edits, func(e manifest.Edit) bool {
		return e.Start < s.End && s.Start < e.End || e.Start == s.Start && e.End == s.End || e.Len() == 0 && s.Start < e.Start && e.Start < s.End
	})
}
