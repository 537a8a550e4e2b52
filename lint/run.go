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
	// Foreign tells from manifests the files that hold something else than Kubernetes objects, by their names: it makes
	// what the rules of such a file share, Pass.Subject, and nil of a manifest. It may be nil.
	Foreign func(*manifest.File) any
	// Directives are the rules that report on ignore directives; nil switches those findings off.
	Directives *Directives
	// Keep leaves the documents parsed, for a caller that will look at them again.
	Keep bool
	// TitlesOnly makes the fixes forget their edits, which no report shows: a large file has findings by the thousand.
	TitlesOnly bool
}

// A Result is what lint found in a run over some files.
type Result struct {
	Diagnostics []Diagnostic // sorted by file (in the order of the run), place and rule
	Files       int
	Objects     int
	Skipped     int // documents that hold no Kubernetes object: neither apiVersion nor kind
	Foreign     int // files that are no manifests, which rules of their own looked at
}

// A FileResult is what the rules say of one file by itself, before the sets are looked at and directives applied.
type FileResult struct {
	File             *manifest.File
	Objects, Skipped int
	Foreign          bool

	pieces []piece
}

// A piece is what the rules say of some documents that follow each other.
type piece struct {
	objects, skipped int
	foreign          bool

	diagnostics []Diagnostic
	facts       [][]Fact // by gathering
	directives  []directive
}

// gatherings are what the rules of the run look at together.
func (c *Config) gatherings() []*Gathering {
	var all []*Gathering
	for _, rule := range c.Rules {
		if rule.Gather != nil && !slices.Contains(all, rule.Gather) {
			all = append(all, rule.Gather)
		}
	}
	return all
}

// Run lints files in the given order. It works on several at once; the result does not depend on how many.
func Run(cfg *Config, files []*manifest.File) Result {
	return Merge(cfg, Each(len(files), func(i int) FileResult { return File(cfg, files[i]) }))
}

