package field

import (
	_ "embed"
	"slices"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/api"
	"github.com/toolforge/tfk8s/rules/podpreset"
	"github.com/toolforge/tfk8s/rules/quota"
	"github.com/toolforge/tfk8s/rules/validation"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed invalid-value.md
var invalidValueDoc string

var InvalidValue = &lint.Rule{
	ID: "TFK323", Name: "invalid-value",
	Stage: lint.API, Severity: lint.Error, Fix: lint.Review,
	BothWays: true,
	Doc:      invalidValueDoc,
	Object:   checkInvalidValue,
}

func checkInvalidValue(p *lint.Pass, o *manifest.Object) {
	s := workload.Of(p)
	if s.JudgedAs() == nil {
		return
	}
	var problems []validation.Problem
	validation.Object(o, s.Judged, func(x validation.Problem) { problems = append(problems, x) })
	problems = appendFullAnnotations(s, problems)
	if len(problems) == 0 {
		return
	}
	ofSchema, ofServer := schemaFaultsOf(s), generatedLabels(s)
	problems = slices.DeleteFunc(problems, func(x validation.Problem) bool {
		return podpreset.ComesFromPreset(s, x.Node) || causeOf(s, x) != nil || ofSchema.have(x) || quota.IsOfSlip(s, x) || api.IsMistaken(s, x.Node) || api.IsRewritten(s, x.Node) || ofServer.isCauseOf(x)
	})
	reported := reports{all: make([]lint.Report, 0, len(problems)), at: map[mistake]int{}, below: map[*manifest.Node]int{}}
	for _, pods := range [...]bool{false, true} { // what the server says about the object comes first
		for _, x := range problems {
			if x.Pods == pods {
				reported.add(x)
			}
		}
	}
	for i, r := range reported.all {
		x := &reported.problems[i]
		p.Report(r, "%s", x.Message).Effect("%s", x.Effect).
			HelpUnlessFixed("%s", x.Help)
	}
}

// A mistake is what the server may reject for several reasons, or under several paths.
type mistake struct {
	span  manifest.Span // of the text that is wrong
	lacks string        // the field that is missing there
}

// reports holds one report for each mistake, with the first of its problems.
type reports struct {
	all      []lint.Report
	problems []validation.Problem
	at       map[mistake]int
	below    map[*manifest.Node]int // by node, the first report about it or what is below it
}

func (r *reports) add(x validation.Problem) {
	report := lint.Report{Span: x.Node.ValueMark(), Path: x.Path, Fix: fixOf(x.Fix)}
	if x.Key {
		report.Span = x.Node.Mark()
	}
	key := mistake{report.Span, x.Lacks}
	i, isKnown := r.at[key]
	if cause := x.Cause.Node; !isKnown && cause != nil && x.Cause.Lacks == "" {
		i, isKnown = r.below[cause]
	}
	if !isKnown {
		if x.Pods {
			report.Stage = new(lint.Pods)
		}
		i = len(r.all)
		r.all, r.problems, r.at[key] = append(r.all, report), append(r.problems, x), i
		r.addBelow(x.Node, i)
	}
	for _, path := range [...]string{x.Path, x.Also} {
		r.all[i].Related = alsoNamed(r.all[i], path)
	}
}

func (r *reports) addBelow(n *manifest.Node, report int) {
	for ; n != nil; n = n.Parent() {
		if _, isKnown := r.below[n]; isKnown {
			return
		}
		r.below[n] = report
	}
}

// mostNamed is how many other paths a finding names.
const mostNamed = 20

// alsoNamed returns the related places of a report, with another path that the server names.
func alsoNamed(r lint.Report, path string) []lint.Related {
	also := lint.AlsoNamed(r.Span, path)
	if path == "" || path == r.Path || len(r.Related) >= mostNamed || slices.Contains(r.Related, also) {
		return r.Related
	}
	return append(r.Related, also)
}

func fixOf(f *validation.Fix) *lint.Fix {
	if f == nil {
		return nil
	}
	safety := lint.Review
	if f.Safe {
		safety = lint.Safe
	}
	return lint.NewFix(safety, f.Edits, true, f.Title)
}
