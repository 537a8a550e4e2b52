package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/lint/report"
)

// An outcome counts what convert fixed.
type outcome struct{ findings, reviews, files int }

// outcomeOf counts what was fixed in one input: nothing where the result could not be written.
func outcomeOf(d *conversion) (o outcome) {
	if d.err != nil || !d.result.Changed {
		return o
	}
	o.files, o.findings = 1, len(d.result.Applied)+d.result.Settled
	for _, a := range d.result.Applied {
		if a.Safety == lint.Review {
			o.reviews++
		}
	}
	return o
}

func (o *outcome) add(more outcome) {
	o.findings, o.reviews, o.files = o.findings+more.findings, o.reviews+more.reviews, o.files+more.files
}

// in says what was fixed and where: "5 findings in bot.yaml (1 to review)".
func (o *outcome) in(where string) string {
	text := fmt.Sprintf("%s in %s", countOf(o.findings, "finding"), where)
	if o.reviews > 0 {
		text += fmt.Sprintf(" (%d to review)", o.reviews)
	}
	return text
}

// close makes the closing lines of a conversion of those of lint on its result, of which the first sums it up. isPreview:
// nothing was written.
func (o *outcome) close(left lint.Result, lines string, isPreview bool) string {
	sum, more, _ := strings.Cut(lines, "\n")
	if more != "" {
		more = "\n" + more
	}
	fixed := o.in(countOf(o.files, "file"))
	switch clean := len(left.Diagnostics) == 0; {
	case o.files == 0 && left.Objects+left.Foreign == 0:
		return lines
	case o.files == 0 && clean:
		sum = "nothing to fix; " + sum
	case o.files == 0:
		sum = "nothing fixed; " + sum
	case isPreview && clean:
		sum = "would fix " + fixed + "; nothing would be left"
	case isPreview:
		sum = "would fix " + fixed + "; would leave " + sum
	case clean:
		sum = "fixed " + fixed + "; nothing is left"
	default:
		sum = "fixed " + fixed + "; left: " + sum
	}
	return sum + more
}

func countOf(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}

// tell reports what was done and what is left, to standard error. With --quiet only errors are worth a word.
func (o *convertOptions) tell(c *console, done []conversion, left lint.Result, look report.Options) error {
	var all outcome
	for i := range done {
		all.add(outcomeOf(&done[i]))
		if !o.quiet {
			tellReviews(c, done[i])
		}
	}
	look.Closing = func(r lint.Result, lines string) string { return all.close(r, lines, o.diff || o.list) }
	if o.quiet {
		left.Diagnostics = slices.DeleteFunc(slices.Clone(left.Diagnostics), func(d lint.Diagnostic) bool { return d.Severity < lint.Error })
		look.Closing = func(lint.Result, string) string { return "" }
	}
	if isPreview := o.diff || o.list; isPreview && !o.quiet && isAnyOf(left, done) {
		fmt.Fprintln(c.err, "what would be left, by the lines of the result:")
	}
	return report.Text(c.err, left, look)
}

// isAnyOf reports whether a finding is of a text that was changed, and so has other lines than the file.
func isAnyOf(left lint.Result, done []conversion) bool {
	changed := map[*manifest.File]bool{}
	for i := range done {
		changed[done[i].result.File] = done[i].result.Changed
	}
	return slices.ContainsFunc(left.Diagnostics, func(d lint.Diagnostic) bool { return changed[d.File] })
}