// Each computes n file results, several at once, and returns them in order. do is called from several goroutines.
func Each[T any](n int, do func(i int) T) []T {
	results := make([]T, n)
	if n == 1 {
		results[0] = do(0)
		return results
	}
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

// A file is linted in pieces of so many documents, several at once.
const pieceLength = 64

// File lints one file. The parsed form of its documents is released on the way.
func File(cfg *Config, f *manifest.File) FileResult {
	docs := slices.Collect(slices.Chunk(f.Docs, pieceLength))
	pass := Pass{file: f}
	if cfg.Foreign != nil {
		pass.Subject = cfg.Foreign(f)
	}
	r := FileResult{File: f, Foreign: pass.Subject != nil}
	r.pieces = Each(len(docs), func(i int) piece { return lintPiece(cfg, pass, docs[i]) })
	for i := range r.pieces {
		r.Objects += r.pieces[i].objects
		r.Skipped += r.pieces[i].skipped
	}
	return r
}

// lintPiece gets a pass of its own, with the file and what its rules share.
func lintPiece(cfg *Config, pass Pass, docs []*manifest.Document) piece {
	gatherings := cfg.gatherings()
	r := piece{foreign: pass.Subject != nil, facts: make([][]Fact, len(gatherings))}
	pass.out, pass.fixes = &r.diagnostics, map[titled]*Fix{}
	if len(docs) > 1 {
		pass.words = map[string]string{}
	}
	for _, d := range docs {
		before := len(r.diagnostics)
		lintDocument(cfg, gatherings, pass, d, &r)
		settleShared(r.diagnostics[before:])
		if cfg.TitlesOnly {
			pass.dropEdits(r.diagnostics[before:])
		}
	}
	r.diagnostics = slices.Clone(r.diagnostics) // no room to grow: there are many pieces
	for i := range r.facts {
		r.facts[i] = slices.Clone(r.facts[i])
	}
	return r
}

// dropEdits leaves of the fixes their titles.
func (p *Pass) dropEdits(found []Diagnostic) {
	for i := range found {
		if fix := found[i].Fix; fix != nil {
			key := titled{fix.Title, fix.Safety}
			if p.fixes[key] == nil {
				p.fixes[key] = &Fix{Title: fix.Title, Safety: fix.Safety}
			}
			found[i].Fix = p.fixes[key]
		}
	}
}

func lintDocument(cfg *Config, gatherings []*Gathering, pass Pass, d *manifest.Document, r *piece) {
	pass.object = &manifest.ID{Document: d.Index, Item: -1}
	for _, rule := range cfg.Rules {
		pass.rule = rule
		if rule.Document != nil {
			rule.Document(&pass, d)
		}
		if rule.Foreign != nil && r.foreign {
			rule.Foreign(&pass, d)
		}
	}
	if !r.foreign {
		lintObjects(cfg, gatherings, &pass, d, r)
	}
	r.directives = append(r.directives, findDirectives(d)...)
	if !cfg.Keep {
		d.Release()
	}
}

func lintObjects(cfg *Config, gatherings []*Gathering, pass *Pass, d *manifest.Document, r *piece) {
	objects := d.Objects()
	if d.Root().Exists() && len(objects) == 0 && !d.IsList() {
		r.skipped++
	}
	for _, o := range objects {
		r.objects++
		id := o.ID
		pass.object = &id
		pass.Subject = nil
		if cfg.Prepare != nil {
			pass.Subject = cfg.Prepare(o)
		}
		lintObject(cfg, gatherings, pass, o, r)
	}
}

func lintObject(cfg *Config, gatherings []*Gathering, pass *Pass, o *manifest.Object, r *piece) {
	before := len(r.diagnostics)
	for _, rule := range cfg.Rules {
		if rule.Object != nil {
			pass.rule = rule
			rule.Object(pass, o)
		}
	}
	if len(gatherings) == 0 {
		return
	}
	var faults []Fault
	for _, d := range r.diagnostics[before:] {
		if d.Severity == Error {
			faults = append(faults, Fault{d.Rule, d.Stage})
		}
	}
	for i, g := range gatherings {
		if value := g.Fact(pass, o); value != nil {
			r.facts[i] = append(r.facts[i], Fact{Object: pass.object, File: pass.file, Value: value, Faults: faults})
		}
	}
}

// Merge makes one result of those of the files, which are used up by it: it runs the set rules, applies the ignore
// directives and sorts.
func Merge(cfg *Config, files []FileResult) Result {
	total := Result{Files: len(files)}
	sets := map[*manifest.File][]Diagnostic{}
	for _, d := range runSets(cfg, files) {
		sets[d.File] = append(sets[d.File], d)
	}
	n := 0
	for i := range files {
		for _, p := range files[i].pieces {
			n += len(p.diagnostics)
		}
	}
	total.Diagnostics = make([]Diagnostic, 0, n)
	for i := range files {
		r := &files[i]
		total.Objects += r.Objects
		total.Skipped += r.Skipped
		if r.Foreign {
			total.Foreign++
		}
		total.Diagnostics = r.appendFindings(cfg, total.Diagnostics, sets[r.File])
		r.pieces = nil
	}
	return total
}

// Findings returns what the rules say of the file by itself, in order: a Result without the set rules.
func (r *FileResult) Findings(cfg *Config) []Diagnostic { return r.appendFindings(cfg, nil, nil) }

// appendFindings applies the directives to what was found in the file, sorts it and appends it to all.
func (r *FileResult) appendFindings(cfg *Config, all, bySets []Diagnostic) []Diagnostic {
	first := len(all)
	var directives []directive
	for _, p := range r.pieces {
		all = append(all, p.diagnostics...)
		directives = append(directives, p.directives...)
	}
	kept := ignore(cfg, r.File, append(all, bySets...)[first:], directives)
	slices.SortStableFunc(kept, compare)
	return append(all[:first], kept...)
}

func runSets(cfg *Config, files []FileResult) []Diagnostic {
	gatherings := cfg.gatherings()
	wholes := Each(len(gatherings), func(i int) any {
		var facts []Fact
		for j := range files {
			for _, p := range files[j].pieces {
				facts = append(facts, p.facts[i]...)
				p.facts[i] = nil
			}
		}
		if len(facts) == 0 {
			return nil
		}
		return gatherings[i].Whole(facts)
	})
	return slices.Concat(Each(len(cfg.Rules), func(i int) (found []Diagnostic) {
		rule := cfg.Rules[i]
		if rule.Set == nil {
			return nil
		}
		if whole := wholes[slices.Index(gatherings, rule.Gather)]; whole != nil {
			rule.Set(&Pass{rule: rule, out: &found}, whole)
		}
		return found
	})...)
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
func settleShared(found []Diagnostic) {
	var wanted map[string]int
	for _, d := range found {
		if sharedUses(d.Fix) > 1 {
			if wanted == nil {
				wanted = map[string]int{}
			}
			wanted[fixKey(d)]++
		}
	}
	for i, d := range found {
		if uses := sharedUses(d.Fix); uses > 1 && wanted[fixKey(d)] < uses {
			found[i].Fix = nil
		}
	}
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
