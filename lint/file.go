package lint

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/lint/parallel"
)

// A piece is what the rules say of some documents that follow each other.
type piece struct {
	objects, skipped int
	judged           bool    // rules looked at some document
	other            Content // what the first document holds at which no rule looked

	diagnostics []Diagnostic
	packed      *packed // those of several documents, instead
	facts       []facts // by gathering
	directives  []directive
}

// findings is how many there are.
func (p *piece) findings() int {
	if p.packed != nil {
		return len(p.packed.notes)
	}
	return len(p.diagnostics)
}

func (p *piece) finding(i int) Diagnostic {
	if p.packed != nil {
		return p.packed.at(i)
	}
	return p.diagnostics[i]
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
	return newResult(pass, parallel.Map(len(docs), func(i int) piece {
		return newWorker(cfg, []task{{pass: pass, docs: docs[i]}}).lint()[0]
	}))
}

// Files lints files. Those that would be one piece share a worker: many small files take less time than by themselves.
func Files(cfg *Config, files []*manifest.File) []FileResult {
	results := make([]FileResult, len(files))
	var small []int
	var tasks []task
	for i, f := range files {
		if len(f.Docs) > leastPiece {
			results[i] = File(cfg, f)
			continue
		}
		small, tasks = append(small, i), append(tasks, task{pass: newPass(cfg, f), docs: f.Docs})
	}
	for i, p := range newWorker(cfg, tasks).lint() {
		results[small[i]] = newResult(tasks[i].pass, []piece{p})
	}
	return results
}

func newPass(cfg *Config, f *manifest.File) Pass {
	pass := Pass{Shared: cfg.Shared, file: f}
	if skips := cfg.skips(f); len(skips) > 0 {
		pass.skips = func(r *Rule) bool { return slices.Contains(skips, r) }
	}
	if cfg.Foreign != nil {
		pass.Subject = cfg.Foreign(f)
	}
	return pass
}

func newResult(pass Pass, pieces []piece) FileResult {
	r := FileResult{File: pass.file, Foreign: pass.Subject != nil, pieces: pieces}
	for i := range pieces {
		p := &pieces[i]
		r.Objects, r.Skipped = r.Objects+p.objects, r.Skipped+p.skipped
		r.judged, r.other = r.judged || p.judged, cmp.Or(r.other, p.other)
	}
	return r
}

// count counts a document as judged or skipped. One without any content is neither.
func (p *piece) count(s *sheet) {
	switch {
	case s.pass.Subject != nil, s.content.Kind.isLookedAt():
		p.judged = true
		return
	case s.Root().Exists() || s.Err() != nil:
		p.skipped++
	}
	p.other = cmp.Or(p.other, s.content)
}

// gatherings are what the rules of the run look at together.
func (c *Config) gatherings() []gathering {
	var all []gathering
	for _, rule := range c.Rules {
		if rule.Set != nil && !slices.Contains(all, rule.Set.gathering) {
			all = append(all, rule.Set.gathering)
		}
	}
	return all
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
