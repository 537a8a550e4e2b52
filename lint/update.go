package lint

import (
	"slices"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/lint/parallel"
)

// The documents of a chunk that Update lints again if one of them changes, and the number of such chunks that share a worker.
const (
	updateDocuments = 4
	updateChunks    = 16
)

// Update lints a new version of a file by itself, as File does. It is made for editors: with the result of the last version, which
// must be of Update and of the same configuration, its cost depends on what has changed. The last result may be nil, and stays as it was.
func Update(cfg *Config, last *FileResult, f *manifest.File) FileResult {
	pass := newPass(cfg, f)
	var before, after []chunk
	docs := f.Docs
	if last != nil && pass.Prepared == nil && slices.Equal(pass.skips, last.skips) {
		before, after = last.unchanged(f)
		docs = docs[countDocuments(before) : len(docs)-countDocuments(after)]
	}
	return newFileResult(pass, slices.Concat(before, lintForUpdates(cfg, pass, docs), after))
}

// unchanged returns the chunks before and after what has changed, for the new version of the file.
func (r *FileResult) unchanged(f *manifest.File) (before, after []chunk) {
	first, final, moved := f.Unchanged(r.File)
	for i := range r.chunks {
		c := &r.chunks[i]
		if first -= c.documents; first < 0 {
			break
		}
		before = append(before, c.movedTo(f, 0))
	}
	for i := len(r.chunks) - 1; i >= len(before); i-- {
		c := &r.chunks[i]
		if final -= c.documents; final < 0 {
			break
		}
		after = append(after, c.movedTo(f, moved))
	}
	slices.Reverse(after)
	return before, after
}

func countDocuments(chunks []chunk) (n int) {
	for i := range chunks {
		n += chunks[i].documents
	}
	return n
}

// lintForUpdates lints documents in small chunks.
func lintForUpdates(cfg *Config, pass Pass, docs []*manifest.Document) []chunk {
	var jobs []job
	for some := range slices.Chunk(docs, updateDocuments) {
		jobs = append(jobs, job{pass: pass, docs: some})
	}
	groups := slices.Collect(slices.Chunk(jobs, updateChunks))
	return slices.Concat(parallel.Map(len(groups), func(i int) []chunk { return lintChunks(cfg, groups[i]) })...)
}

// movedTo returns the chunk for another version of the file, in which its documents are some bytes further on.
func (c *chunk) movedTo(f *manifest.File, bytes int) chunk {
	next := *c
	next.findings = c.findings.movedTo(f, bytes)
	next.facts = make([]facts, len(c.facts))
	for i, list := range c.facts {
		next.facts[i] = list.movedTo(f, bytes)
	}
	next.directives = slices.Clone(c.directives)
	for i := range next.directives {
		d := &next.directives[i]
		d.span, d.names = d.span.MovedBy(bytes), slices.Clone(d.names)
		for j := range d.names {
			d.names[j].span = d.names[j].span.MovedBy(bytes)
		}
	}
	return next
}

// A placed fact has places in the file of its object.
type placed[F any] interface {
	// MovedBy returns the fact for an object that is some bytes further on.
	MovedBy(bytes int) F
}

func (l *factList[F, W]) movedTo(f *manifest.File, bytes int) facts {
	next := &factList[F, W]{l.Gathering, slices.Clone(l.list)}
	for i := range next.list {
		fact := &next.list[i]
		fact.File = f
		if value, ok := any(fact.Value).(placed[F]); ok && bytes != 0 {
			fact.Value = value.MovedBy(bytes)
		}
	}
	return next
}

func (f *findings) movedTo(file *manifest.File, bytes int) findings {
	if f.packed != nil {
		return findings{packed: f.packed.movedTo(file, bytes)}
	}
	next := findings{list: slices.Clone(f.list)}
	for i := range next.list {
		d := &next.list[i]
		d.File, d.Span, d.Fix = file, d.Span.MovedBy(bytes), d.Fix.movedBy(bytes)
		d.Related = relatedMovedTo(d.Related, file, bytes)
	}
	return next
}

func (p *packed) movedTo(file *manifest.File, bytes int) *packed {
	next := *p
	next.file, next.records, next.related = file, slices.Clone(p.records), slices.Clone(p.related)
	for i := range next.records {
		next.records[i].span = next.records[i].span.MovedBy(bytes)
	}
	for i := range next.related {
		next.related[i] = relatedMovedTo(next.related[i], file, bytes)
	}
	if bytes != 0 {
		next.fixes = p.fixes.Map(func(fix *Fix) *Fix { return fix.movedBy(bytes) })
	}
	return &next
}

func relatedMovedTo(list []Related, file *manifest.File, bytes int) []Related {
	next := slices.Clone(list)
	for i := range next {
		next[i].File, next[i].Span = file, next[i].Span.MovedBy(bytes)
	}
	return next
}

func (f *Fix) movedBy(bytes int) *Fix {
	if f == nil || bytes == 0 {
		return f
	}
	next := *f
	next.Edits = slices.Clone(f.Edits)
	for i := range next.Edits {
		next.Edits[i].Span = next.Edits[i].Span.MovedBy(bytes)
	}
	return &next
}
