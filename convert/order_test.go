package convert_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/toolforge/tfk8s/convert"
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/lint/parallel"
	"github.com/toolforge/tfk8s/lint/report"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/workload"
)

var long = flag.Bool("long", false, "try the fixes of all samples in other orders, and not only of some")

// optionsOf returns how rules are converted.
func optionsOf(cfg *lint.Config) *convert.Options {
	return &convert.Options{Config: cfg, Pin: rules.Pin, Unpin: rules.Unpin}
}

// applicable returns the findings in a text whose fixes can be applied alone.
func applicable(o *convert.Options, name, text string) (*manifest.File, []lint.Diagnostic) {
	f := manifest.Parse(name, []byte(text))
	found := o.Alone(f, lint.Run(o.Config, []*manifest.File{f}).Diagnostics)
	return f, slices.DeleteFunc(found, func(d lint.Diagnostic) bool { return d.Fix == nil || len(d.Fix.Edits) == 0 })
}

// mostSteps is more than the fixes of any sample.
const mostSteps = 100

// An order says which of some fixes comes next.
type order func(n int) int

// inOrder applies one fix at a time, with lint before each. It returns the text in the end and the rules of the fixes.
func inOrder(o *convert.Options, s sample, next order) (text string, steps []string) {
	text = s.text
	for range mostSteps {
		f, fixes := applicable(o, s.file, text)
		if len(fixes) == 0 {
			break
		}
		d := fixes[next(len(fixes))]
		src, err := f.Apply(d.Fix.Edits)
		if err != nil {
			return err.Error(), steps
		}
		text, steps = string(src), append(steps, d.Rule.Name)
	}
	return text, steps
}

// TestTheBundledExampleInAllOrders looks at every text that a subset of the fixes can lead to.
func TestTheBundledExampleInAllOrders(t *testing.T) {
	o := optionsOf(directions()["there"])
	start := readFile(t, "../testdata/manifests/legacy-bot.yaml")
	want, ends := textOf(o, "bot.yaml", start), 0
	known, queue := map[string]bool{start: true}, []string{start}
	for ; len(queue) > 0; queue = queue[1:] {
		f, fixes := applicable(o, "bot.yaml", queue[0])
		for _, d := range fixes {
			src, err := f.Apply(d.Fix.Edits)
			if err != nil {
				t.Fatal(err)
			}
			if next := string(src); !known[next] {
				known[next], queue = true, append(queue, next)
			}
		}
		if len(fixes) > 0 {
			continue
		}
		if ends++; queue[0] != want {
			t.Errorf("some order ends at\n%s\nbut convert makes\n%s", queue[0], want)
		}
	}
	if ends != 1 || len(known) < 10 {
		t.Errorf("there are %d texts and %d ends, want at least 10 and 1", len(known), ends)
	}
}

// textOf returns the text that convert makes, "" if it cannot.
func textOf(o *convert.Options, name, text string) string {
	r, err := convert.File(o, manifest.Parse(name, []byte(text)))
	if err != nil || len(r.Dropped) > 0 {
		return ""
	}
	return string(r.File.Src)
}

// some returns every nth sample, or all of them with -long.
func some(t *testing.T, n int) (chosen []sample) {
	for i, s := range samples(t) {
		if *long || i%n == 0 {
			chosen = append(chosen, s)
		}
	}
	return chosen
}

// reportFailures calls a function for every sample and direction, several at a time, and reports what it returns.
func reportFailures(t *testing.T, all []sample, try func(*convert.Options, sample) string) {
	for direction, cfg := range directions() {
		for i, failure := range parallel.Map(len(all), func(i int) string { return try(optionsOf(cfg), all[i]) }) {
			if failure != "" {
				t.Errorf("%s, %s: %s\n%s", all[i].name, direction, failure, clip(all[i].text))
			}
		}
	}
}

func TestFixesMayComeInAnyOrder(t *testing.T) { reportFailures(t, some(t, 53), tryOrders) }

// tryOrders returns in which order the fixes of a sample do not lead to what convert makes.
func tryOrders(o *convert.Options, s sample) string {
	want := textOf(o, s.file, s.text)
	if want == "" {
		return ""
	}
	random := rand.New(rand.NewPCG(1, uint64(len(s.text))))
	for _, next := range []order{func(n int) int { return n - 1 }, random.IntN} {
		if text, steps := inOrder(o, s, next); text != want {
			return fmt.Sprintf("%q lead to\n%s\nbut convert makes\n%s", steps, text, want)
		}
	}
	return ""
}

