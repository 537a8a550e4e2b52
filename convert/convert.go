// Package convert applies the fixes of lint's findings until none is left.
//
// Convert is lint: there is no list of conversions beside the rules, so what convert reports is what lint says of its
// output.
package convert

import (
	"fmt"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

// maxRounds bounds the loop. A real file needs three: a fix, one that it made possible, and the look that nothing is
// left; one in which many fixes change neighbouring lines needs a round for each of them.
const maxRounds = 20

// Options say how to convert.
type Options struct {
	Config *lint.Config
	// Pin returns the configuration for the rounds after the first. It holds fast what is decided on the input, such as
	// that an object comes from the legacy cluster, whatever fixes take away the signs of it. Nil: Config.
	Pin      func(*manifest.File) *lint.Config
	SafeOnly bool // leave out the fixes that a person should look at
}

// A Result is one converted file.
type Result struct {
	File    *manifest.File  // the input itself where nothing changed
	Changed bool            // File differs from the input
	Lint    lint.FileResult // what lint says of File
	Applied []Applied       // in the order of application
	Dropped []Dropped
}

// Applied is a fix that was applied. Positions are those of the text that it was applied to.
type Applied struct {
	Rule     *lint.Rule
	Fix      *lint.Fix
	Object   *manifest.ID
	Path     string
	Position manifest.Position
}

// Dropped is a fix that a guard kept from being applied.
type Dropped struct {
	Diagnostic lint.Diagnostic
	Reason     string
}

// File converts a file. The error names rules that undo each other's fixes; the result is then the input, unconverted.
func File(o *Options, f *manifest.File) (Result, error) {
	first := lint.File(o.Config, f)
	r := Result{File: f, Lint: first}
	found := lint.Merge(o.Config, []lint.FileResult{first}).Diagnostics
	var cfg *lint.Config
	for range maxRounds {
		fixes := o.pick(found, r.Dropped)
		if len(fixes) == 0 {
			return r.settle(o), nil
		}
		if cfg == nil {
			cfg = o.later(f)
		}
		round := attempt{cfg: cfg, file: r.File, found: found}
		round.grow(fixes)
		r.Dropped = append(r.Dropped, round.dropped...)
		if round.next != nil {
			r.note(round.applied)
			r.File, r.Changed = round.next.File, true
			found = lint.Merge(cfg, []lint.FileResult{*round.next}).Diagnostics
		}
	}
	return Result{File: f, Lint: first}, fmt.Errorf("%s: the fixes of %s undo each other; nothing is changed", f.Name, rulesOf(o.pick(found, r.Dropped)))
}

func (o *Options) later(f *manifest.File) *lint.Config {
	if o.Pin != nil {
		return o.Pin(f)
	}
	return o.Config
}

// settle lints a changed file once more, as anybody would who is given it: without what was pinned.
func (r Result) settle(o *Options) Result {
	if r.Changed {
		r.Lint = lint.File(o.Config, r.File)
	}
	return r
}

func (r *Result) note(applied []lint.Diagnostic) {
	for _, d := range applied {
		r.Applied = append(r.Applied, Applied{Rule: d.Rule, Fix: d.Fix, Object: d.Object, Path: d.Path, Position: d.File.Position(d.Span.Start)})
	}
}

// pick chooses whole fixes in file order; one that touches the bytes of an earlier one waits for the next round.
func (o *Options) pick(found []lint.Diagnostic, dropped []Dropped) []lint.Diagnostic {
	var picked []lint.Diagnostic
	var taken []manifest.Edit
	for _, d := range found {
		switch {
		case d.Fix == nil, o.SafeOnly && d.Fix.Safety != lint.Safe, wasDropped(d, dropped), conflicts(d.Fix.Edits, taken):
		default:
			picked = append(picked, d)
			taken = append(taken, d.Fix.Edits...)
		}
	}
	return picked
}

func wasDropped(d lint.Diagnostic, dropped []Dropped) bool {
	return slices.ContainsFunc(dropped, func(x Dropped) bool { return same(x.Diagnostic, d) })
}

// conflicts reports whether edits touch the bytes of others, or are next to them: an entry that is inserted where its
// neighbour goes may need the comma between them.
func conflicts(edits, taken []manifest.Edit) bool {
	for _, e := range edits {
		if slices.ContainsFunc(taken, func(t manifest.Edit) bool { return e.Start <= t.End && t.Start <= e.End }) {
			return true
		}
	}
	return false
}

// An attempt is one round: it looks for as many of the fixes as can be applied together.
type attempt struct {
	cfg     *lint.Config
	file    *manifest.File
	found   []lint.Diagnostic
	next    *lint.FileResult // the outcome of the applied ones; nil where there are none
	applied []lint.Diagnostic
	dropped []Dropped
}

// grow adds fixes to the applied ones: all at once or, where a guard says no, by halves. A fix that only the others stand
// in the way of waits for the next round; one that a guard refuses by itself is dropped.
func (a *attempt) grow(fixes []lint.Diagnostic) {
	with := slices.Concat(a.applied, fixes)
	next, err := try(a.cfg, a.file, a.found, with)
	switch {
	case err == nil:
		a.next, a.applied = next, with
	case len(fixes) > 1:
		a.grow(fixes[:len(fixes)/2])
		a.grow(fixes[len(fixes)/2:])
	default:
		if len(a.applied) > 0 {
			if _, err = try(a.cfg, a.file, a.found, fixes); err == nil {
				return
			}
		}
		a.dropped = append(a.dropped, Dropped{Diagnostic: fixes[0], Reason: err.Error()})
	}
}

// try applies fixes and lints the outcome; the error is the reason why they must not be applied.
func try(cfg *lint.Config, f *manifest.File, found, fixes []lint.Diagnostic) (*lint.FileResult, error) {
	var edits []manifest.Edit
	for _, d := range fixes {
		edits = append(edits, d.Fix.Edits...)
	}
	src, err := f.Apply(edits)
	if err != nil {
		return nil, err
	}
	next := manifest.Parse(f.Name, src)
	if err := guard(f, next, edits, fixes); err != nil {
		return nil, err
	}
	result := lint.File(cfg, next)
	left := lint.Merge(cfg, []lint.FileResult{result}).Diagnostics
	for _, d := range fixes {
		if count(left, d) >= count(found, d) {
			return nil, fmt.Errorf("the finding would still be there")
		}
	}
	return &result, nil
}

func count(found []lint.Diagnostic, d lint.Diagnostic) int {
	n := 0
	for _, x := range found {
		if same(x, d) {
			n++
		}
	}
	return n
}

// same tells whether two findings, of different rounds perhaps, say the same.
func same(a, b lint.Diagnostic) bool {
	return a.Rule == b.Rule && a.Path == b.Path && a.Message == b.Message && objectName(a) == objectName(b)
}

func objectName(d lint.Diagnostic) string {
	if d.Object == nil {
		return ""
	}
	return fmt.Sprint(d.Object.Document, ".", d.Object.Item)
}

func rulesOf(found []lint.Diagnostic) string {
	var names []string
	for _, d := range found {
		if !slices.Contains(names, d.Rule.Name) {
			names = append(names, d.Rule.Name)
		}
	}
	return strings.Join(names, " and ")
}
