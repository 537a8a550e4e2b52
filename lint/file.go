package lint

import (
	"fmt"
	"slices"

	"github.com/toolforge/tfk8s/lint/manifest"
)

// A piece is what the rules say of some documents that follow each other.
type piece struct {
	objects, skipped int

	diagnostics []Diagnostic
	facts       [][]Fact // by gathering
	directives  []directive
}

// A file is linted in pieces, several at once: more than there are processors, but not many, since each keeps its own texts.
const (
	leastPiece = 64 // documents
	mostPieces = 128
)

// File lints one file. The parsed form of its documents is released on the way, unless Config.Done says otherwise.
func File(cfg *Config, f *manifest.File) FileResult { return Documents(cfg, f, f.Docs) }

// Documents lints some documents of a file.
func Documents(cfg *Config, f *manifest.File, some []*manifest.Document) FileResult {
	docs := slices.Collect(slices.Chunk(some, max(leastPiece, len(some)/mostPieces)))
	pass := newPass(cfg, f)
	return newResult(pass, Each(len(docs), func(i int) piece { return newWorker(cfg, docs[i]).lint(pass, docs[i]) }))
}

// Files lints files one after the other. Those that would be one piece share what a worker has: many small files take less
// time than by themselves.
func Files(cfg *Config, files []*manifest.File) []FileResult {
	var docs []*manifest.Document
	for _, f := range files {
		if len(f.Docs) <= leastPiece {
			docs = append(docs, f.Docs...)
		}
	}
	w := newWorker(cfg, docs)
	results := make([]FileResult, len(files))
	for i, f := range files {
		if len(f.Docs) > leastPiece {
			results[i] = File(cfg, f)
			continue
		}
		pass := newPass(cfg, f)
		results[i] = newResult(pass, []piece{w.lint(pass, f.Docs)})
	}
	return results
}

func newPass(cfg *Config, f *manifest.File) Pass {
	pass := Pass{file: f}
	if cfg.Foreign != nil {
		pass.Subject = cfg.Foreign(f)
	}
	return pass
}

func newResult(pass Pass, pieces []piece) FileResult {
	r := FileResult{File: pass.file, Foreign: pass.Subject != nil, pieces: pieces}
	for i := range pieces {
		r.Objects += pieces[i].objects
		r.Skipped += pieces[i].skipped
	}
	return r
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

// A worker lints pieces, one after the other.
type worker struct {
	*Config
	pass       Pass // of the file, with what its rules share
	gatherings []*Gathering
	sequence   *manifest.Sequence
	titles     map[title]*Fix // see dropEdits
	ids        []manifest.ID  // with room for as many as there are documents
	piece
}

// A title is what is left of a fix without its edits.
type title struct {
	text   string
	safety Safety
}

// newWorker makes a worker that is going to lint some documents.
func newWorker(cfg *Config, docs []*manifest.Document) *worker {
	return &worker{Config: cfg, gatherings: cfg.gatherings(), sequence: manifest.NewSequence(docs), ids: make([]manifest.ID, 0, len(docs))}
}

// lint lints the next of the worker's documents, some of those of a file.
func (w *worker) lint(pass Pass, docs []*manifest.Document) piece {
	w.pass, w.piece = pass, piece{facts: make([][]Fact, len(w.gatherings))}
	w.pass.out = &w.diagnostics
	if len(docs) > 1 {
		w.pass.words = newWords()
	}
	for _, d := range docs {
		w.sequence.Load()
		before := len(w.diagnostics)
		w.document(d)
		settleShared(w.diagnostics[before:])
		if w.TitlesOnly {
			w.dropEdits(w.diagnostics[before:])
		}
		if w.Done == nil {
			w.sequence.Release(d)
			continue
		}
		sortFindings(w.diagnostics[before:])
		w.Done(d, w.diagnostics[before:])
	}
	sortFindings(w.diagnostics)
	w.diagnostics = slices.Clone(w.diagnostics) // no room to grow: there are many pieces
	for i, g := range w.gatherings {
		if w.facts[i] = slices.Clone(w.facts[i]); g.Pack != nil && len(docs) > 1 {
			g.Pack(&w.pass, w.facts[i])
		}
	}
	return w.piece
}

func (w *worker) document(d *manifest.Document) {
	pass, foreign := w.pass, w.pass.Subject != nil
	pass.object = &manifest.ID{Document: d.Index, Item: -1}
	for _, rule := range w.Rules {
		pass.rule = rule
		if rule.Document != nil {
			rule.Document(&pass, d)
		}
		if rule.Foreign != nil && foreign {
			rule.Foreign(&pass, d)
		}
	}
	if !foreign {
		w.objectsOf(d, &pass)
	}
	w.directives = append(w.directives, findDirectives(d)...)
}

func (w *worker) objectsOf(d *manifest.Document, pass *Pass) {
	objects := d.Objects()
	if d.Root().Exists() && len(objects) == 0 && !d.IsList() {
		w.skipped++
	}
	for _, o := range objects {
		w.objects++
		pass.object = w.keepID(o.ID)
		pass.Subject = nil
		if w.Prepare != nil {
			pass.Subject = w.Prepare(o)
		}
		w.object(o, pass)
	}
}

// keepID makes an ID that outlives its document.
func (w *worker) keepID(id manifest.ID) *manifest.ID {
	id.APIVersion, id.Kind = w.pass.Keep(id.APIVersion), w.pass.Keep(id.Kind)
	id.Namespace, id.Name = w.pass.Keep(id.Namespace), w.pass.Keep(id.Name)
	if len(w.ids) == cap(w.ids) {
		w.ids = make([]manifest.ID, 0, cap(w.ids))
	}
	w.ids = append(w.ids, id)
	return &w.ids[len(w.ids)-1]
}

func (w *worker) object(o *manifest.Object, pass *Pass) {
	before := len(w.diagnostics)
	for _, rule := range w.Rules {
		if rule.Object != nil {
			pass.rule = rule
			rule.Object(pass, o)
		}
	}
	if len(w.gatherings) == 0 {
		return
	}
	var faults []Fault
	for _, d := range w.diagnostics[before:] {
		if d.Severity == Error {
			faults = append(faults, Fault{d.Rule, d.Stage})
		}
	}
	for i, g := range w.gatherings {
		if value := g.Fact(pass, o); value != nil {
			w.facts[i] = append(w.facts[i], Fact{Object: pass.object, File: pass.file, Value: value, Faults: faults})
		}
	}
}

// dropEdits leaves of the fixes their titles, one for all that have the same.
func (w *worker) dropEdits(found []Diagnostic) {
	for i, d := range found {
		if d.Fix == nil {
			continue
		}
		key := title{d.Fix.Title, d.Fix.Safety}
		if w.titles == nil {
			w.titles = map[title]*Fix{}
		}
		if w.titles[key] == nil {
			w.titles[key] = &Fix{Title: w.pass.Keep(key.text), Safety: key.safety}
		}
		found[i].Fix = w.titles[key]
	}
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