func TestRulesOneByOneLeadToTheSameText(t *testing.T) {
	var changed atomic.Int64
	reportFailures(t, some(t, 61), func(o *convert.Options, s sample) string {
		want := textOf(o, s.file, s.text)
		if want == "" {
			return ""
		}
		_, fixes := applicable(o, s.file, s.text)
		var tried []*lint.Rule
		for _, d := range fixes {
			if slices.Contains(tried, d.Rule) {
				continue
			}
			tried = append(tried, d.Rule)
			first := *o
			first.Along, first.Config = o.Config, onlyWith(o, d.Rule)
			middle := textOf(&first, s.file, s.text)
			if middle != s.text {
				changed.Add(1)
			}
			if text := textOf(o, s.file, middle); text != want {
				return fmt.Sprintf("%s first leads to\n%s\nbut convert makes\n%s", d.Rule.Name, text, want)
			}
		}
		return ""
	})
	if changed.Load() < 10 {
		t.Errorf("only %d conversions with one rule changed something", changed.Load())
	}
}

// onlyWith returns the configuration with one rule.
func onlyWith(o *convert.Options, rule *lint.Rule) *lint.Config {
	s := *o.Config.Shared.(*workload.Settings)
	return rules.Config(&s, []*lint.Rule{rule})
}

// A replacement is an edit of a report.
type replacement struct {
	start, end int // offsets in bytes
	text       string
}

func (r *replacement) touches(o *replacement) bool { return r.start <= o.end && o.start <= r.end }

// readSARIF returns the fixes of a report.
func readSARIF(log []byte) (fixes [][]replacement, err error) {
	var all struct {
		Runs []struct {
			Results []struct {
				Fixes []struct {
					ArtifactChanges []struct {
						Replacements []struct {
							DeletedRegion   struct{ ByteOffset, ByteLength int }
							InsertedContent struct{ Text string }
						}
					}
				}
			}
		}
	}
	err = json.Unmarshal(log, &all)
	for _, run := range all.Runs {
		for _, r := range run.Results {
			for _, fix := range r.Fixes {
				var edits []replacement
				for _, e := range fix.ArtifactChanges[0].Replacements {
					start := e.DeletedRegion.ByteOffset
					edits = append(edits, replacement{start, start + e.DeletedRegion.ByteLength, e.InsertedContent.Text})
				}
				fixes = append(fixes, edits)
			}
		}
	}
	return fixes, err
}

// applySome applies fixes in a random order, without those that touch others.
func applySome(text string, fixes [][]replacement, random *rand.Rand) string {
	var chosen []replacement
	for _, i := range random.Perm(len(fixes)) {
		touches := slices.ContainsFunc(fixes[i], func(r replacement) bool {
			return slices.ContainsFunc(chosen, func(o replacement) bool { return r.touches(&o) })
		})
		if !touches {
			chosen = append(chosen, fixes[i]...)
		}
	}
	slices.SortFunc(chosen, func(a, b replacement) int { return b.start - a.start })
	for _, r := range chosen {
		text = text[:r.start] + r.text + text[r.end:]
	}
	return text
}

// isPlain reports whether a text is ASCII with newlines only, which all readers count alike.
func isPlain(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return r > '~' || r < ' ' && r != '\n' && r != '\t' })
}

// TestFixesOfSARIF applies the fixes of reports as a program would do that knows nothing else.
func TestFixesOfSARIF(t *testing.T) {
	sarif, _ := report.ByName("sarif")
	reportFailures(t, some(t, 97), func(o *convert.Options, s sample) string {
		want := textOf(o, s.file, s.text)
		if want == "" || !isPlain(s.text) {
			return ""
		}
		random, text := rand.New(rand.NewPCG(2, uint64(len(s.text)))), s.text
		for range mostSteps {
			f := manifest.Parse(s.file, []byte(text))
			result := lint.Run(o.Config, []*manifest.File{f})
			result.Diagnostics = o.Alone(f, result.Diagnostics)
			var log bytes.Buffer
			if err := sarif.Print(&log, result, report.Options{}); err != nil {
				return err.Error()
			}
			fixes, err := readSARIF(log.Bytes())
			if err != nil {
				return err.Error()
			}
			if len(fixes) == 0 {
				break
			}
			text = applySome(text, fixes, random)
		}
		if text != want {
			return fmt.Sprintf("the fixes of SARIF lead to\n%s\nbut convert makes\n%s", text, want)
		}
		return ""
	})
}
