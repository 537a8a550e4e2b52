package main

import (
	"errors"
	"testing"

	"github.com/toolforge/tfk8s/convert"
	"github.com/toolforge/tfk8s/lint"
)

func TestAnOutcomeCountsWhatWasWritten(t *testing.T) {
	fixes := []convert.Applied{{Safety: lint.Safe}, {Safety: lint.Review}, {Safety: lint.Safe}}
	var all outcome
	for _, d := range []conversion{
		{result: convert.Result{Changed: true, Applied: fixes}},
		{result: convert.Result{Changed: true, Applied: fixes[:1], Settled: 2}},
		{result: convert.Result{}},
		{result: convert.Result{Changed: true, Applied: fixes}, err: errors.New("the disk is full")},
	} {
		all.add(outcomeOf(&d))
	}
	if want := (outcome{findings: 6, reviews: 1, files: 2}); all != want {
		t.Errorf("got %+v, want %+v", all, want)
	}
	if got, want := all.in("2 files"), "6 findings in 2 files (1 to review)"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestTheClosingLineOfAConversion(t *testing.T) {
	clean, errors := lint.Result{Objects: 1}, lint.Result{Objects: 1, Diagnostics: make([]lint.Diagnostic, 1)}
	fixed := outcome{findings: 1, files: 1}
	for _, c := range []struct {
		o       outcome
		left    lint.Result
		planned bool
		want    string
	}{
		{fixed, clean, false, "fixed 1 finding in 1 file; nothing is left"},
		{fixed, errors, false, "fixed 1 finding in 1 file; left: LINT"},
		{fixed, clean, true, "would fix 1 finding in 1 file; nothing would be left"},
		{fixed, errors, true, "would fix 1 finding in 1 file; would leave LINT"},
		{outcome{}, clean, true, "nothing to fix; LINT"},
		{outcome{}, errors, false, "nothing fixed; LINT"},
		{outcome{}, lint.Result{}, false, "LINT"},
	} {
		if got := c.o.close(c.left, "LINT", c.planned); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
		if got, want := c.o.close(c.left, "LINT\nleft out", c.planned), c.want+"\nleft out"; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
