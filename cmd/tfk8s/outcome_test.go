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

func TestTheSentenceAboutAConversion(t *testing.T) {
	clean := lint.Result{Objects: 2}
	left := lint.Result{Objects: 1, Diagnostics: []lint.Diagnostic{{Severity: lint.Note}, {Severity: lint.Error}, {Severity: lint.Note}}}
	fixed := outcome{findings: 2, reviews: 1, files: 1}
	for _, c := range []struct {
		o         outcome
		left      lint.Result
		isPreview bool
		want      string
	}{
		{fixed, clean, false, "Fixed 2 findings in 1 file (1 to review); nothing is left."},
		{fixed, left, false, "Fixed 2 findings in 1 file (1 to review); left to you: 1 error, 2 notes."},
		{fixed, clean, true, "Would fix 2 findings in 1 file (1 to review); nothing would be left."},
		{fixed, left, true, "Would fix 2 findings in 1 file (1 to review); left to you: 1 error, 2 notes."},
		{outcome{}, clean, true, "Nothing to fix: no findings in 2 objects."},
		{outcome{}, lint.Result{Foreign: 1}, true, "Nothing to fix."},
		{outcome{}, left, false, "Nothing was fixed; left to you: 1 error, 2 notes."},
	} {
		if got := c.o.sentence(c.left, c.isPreview); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}
