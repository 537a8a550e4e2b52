package lint

import (
	"cmp"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/toolforge/tfk8s/lint/manifest"
)

// A Config says what to run.
type Config struct {
	Rules []*Rule
	// Known holds every rule that a directive may name, the ones that are not run included. Nil: Rules.
	Known []*Rule
	// Prepare makes, once for each object, what the rules share: Pass.Subject. It may be nil.
	Prepare func(*manifest.Object) any
	// Directives are the rules that report on ignore directives; nil switches those findings off.
	Directives *Directives
}

// A Result is what lint found in a run over some files.
type Result struct {
	Diagnostics []Diagnostic // sorted by file (in the order of the run), place and rule
	Files       int
	Objects     int
	Skipped     int // documents that hold no Kubernetes object: neither apiVersion nor kind
}

// A FileResult is what the rules say of one file by itself, before the sets are looked at and directives applied.
type FileResult struct {
	File             *manifest.File
	Objects, Skipped int

	diagnostics []Diagnostic
	facts       [][]Fact // by rule
	directives  []directive
}

// Run lints files in the given order. It works on several at once; the result does not depend on how many.
func Run(cfg *Config, files []*manifest.File) Result {
	return Merge(cfg, Each(len(files), func(i int) FileResult { return File(cfg, files[i]) }))
}

// Each computes n file results, several at once, and returns them in order. do is called from several goroutines.
func Each[T any](n int, do func(i int) T) []T {
	results := make([]T, n)
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				results[i] = do(i)
			}
		})
	}
	workers.Wait()
	return results
}

// File lints one file. The parsed form of its documents is released on the way.
func File(cfg *Config, f *manifest.File) FileResult {
	r := FileResult{File: f, facts: make([][]Fact, len(cfg.Rules))}
	for _, d := range f.Docs {
		lintDocument(cfg, d, &r)
	}
	r.diagnostics = settleShared(r.diagnostics)
	return r
}

func lintDocument(cfg *Config, d *manifest.Document, r *FileResult) {
	pass := Pass{file: d.File, out: &r.diagnostics, object: &manifest.ID{Document: d.Index, Item: -1}}
	for _, rule := range cfg.Rules {
		if rule.Document != nil {
			pass.rule = rule
			rule.Document(&pass, d)
		}
	}
	objects := d.Objects()
	if d.Root().Exists() && len(objects) == 0 && !d.IsList() {
		r.Skipped++
	}
	for _, o := range objects {
		r.Objects++
		id := o.ID
		pass.object = &id
		pass.Subject = nil
		if cfg.Prepare != nil {
			pass.Subject = cfg.Prepare(o)
		}
		lintObject(cfg, &pass, o, r)
	}
	r.directives = append(r.directives, findDirectives(d)...)
	d.Release()
}

func lintObject(cfg *Config, pass *Pass, o *manifest.Object, r *FileResult) {
	before := len(r.diagnostics)
	for i, rule := range cfg.Rules {
		if rule.Object != nil {
			pass.rule, pass.facts = rule, &r.facts[i]
			rule.Object(pass, o)
		}
	}
	var errors []Diagnostic
	for _, d := range r.diagnostics[before:] {
		if d.Severity == Error {
			errors = append(errors, d)
		}
	}
	if len(errors) == 0 {
		return
	}
	for _, facts := range r.facts {
		for i := len(facts) - 1; i >= 0 && facts[i].Object == pass.object; i-- {
			facts[i].Errors = errors
		}
	}
}

// Merge makes one result of those of the files: it runs the set rules, applies the ignore directives and sorts.
func Merge(cfg *Config, files []FileResult) Result {
	total := Result{Files: len(files)}
	sets := map[*manifest.File][]Diagnostic{}
	for _, d := range runSets(cfg, files) {
		sets[d.File] = append(sets[d.File], d)
	}
	for _, r := range files {
		total.Objects += r.Objects
		total.Skipped += r.Skipped
		found := slices.Concat(r.diagnostics, sets[r.File])
		found = ignore(cfg, r.File, found, slices.Clone(r.directives))
		slices.SortStableFunc(found, compare)
		total.Diagnostics = append(total.Diagnostics, found...)
	}
	return total
}

func runSets(cfg *Config, files []FileResult) []Diagnostic {
	var found []Diagnostic
	for i, rule := range cfg.Rules {
		if rule.Set == nil {
			continue
		}
		var facts []Fact
		for _, r := range files {
			facts = append(facts, r.facts[i]...)
		}
		if len(facts) > 0 {
			rule.Set(&Pass{rule: rule, out: &found}, facts)
		}
	}
	return found
}

func compare(a, b Diagnostic) int {
	return cmp.Or(
		cmp.Compare(a.Span.Start, b.Span.Start),
		cmp.Compare(a.Span.End, b.Span.End),
		cmp.Compare(a.Rule.ID, b.Rule.ID),
		cmp.Compare(a.Path, b.Path),
		cmp.Compare(a.Message, b.Message),
	)
}

// settleShared looks at the fixes that edit text which serves several places of a document, through aliases. Each place
// is judged by itself; such a fix stays only where every one of them wants it.
func settleShared(found []Diagnostic) []Diagnostic {
	wanted := map[string]int{}
	for _, d := range found {
		if sharedUses(d.Fix) > 1 {
			wanted[fixKey(d)]++
		}
	}
	for i, d := range found {
		if uses := sharedUses(d.Fix); uses > 1 && wanted[fixKey(d)] < uses {
			found[i].Fix = nil
		}
	}
	return found
}

// fixKey is the same for two fixes of a rule that change the same text in the same way.
func fixKey(d Diagnostic) string { return fmt.Sprint(d.Rule.ID, d.Fix.Edits) }

// sharedUses is the largest number of places that an edit of the fix changes at once.
func sharedUses(f *Fix) int {
	uses := 0
	if f != nil {
		for _, e := range f.Edits {
			uses = max(uses, e.Uses)
		}
	}
	return uses
}
