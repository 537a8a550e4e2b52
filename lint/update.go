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
	stay, shift := newMove(f, 0), newMove(f, moved)
	for i := range r.chunks {
		c := &r.chunks[i]
		if first -= c.documents; first < 0 {
			break
		}
		before = append(before, stay.chunk(c))
	}
	for i := len(r.chunks) - 1; i >= len(before); i-- {
		c := &r.chunks[i]
		if final -= c.documents; final < 0 {
			break
		}
		after = append(after, shift.chunk(c))
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

// A move is one to another version of a file, in which documents are some bytes further on.
type move struct {
	file    *manifest.File
	bytes   int
	packers map[*packer]*packer // each is shared by several chunks
}

func newMove(f *manifest.File, bytes int) *move { return &move{f, bytes, map[*packer]*packer{}} }

func (m *move) span(s manifest.Span) manifest.Span { return s.MovedBy(m.bytes) }

func (m *move) chunk(c *chunk) chunk {
	next := *c
	next.findings = m.findings(c.findings)
	next.facts = make([]facts, len(c.facts))
	for i, list := range c.facts {
		next.facts[i] = list.moved(m)
	}
	next.directives = slices.Clone(c.directives)
	for i := range next.directives {
		d := &next.directives[i]
		d.span, d.names = m.span(d.span), slices.Clone(d.names)
		for j := range d.names {
			d.names[j].span = m.span(d.names[j].span)
		}
	}
	return next
}

// A placed fact has places in the file of its object.
type placed[F any] interface {
	// MovedBy returns the fact for an object that is some bytes further on.
	MovedBy(bytes int) F
}

func (l *factList[F, W]) moved(m *move) facts {
	next := &factList[F, W]{l.Gathering, slices.Clone(l.list)}
	for i := range next.list {
		fact := &next.list[i]
		fact.File = m.file
		if value, ok := any(fact.Value).(placed[F]); ok && m.bytes != 0 {
			fact.Value = value.MovedBy(m.bytes)
		}
	}
	return next
}

func (m *move) findings(f findings) findings {
	f.file, f.packer = m.file, m.packer(f.packer)
	f.list, f.records = slices.Clone(f.list), slices.Clone(f.records)
	for i := range f.list {
		d := &f.list[i]
		d.File, d.Span, d.Fix, d.Related = m.file, m.span(d.Span), m.fix(d.Fix), m.related(d.Related)
	}
	for i := range f.records {
		f.records[i].span = m.span(f.records[i].span)
	}
	return f
}

func (m *move) packer(p *packer) *packer {
	if p == nil || m.packers[p] != nil {
		return m.packers[p]
	}
	next := *p
	next.related = make([][]Related, len(p.related))
	for i := range p.related {
		next.related[i] = m.related(p.related[i])
	}
	if m.bytes != 0 {
		next.fixes = p.fixes.Map(m.fix)
	}
	m.packers[p] = &next
	return &next
}

func (m *move) related(list []Related) []Related {
	next := slices.Clone(list)
	for i := range next {
		next[i].File, next[i].Span = m.file, m.span(next[i].Span)
	}
	return next
}

func (m *move) fix(f *Fix) *Fix {
	if f == nil || m.bytes == 0 {
		return f
	}
	next := *f
	next.Edits = slices.Clone(f.Edits)
	for i := range next.Edits {
		next.Edits[i].Span = m.span(next.Edits[i].Span)
	}
	return &next
}
