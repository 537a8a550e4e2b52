package convert

import (
	"errors"
	"slices"
	"sync"

	"github.com/toolforge/tfk8s/convert/diff"
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/lint/parallel"
)

const (
	// So much of a file is converted at once. Its documents stay parsed until lint has seen what became of them.
	stretchDocuments = 64
	stretchBytes     = 256 << 10
	// So many at most tell whether the others are likely to change.
	mostLooked = 256
)

// errBeyond says that a document cannot be converted by itself.
var errBeyond = errors.New("a fix or a directive concerns more than its document")

// many converts a file of many documents: each by itself, unless the fixes of one go beyond it.
func (o *Options) many(r *Result) {
	f := r.File
	switch err := o.stretches(r); {
	case errors.Is(err, errBeyond):
		*r = Result{File: f, Lint: lint.File(o.Config, f)}
		o.whole(r)
	case err != nil:
		*r = Result{File: f, Err: err}
	}
	f.Release()
	if r.Lint.File != r.File {
		r.Lint = lint.FileResult{} // a large file has no room for two
		r.Lint = lint.File(o.Config, r.File)
	}
}

// A joint is where the documents of a file come together again, stretch by stretch. Several stretches are converted at
// once, and added in their order.
type joint struct {
	*Options
	before *manifest.File
	rounds *lint.Config
	found  [][]lint.Diagnostic // by document; nil where they are linted on the way, and again when they are converted
	turns  []chan struct{}     // closed when a stretch may be added

	writing sync.RWMutex
	after   *manifest.File // what there is of the outcome
	known   bool           // whether what lint says of it is found out on the way
}

// stretches converts documents by themselves. Where the first of them have something to mend, no other findings are looked
// for than those with fixes until a stretch is mended. Otherwise all of the file is linted first, and at last.
func (o *Options) stretches(r *Result) error {
	f := r.File
	if f.JSON() {
		return errBeyond
	}
	j := joint{Options: o, before: f, rounds: fixing(o.Config)}
	first := lint.Documents(j.rounds, f, f.Docs[:min(len(f.Docs)/16+1, mostLooked)])
	// A directive may hold for the document behind its own: nothing is to be converted before all is linted.
	directed := lint.HasDirectives(f)
	if directed || !first.Any(o.wants) {
		if r.Lint = lint.File(o.Config, f); !r.Lint.Any(o.wants) {
			return nil
		}
		if r.Lint.DirectivesReach(o.Config) {
			return errBeyond
		}
		j.found = byDocument(r.Lint.Findings(o.Config), len(f.Docs))
		r.Lint = lint.FileResult{}
	}
	return j.run(r)
}

func byDocument(found []lint.Diagnostic, documents int) [][]lint.Diagnostic {
	by := make([][]lint.Diagnostic, documents)
	for _, d := range found {
		if d.Object != nil {
			by[d.Object.Document] = append(by[d.Object.Document], d)
		}
	}
	return by
}

// run converts all stretches. The result is that of the file unless there is an error.
func (j *joint) run(r *Result) error {
	stretches := stretchesOf(j.before.Docs)
	for range len(stretches) + 1 {
		j.turns = append(j.turns, make(chan struct{}))
	}
	close(j.turns[0])
	j.after, j.known = j.before.Begin(), j.found == nil
	for _, s := range parallel.Map(len(stretches), func(i int) Result { return j.convert(i, stretches[i]) }) {
		r.add(s)
		r.Lint.Append(s.Lint)
	}
	if r.Err != nil {
		return r.Err
	}
	switch {
	case !r.Changed:
	case j.known:
		r.File = j.after
	default:
		r.File = j.before.With(j.after.Src)
	}
	return nil
}

func stretchesOf(docs []*manifest.Document) (all [][]*manifest.Document) {
	start, size := 0, 0
	for i, d := range docs {
		size += d.Span().Len()
		if next := i + 1; next-start == stretchDocuments || size >= stretchBytes || next == len(docs) {
			all = append(all, docs[start:next])
			start, size = next, 0
		}
	}
	return all
}

