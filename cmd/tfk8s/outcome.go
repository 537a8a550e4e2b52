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

// outcomeOf counts what was fixed in one input. It counts nothing if the result could not be written.
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
	text := fmt.Sprintf("%s in %s", report.CountOf(o.findings, "finding"), where)
	if o.reviews > 0 {
		text += fmt.Sprintf(" (%d to review)", o.reviews)
	}
	return text
}

// sentence says what was fixed and what is left. isPreview means that nothing was written.
func (o *outcome) sentence(left lint.Result, isPreview bool) string {
	remaining := severities(left.Diagnostics)
	fixed := o.in(report.CountOf(o.files, "file"))
	switch isClean := len(left.Diagnostics) == 0; {
	case o.files == 0 && isClean && left.Objects == 0:
		return "Nothing to fix."
	case o.files == 0 && isClean:
		return fmt.Sprintf("Nothing to fix: no findings in %s.", report.CountOf(left.Objects, "object"))
	case o.files == 0:
		return fmt.Sprintf("Nothing was fixed; left to you: %s.", remaining)
	case isPreview && isClean:
		return fmt.Sprintf("Would fix %s; nothing would be left.", fixed)
	case isPreview:
		return fmt.Sprintf("Would fix %s; left to you: %s.", fixed, remaining)
	case isClean:
		return fmt.Sprintf("Fixed %s; nothing is left.", fixed)
	}
	return fmt.Sprintf("Fixed %s; left to you: %s.", fixed, remaining)
}

// severities counts findings by severity, errors first: "1 error, 2 notes".
func severities(found []lint.Diagnostic) string {
	var parts []string
	for _, level := range []lint.Severity{lint.Error, lint.Warning, lint.Note} {
		n := 0
		for i := range found {
			if found[i].Severity == level {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, report.CountOf(n, level.String()))
		}
	}
	return strings.Join(parts, ", ")
}

// printOutcome prints to standard error what was done, before the results. If no object was found, the report says so.
func (o *convertOptions) printOutcome(c *console, done []conversion, left lint.Result) {
	var all outcome
	for i := range done {
		all.add(outcomeOf(&done[i]))
	}
	if o.quiet || all.files == 0 && left.Objects+left.Foreign+len(left.Diagnostics) == 0 {
		return
	}
	text := all.sentence(left, o.isPreview())
	if n := fixable(left.Diagnostics); o.safeOnly && n > 0 {
		text += fmt.Sprintf(" Without --safe-only, convert can fix %d more.", n)
	}
	fmt.Fprintln(c.err, text)
}

// isPreview reports whether the flags ask for what convert would do.
func (o *convertOptions) isPreview() bool { return o.diff || o.list }

func fixable(found []lint.Diagnostic) (n int) {
	for i := range found {
		if found[i].Fix != nil {
			n++
		}
	}
	return n
}

// printDetails prints to standard error the fixes to review and the findings that are left. With --quiet it prints only
// errors.
func (o *convertOptions) printDetails(c *console, done []conversion, left lint.Result, options report.Options) error {
	options.Closing = func(r lint.Result, lines string) string {
		if r.Objects+r.Foreign+len(r.Diagnostics) == 0 {
			return lines
		}
		_, others, _ := strings.Cut(lines, "\n") // the first one counts the findings, which printOutcome did
		return others
	}
	if o.quiet {
		left.Diagnostics = slices.DeleteFunc(slices.Clone(left.Diagnostics), func(d lint.Diagnostic) bool { return d.Severity < lint.Error })
		options.Closing = func(lint.Result, string) string { return "" }
		return report.Text(c.err, left, options)
	}
	for _, d := range done {
		printReviews(c, d)
	}
	if o.isPreview() && isAnyOf(left, done) {
		fmt.Fprintln(c.err, "Left after the conversion, with the line numbers of the result:")
	}
	return report.Text(c.err, left, options)
}

// printReviews lists the applied fixes that a person should review, and the fixes that were not applied.
func printReviews(c *console, d conversion) {
	at := func(p manifest.Position) string {
		return fmt.Sprintf("%s:%d:%d", report.Printable(d.before.Name), p.Line, p.Column)
	}
	for _, a := range d.result.Applied {
		if a.Safety == lint.Review && d.err == nil {
			fmt.Fprintf(c.err, "%s: review: %s [%s]\n", at(a.Position), report.Printable(a.Title), a.Rule.Name)
		}
	}
	for _, x := range d.result.Dropped {
		fmt.Fprintf(c.err, "%s: not fixed: %s [%s]\n", at(x.Position), report.Printable(x.Reason), x.Diagnostic.Rule.Name)
	}
}

// isAnyOf reports whether a finding is in a changed text, whose lines have other numbers than those of the file.
func isAnyOf(left lint.Result, done []conversion) bool {
	changed := map[*manifest.File]bool{}
	for i := range done {
		changed[done[i].result.File] = done[i].result.Changed
	}
	return slices.ContainsFunc(left.Diagnostics, func(d lint.Diagnostic) bool { return changed[d.File] })
}
