// Package lint runs rules over manifests. It is the mechanism only: it knows no rule and no Kubernetes version.
//
// Run lints files that manifest.Parse made, with the configuration of rules.Config or one with rules of your own. It returns no error:
// what cannot be read is a finding too, see Result.Unreadable. A Config may be used by several goroutines, each for files of its own.
//
// Each file is linted by itself: its documents are parsed and classified, the Document rules look at them, their objects are
// prepared, the Object rules look at these, and facts about them are gathered. When all files are linted, the Set rules look
// at the facts, ignore directives are applied, and the findings are sorted.
package lint

import (
	"slices"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/lint/parallel"
)

// Run lints files, several at a time. The result does not depend on how many.
func Run(cfg *Config, files []*manifest.File) Result {
	return Merge(cfg, parallel.Map(len(files), func(i int) FileResult { return File(cfg, files[i]) }))
}

// File lints one file by itself. The parsed form of its documents is released on the way, unless there is a Config.Done.
func File(cfg *Config, f *manifest.File) FileResult { return Documents(cfg, f, f.Docs) }

// A file is linted in chunks, several at once. There should be more of them than processors, but not very many, because each
// interns its own texts.
const (
	minChunk  = 64 // documents
	maxChunks = 128
)

// Documents lints some documents of a file.
func Documents(cfg *Config, f *manifest.File, docs []*manifest.Document) FileResult {
	parts := slices.Collect(slices.Chunk(docs, max(minChunk, len(docs)/maxChunks)))
	pass := newPass(cfg, f)
	return newFileResult(pass, parallel.Map(len(parts), func(i int) chunk {
		return lintChunks(cfg, []job{{pass: pass, docs: parts[i]}})[0]
	}))
}

// Files lints files, each by itself. It is faster than calling File for each, because small files share a worker.
func Files(cfg *Config, files []*manifest.File) []FileResult {
	results := make([]FileResult, len(files))
	var small []int
	var jobs []job
	for i, f := range files {
		if len(f.Docs) > minChunk {
			results[i] = File(cfg, f)
			continue
		}
		small, jobs = append(small, i), append(jobs, job{pass: newPass(cfg, f), docs: f.Docs})
	}
	for i, c := range lintChunks(cfg, jobs) {
		results[small[i]] = newFileResult(jobs[i].pass, []chunk{c})
	}
	return results
}

// lintChunks lints the chunks of several jobs.
func lintChunks(cfg *Config, jobs []job) []chunk {
	w := newWorker(cfg, jobs)
	for i := range jobs {
		for _, d := range jobs[i].docs {
			w.documents.Add(newDocumentPass(&jobs[i], d), d.Span().Len())
		}
	}
	w.documents.Flush()
	chunks := make([]chunk, len(jobs))
	for i := range jobs {
		chunks[i] = w.finish(&jobs[i])
	}
	if w.packer != nil {
		w.packer.close()
	}
	return chunks
}

// lintDocuments lints a batch of documents: it does each step for all of them before the next step.
func (w *worker) lintDocuments(docs []documentPass) {
	for range docs {
		w.sequence.Load()
	}
	for i := range docs {
		w.classify(&docs[i])
	}
	w.runDocumentRules(docs)
	for i := range docs {
		w.gatherImplied(&docs[i])
		w.addObjects(&docs[i])
		w.addDirectives(&docs[i])
	}
	w.objects.Flush()
	for i := range docs {
		w.finishDocument(&docs[i])
	}
}

func (w *worker) runDocumentRules(docs []documentPass) {
	for _, rule := range w.Rules {
		if rule.Document == nil && rule.Foreign == nil {
			continue
		}
		for i := range docs {
			d := &docs[i]
			d.pass.rule = rule
			if rule.Document != nil && rule.Content == d.content.Kind {
				rule.Document(&d.pass, d.Document)
			}
			if rule.Foreign != nil && d.isForeign() {
				rule.Foreign(&d.pass, d.Document)
			}
		}
	}
}

// lintObjects lints a batch of objects of the current documents.
func (w *worker) lintObjects(objects []objectPass) {
	if w.Prepare != nil {
		for i := range objects {
			objects[i].pass.Prepared = w.Prepare(objects[i].Object)
		}
	}
	for _, rule := range w.Rules {
		if rule.Object == nil {
			continue
		}
		for i := range objects {
			if o := &objects[i]; rule.Content == o.content {
				o.pass.rule = rule
				rule.Object(&o.pass, o.Object)
			}
		}
	}
	for i := range objects {
		w.gather(&objects[i])
	}
}

// Merge makes one result of the results of files: it runs the Set rules, applies the ignore directives and sorts. The results of the
// files cannot be used afterwards.
func Merge(cfg *Config, files []FileResult) Result {
	total := Result{Files: len(files)}
	bySets, n := runSetRules(cfg, files)
	for i := range files {
		n += files[i].countFindings()
		files[i].dropFacts()
	}
	total.Diagnostics = make([]Diagnostic, 0, n)
	for i := range files {
		total.add(cfg, &files[i], bySets[files[i].File])
	}
	return total
}

// runSetRules returns what the Set rules find in each file, and the number of these findings.
func runSetRules(cfg *Config, files []FileResult) (found map[*manifest.File][]*Diagnostic, n int) {
	gatherings := cfg.gatherings()
	passes := parallel.Map(len(gatherings), func(i int) []Pass {
		return cfg.runChecks(gatherings[i], factsOf(files, i))
	})
	found = map[*manifest.File][]*Diagnostic{}
	notWritten := impliedIn(files)
	for _, pass := range slices.Concat(passes...) {
		list := pass.found
		for i := range list {
			list[i].relocate(notWritten)
			found[list[i].File] = append(found[list[i].File], &list[i])
		}
		n += len(list)
	}
	return found, n
}

// runChecks runs the Set rules that share a gathering, and returns their passes.
func (c *Config) runChecks(g gathering, lists []facts) (passes []Pass) {
	for _, rule := range c.Rules {
		if rule.Set != nil && rule.Set.gathering == g {
			passes = append(passes, Pass{rule: rule})
		}
	}
	g.join(lists, func(whole any) {
		for i := range passes {
			passes[i].rule.Set.run(&passes[i], whole)
		}
	})
	return passes
}