// convert makes the result of a stretch.
func (j *joint) convert(i int, docs []*manifest.Document) (r Result) {
	begin, end := j.turn(i)
	defer end() // others wait for it, whatever happens
	parts := j.parts(docs)
	begin()
	added, at := j.add(docs, parts)
	end()
	if len(added) > 0 {
		r.Lint = j.lint(added, docs, parts)
	}
	r.Cuts = []diff.Cut{at}
	for _, p := range parts {
		r.add(p.Result)
	}
	for _, d := range docs {
		d.Release()
	}
	return r
}

// lint lints documents of the outcome.
func (j *joint) lint(added, docs []*manifest.Document, parts []*part) lint.FileResult {
	j.writing.RLock()
	defer j.writing.RUnlock()
	adopt(added, docs, parts)
	return lint.Documents(j.Config, j.after, added)
}

// turn returns what waits for the turn of a stretch, and what ends it.
func (j *joint) turn(i int) (begin, end func()) {
	begin = func() { <-j.turns[i] }
	return begin, sync.OnceFunc(func() {
		begin()
		close(j.turns[i+1])
	})
}

// parts converts the documents of a stretch that have something to mend.
func (j *joint) parts(docs []*manifest.Document) []*part {
	parts := make([]*part, len(docs))
	convert := func(d *manifest.Document, found []lint.Diagnostic) {
		if slices.ContainsFunc(found, j.wants) {
			parts[d.Index-docs[0].Index] = j.document(d, found)
		}
	}
	if j.found == nil {
		cfg := *j.rounds
		cfg.Done = convert
		lint.Documents(&cfg, j.before, docs)
	} else {
		for _, d := range docs {
			convert(d, j.found[d.Index])
		}
	}
	return slices.DeleteFunc(parts, func(p *part) bool { return p == nil })
}

// document converts a document.
func (j *joint) document(d *manifest.Document, found []lint.Diagnostic) *part {
	own, ok := d.File.Part(d)
	if !ok {
		return &part{Result: Result{Err: errBeyond}}
	}
	p := &part{
		Result: Result{File: own}, options: j.Options, rounds: j.rounds,
		span: d.Span(), above: d.File.Position(d.Span().Start).Line - 1,
	}
	for _, x := range found {
		if !j.wants(x) {
			continue
		}
		moved, ok := p.take(x)
		if !ok {
			return &part{Result: Result{Err: errBeyond}}
		}
		p.found = append(p.found, moved)
	}
	p.Err = p.convert()
	return p
}

// add adds the text of a stretch, and tells where it begins. It returns the documents in it, or none where what lint says
// of them would not do.
func (j *joint) add(docs []*manifest.Document, parts []*part) (added []*manifest.Document, at diff.Cut) {
	f := j.before
	pos, end := docs[0].Span().Start, len(f.Src)
	if next := docs[len(docs)-1].Index + 1; next < len(f.Docs) {
		end = f.Docs[next].Span().Start
	}
	at.Before = pos
	var text []byte
	for _, p := range parts {
		if p.Err == nil {
			text = append(append(text, f.Src[pos:p.span.Start]...), p.File.Src...)
			pos = p.span.End
		}
	}
	text = append(text, f.Src[pos:end]...)
	j.writing.Lock()
	defer j.writing.Unlock()
	at.After = len(j.after.Src)
	added, ok := j.after.Extend(text)
	if j.known = j.known && ok; !j.known {
		return nil, at
	}
	return added, at
}

// adopt spares the documents of a stretch to be parsed, where they are those of the parts or unchanged.
func adopt(added, docs []*manifest.Document, parts []*part) {
	moved := added[0].Span().Start - docs[0].Span().Start
	for _, d := range docs {
		from, start := d, d.Span().Start+moved
		if len(parts) > 0 && parts[0].span == d.Span() {
			from = parts[0].File.Docs[0]
			moved += len(parts[0].File.Src) - d.Span().Len()
			parts = parts[1:]
		}
		for len(added) > 0 && added[0].Span().Start < start {
			added = added[1:]
		}
		if len(added) > 0 && added[0].Span() == (manifest.Span{Start: start, End: start + from.Span().Len()}) {
			added[0].Adopt(from)
		}
	}
}
