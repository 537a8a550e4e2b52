package rules_test

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"text/tabwriter"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/quota"
	"github.com/toolforge/tfk8s/rules/workload"
)

// demanded is the last stage at which lint must agree with every verdict. The later ones are counted: go test -v.
const demanded = lint.Pods

// unmodeled are the rules that speak for the cluster's webhooks, which the server of the verdicts did not have.
var unmodeled = []string{"foreign-registry", "ingress-host", "ingress-path"}

// accepted is the verdict of an object that nobody rejects.
const accepted = lint.Runs

// A verdict is what testdata/verdicts/README.md describes, as far as it is compared.
type verdict struct {
	Case, Family, Tool string
	Doc                int
	Item               *int
	Stage              string
	Kubectl            []string
	KubectlPaths       []string
	API                []string
	APIPaths           []string
	Pods               []string
}

func (v verdict) refusedAt() lint.Stage {
	for s := lint.Parse; s < accepted; s++ {
		if s.String() == v.Stage {
			return s
		}
	}
	return accepted
}

// TestVerdicts lints the manifests of testdata/verdicts and compares the stage at which the findings say that an object
// is rejected with that at which it was.
func TestVerdicts(t *testing.T) {
	tally := tally{}
	for _, file := range byCase(readVerdicts(t)) {
		found := lintCase(t, file[0])
		for _, v := range file {
			ours := found.of(v)
			tally.count(v, refusal(ours))
			for _, complaint := range disagreements(v, ours) {
				item := ""
				if v.Item != nil {
					item = fmt.Sprint(" item ", *v.Item)
				}
				t.Errorf("%s document %d%s: %s; the server's words: %q; findings:\n%s", v.Case, v.Doc, item, complaint, slices.Concat(v.Kubectl, v.API), listing(lint.Result{Diagnostics: ours}))
			}
		}
	}
	t.Log("verdicts agreed with, of all, by stage of the verdict:\n" + tally.String())
	if !t.Failed() {
		checkDocumented(t, tally["all"])
	}
}

// checkDocumented looks for the totals in the document for users.
func checkDocumented(t *testing.T, totals map[lint.Stage][2]int) {
	t.Helper()
	row, all := "|", 0
	for s := lint.Parse; s <= accepted; s++ {
		row += fmt.Sprintf(" %d / %d |", totals[s][0], totals[s][1])
		all += totals[s][1]
	}
	cases, err := filepath.Glob("../testdata/verdicts/cases/*")
	if err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile("../docs/accuracy.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{row, fmt.Sprintf(" %d manifests ", len(cases)), fmt.Sprintf(" %d verdicts", all)} {
		if !bytes.Contains(page, []byte(want)) {
			t.Errorf("docs/accuracy.md does not say %q", want)
		}
	}
}

// disagreements says what differs at the stages that are demanded.
func disagreements(v verdict, found []lint.Diagnostic) (complaints []string) {
	want, got := v.refusedAt(), refusal(found)
	if want != got && min(want, got) <= demanded {
		complaints = append(complaints, fmt.Sprintf("rejected at stage %s, lint says %s", stageName(want), stageName(got)))
	}
	for _, path := range v.paths(want) {
		if !slices.ContainsFunc(found, func(d lint.Diagnostic) bool { return d.Stage == want && namesPath(d, path) }) {
			complaints = append(complaints, fmt.Sprintf("no finding of stage %s at %s", want, path))
		}
	}
	return complaints
}

// namesPath reports whether a finding is about a path, or says that the server names that one too.
func namesPath(d lint.Diagnostic, path string) bool {
	return d.Path == path || slices.ContainsFunc(d.Related, func(r lint.Related) bool { return r.Message == "the API server also reports "+path })
}

// paths are the field paths that the server, or kubectl, names where it rejects.
func (v verdict) paths(stage lint.Stage) []string {
	switch stage {
	case lint.Kubectl:
		return v.KubectlPaths
	case lint.API:
		return v.APIPaths
	}
	return nil
}

// refusal is the first stage at which something is rejected.
func refusal(found []lint.Diagnostic) lint.Stage {
	first := accepted
	for _, d := range found {
		if isRefusal(d) && !slices.Contains(unmodeled, d.Rule.Name) {
			first = min(first, d.Stage)
		}
	}
	return first
}

// isRefusal reports whether a finding says that somebody rejects the manifest. What belongs to another program is rejected
// too, but it is a note: it may never be meant for kubectl. So are pods of a Job for which there is no room yet, but it is a
// warning: there is room when the others have ended.
func isRefusal(d lint.Diagnostic) bool {
	return d.Severity == lint.Error || d.Rule.Name == "other-api" || d.Rule == quota.QuotaAlone
}

