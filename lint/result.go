package lint

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"github.com/toolforge/tfk8s/lint/manifest"
)

// A Result is what lint found in a run over some files.
type Result struct {
	Diagnostics []Diagnostic // sorted by file (in the order of the run), place and rule
	Files       int
	Objects     int
	Skipped     int       // documents that hold no Kubernetes object
	Foreign     int       // files that are not manifests, which rules of their own looked at
	LeftOut     []LeftOut // the files in which nothing was judged, in the order of the run
}

// Unreadable returns an error for each finding that says why a text cannot be parsed.
func (r *Result) Unreadable() (all []error) {
	for _, d := range r.Diagnostics {
		if d.Stage != Parse || d.Severity != Error {
			continue
		}
		at := d.File.Position(d.Span.Start)
		text := fmt.Sprintf("%s:%d:%d: %s", d.File.Name, at.Line, at.Column, d.Message)
		if d.Help != "" {
			text += ": " + d.Help
		}
		all = append(all, errors.New(text))
	}
	return all
}

// A FileResult is what lint found in one file by itself, before the Set rules have run and directives are applied.
type FileResult struct {
	File             *manifest.File
	Objects, Skipped int
	Foreign          bool

	isJudged bool // rules looked at some document of it
	holds    contents
	other    Content // what it holds if rules looked at no document
	chunks   []chunk
	skips    []*Rule // the rules whose findings in the file are left out
}

func newFileResult(pass Pass, chunks []chunk) FileResult {
	r := FileResult{File: pass.file, Foreign: pass.Prepared != nil, chunks: chunks, skips: pass.skips}
	for i := range chunks {
		c := &chunks[i]
		r.Objects, r.Skipped = r.Objects+c.objects, r.Skipped+c.skipped
		r.isJudged, r.other = r.isJudged || c.isJudged, cmp.Or(r.other, c.other)
		r.holds |= c.holds
	}
	return r
}

// Clone returns a copy of the result. Merge uses a result up, so a caller that merges one several times passes copies.
func (r *FileResult) Clone() FileResult {
	other := *r
	other.chunks = slices.Clone(r.chunks)
	return other
}

// Append adds the result of the documents that follow in the file.
func (r *FileResult) Append(next FileResult) {
	next.Objects, next.Skipped = r.Objects+next.Objects, r.Skipped+next.Skipped
	next.isJudged, next.other = r.isJudged || next.isJudged, cmp.Or(r.other, next.other)
	next.holds |= r.holds
	next.chunks = append(r.chunks, next.chunks...)
	*r = next
}

// Findings returns the findings in the file by itself, in order: those of a Result, without those of Set rules.
func (r *FileResult) Findings(cfg *Config) []Diagnostic { return r.appendFindings(cfg, nil, nil) }

// Ignored returns the findings in the file by itself that directives ignore.
func (r *FileResult) Ignored(cfg *Config) (ignored []Diagnostic) {
	ig := newIgnoreFilter(cfg, r.File, r.directives(), r.File.About)
	for i := range r.chunks {
		for d := range r.chunks[i].findings.all() {
			if is, _ := ig.covers(d); is {
				ignored = append(ignored, d)
			}
		}
	}
	return ignored
}

// Any reports whether a finding satisfies the function, before directives are applied.
func (r *FileResult) Any(such func(Diagnostic) bool) bool {
	for i := range r.chunks {
		for d := range r.chunks[i].findings.all() {
			if such(d) {
				return true
			}
		}
	}
	return false
}

func (r *FileResult) directives() (all []directive) {
	for i := range r.chunks {
		all = append(all, r.chunks[i].directives...)
	}
	return all
}

// factsOf returns the facts of the gathering with an index, in the order of the run.
func factsOf(files []FileResult, index int) (lists []facts) {
	for i := range files {
		for j := range files[i].chunks {
			lists = append(lists, files[i].chunks[j].facts[index])
		}
	}
	return lists
}

// dropFacts drops the facts, which only Set rules need.
func (r *FileResult) dropFacts() {
	for i := range r.chunks {
		r.chunks[i].facts = nil
	}
}

// countFindings returns the number of findings that are kept in the chunks.
func (r *FileResult) countFindings() (n int) {
	for i := range r.chunks {
		n += r.chunks[i].findings.len()
	}
	return n
}

// add adds the result of a file and what Set rules found in it. The result cannot be used afterwards.
func (r *Result) add(cfg *Config, file *FileResult, bySets []*Diagnostic) {
	r.Objects += file.Objects
	r.Skipped += file.Skipped
	if file.Foreign {
		r.Foreign++
	}
	if !file.isJudged {
		r.LeftOut = append(r.LeftOut, LeftOut{file.File.Name, file.other})
	}
	r.Diagnostics = file.appendFindings(cfg, r.Diagnostics, bySets)
	file.chunks = nil
}

// appendFindings appends to all what was found in the file, in order, with the directives applied.
func (r *FileResult) appendFindings(cfg *Config, all []Diagnostic, bySets []*Diagnostic) []Diagnostic {
	first := len(all)
	if len(r.skips) > 0 {
		cfg = cfg.without(r.skips)
		bySets = slices.DeleteFunc(bySets, func(d *Diagnostic) bool { return slices.Contains(r.skips, d.Rule) })
	}
	slices.SortStableFunc(bySets, compare)
	all = slices.Grow(all, len(bySets)+r.countFindings())
	for i := range r.chunks {
		for d := range r.chunks[i].findings.all() {
			for len(bySets) > 0 && compare(bySets[0], &d) < 0 {
				all, bySets = append(all, *bySets[0]), bySets[1:]
			}
			all = append(all, d)
		}
	}
	for _, d := range bySets {
		all = append(all, *d)
	}
	kept := ignore(cfg, r, keepOnce(all[first:]), r.directives())
	sortFindings(kept) // the place of a finding may be outside of its chunk
	return append(all[:first], sayOnce(cfg, kept)...)
}

// keepOnce drops all but the first finding of each rule with Once in a file. The findings are nearly in order.
func keepOnce(found []Diagnostic) []Diagnostic {
	var seen []*Rule
	return slices.DeleteFunc(found, func(d Diagnostic) bool {
		if !d.Rule.Once {
			return false
		}
		if slices.Contains(seen, d.Rule) {
			return true
		}
		seen = append(seen, d.Rule)
		return false
	})
}

func sortFindings(found []Diagnostic) {
	inOrder := func(a, b Diagnostic) int { return compare(&a, &b) }
	if !slices.IsSortedFunc(found, inOrder) {
		slices.SortStableFunc(found, inOrder)
	}
}

func compare(a, b *Diagnostic) int {
	if c := cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Span.End, b.Span.End)); c != 0 {
		return c
	}
	return cmp.Or(cmp.Compare(a.Rule.ID, b.Rule.ID), cmp.Compare(a.Path, b.Path), cmp.Compare(a.Message, b.Message))
}