func stageName(s lint.Stage) string {
	if s == accepted {
		return "ok"
	}
	return s.String()
}

func readVerdicts(t testing.TB) []verdict {
	t.Helper()
	src, err := os.ReadFile("../testdata/verdicts/records.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	var all []verdict
	for line := range bytes.Lines(src) {
		var v verdict
		if err := json.Unmarshal(line, &v); err != nil {
			t.Fatal(err)
		}
		all = append(all, v)
	}
	if len(all) == 0 {
		t.Fatal("there are no verdicts")
	}
	return all
}

// byCase cuts the verdicts where the file changes.
func byCase(all []verdict) [][]verdict {
	slices.SortStableFunc(all, func(a, b verdict) int { return cmp.Compare(a.Case, b.Case) })
	var files [][]verdict
	for i, v := range all {
		if i == 0 || v.Case != all[i-1].Case {
			files = append(files, nil)
		}
		files[len(files)-1] = append(files[len(files)-1], v)
	}
	return files
}

// findings are those of one file.
type findings struct {
	file *manifest.File
	all  []lint.Diagnostic
}

func lintCase(t *testing.T, v verdict) findings {
	t.Helper()
	src, err := os.ReadFile(filepath.Join("../testdata/verdicts/cases", v.Case))
	if err != nil {
		t.Fatal(err)
	}
	settings := workload.NewSettings()
	settings.Tool = v.Tool
	f := manifest.Parse(v.Case, src)
	result := lint.Run(rules.Config(settings, rules.All), []*manifest.File{f})
	if len(result.LeftOut) > 0 {
		result.Diagnostics = append(result.Diagnostics, leftOut(f))
	}
	return findings{f, result.Diagnostics}
}

// leftOut puts into a finding what lint says of a file without any object: kubectl rejects it, if it ever gets it.
func leftOut(f *manifest.File) lint.Diagnostic {
	name := "no-object"
	if root := f.Docs[0].Root(); root.Field("apiVersion").Exists() && root.Field("kind").Exists() { // that of a client
		name = "other-api"
	}
	i := slices.IndexFunc(rules.All, func(r *lint.Rule) bool { return r.Name == name })
	d := lint.Diagnostic{Rule: rules.All[i], Stage: lint.Kubectl, Severity: lint.Error, File: f, Object: &manifest.ID{Item: -1}}
	if !slices.ContainsFunc(f.Docs, func(d *manifest.Document) bool { return d.Root().Exists() }) {
		d.Stage = lint.Parse
	}
	return d
}

// of returns the findings about what a verdict is about: an object, or its document as a whole.
func (f findings) of(v verdict) []lint.Diagnostic {
	var found []lint.Diagnostic
	for _, d := range f.all {
		switch {
		case d.Object == nil, d.Object.Document != v.Doc:
		case d.Object.Item >= 0 && v.Item != nil && d.Object.Item != *v.Item:
		default:
			found = append(found, d)
		}
	}
	return found
}

// A tally counts verdicts by family and stage: those that lint agrees with, and all.
type tally map[string]map[lint.Stage][2]int

func (c tally) count(v verdict, got lint.Stage) {
	for _, family := range []string{v.Family, "all"} {
		if c[family] == nil {
			c[family] = map[lint.Stage][2]int{}
		}
		n := c[family][v.refusedAt()]
		n[1]++
		if got == v.refusedAt() {
			n[0]++
		}
		c[family][v.refusedAt()] = n
	}
}

func (c tally) String() string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', tabwriter.AlignRight)
	stages := []lint.Stage{lint.Parse, lint.Kubectl, lint.API, lint.Pods, accepted}
	fmt.Fprint(w, "family\t")
	for _, s := range stages {
		fmt.Fprintf(w, "%s\t", stageName(s))
	}
	fmt.Fprintln(w)
	families := []string{}
	for family := range c {
		if family != "all" {
			families = append(families, family)
		}
	}
	slices.Sort(families)
	for _, family := range append(families, "all") {
		fmt.Fprintf(w, "%s\t", family)
		for _, s := range stages {
			if n := c[family][s]; n[1] > 0 {
				fmt.Fprintf(w, "%d/%d", n[0], n[1])
			}
			fmt.Fprint(w, "\t")
		}
		fmt.Fprintln(w)
	}
	w.Flush()
	return b.String()
}
