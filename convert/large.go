package convert

import (
	"errors"
	"slices"

	"github.com/toolforge/tfk8s/convert/diff"
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/lint/parallel"
)

const (
	// The limits of a batch. Its documents stay parsed until their outcome is linted.
	batchDocuments = 64
	batchBytes     = 256 << 10
	// The first sixteenth of the documents, but no more than this, shows whether there is something to fix.
	maxSample = 256
)

// errBeyondDocument says that a document cannot be converted by itself.
var errBeyondDocument = errors.New("a fix or a directive concerns more than its document")

// convertLarge converts a large file. Each document is a unit, unless a fix or a directive concerns more than its document: then the
// whole file is one unit. Before that, objects are removed if mayRemove says so.
func (o *Options) convertLarge(r *Result, mayRemove bool) {
	f := r.File
	switch err := o.convertDocuments(r, mayRemove); {
	case errors.Is(err, errRemoves):
		o.removeFromLarge(r)
		return
	case errors.Is(err, errBeyondDocument):
		*r = Result{File: f, Lint: lint.File(o.Config, f)}
		whole := o.smallFile(r, fixesOnly(o.Config), mayRemove)
		whole.convert(r)
	case err != nil:
		*r = Result{File: f, Err: err}
	}
	f.Release()
	if r.Lint.File != r.File {
		r.Lint = lint.FileResult{} // memory may not suffice for two results of a large file
		r.Lint = lint.File(o.Config, r.File)
	}
}

// removeFromLarge removes objects of a large file, and then converts what is left.
func (o *Options) removeFromLarge(r *Result) {
	f := r.File
	r.Lint = lint.File(o.Config, f)
	removed := o.remove(r)
	*r = Result{File: removed.File}
	o.convertLarge(r, false)
	if *r = removed.after(*r); r.Err != nil {
		r.File, r.Changed = f, false
	}
}

// A largeFile is converted in batches of documents, several batches at a time.
type largeFile struct {
	*Options
	rounds *lint.Config // see fixesOnly
	before *manifest.File
	after  *manifest.Builder
	// found holds the findings in before, by document. It is nil if each batch is linted while it is converted.
	found     [][]lint.Diagnostic
	mayRemove bool
}

// convertDocuments converts the documents of a file, each by itself. If there is something to fix in the first documents, each batch
// is linted while it is converted. Otherwise the whole file is linted before and after.
func (o *Options) convertDocuments(r *Result, mayRemove bool) error {
	f := r.File
	if f.JSON() {
		return errBeyondDocument
	}
	l := largeFile{Options: o, before: f, rounds: fixesOnly(o.Config), mayRemove: mayRemove}
	sample := lint.Documents(l.rounds, f, f.Docs[:min(len(f.Docs)/16+1, maxSample)])
	if mayRemove && sample.Any(o.wantsRemoval) {
		return errRemoves
	}
	// A directive may apply to the next document, so no document may be converted before all are linted.
	if lint.HasDirectives(f) || !sample.Any(o.wants) {
		r.Lint = lint.File(o.Config, f)
		switch {
		case mayRemove && r.Lint.Any(o.wantsRemoval):
			return errRemoves
		case !r.Lint.Any(o.wants):
			return nil
		}
		if r.Lint.DirectivesReach(o.Config) {
			return errBeyondDocument
		}
		l.found = byDocument(r.Lint.Findings(o.Config), len(f.Docs))
		r.Lint = lint.FileResult{}
	}
	return l.convert(r)
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

// convert converts all batches. The result is complete unless there is an error.
func (l *largeFile) convert(r *Result) error {
	batches := batchesOf(l.before.Docs)
	l.after = manifest.NewBuilder(l.before)
	for _, b := range parallel.MapInTurn(len(batches), func(i int, inTurn func(func())) Result { return l.convertBatch(batches[i], inTurn) }) {
		r.add(b)
		r.Lint.Append(b.Lint)
	}
	if r.Changed && r.Err == nil {
		r.File = l.after.File()
	}
	return r.Err
}

func batchesOf(docs []*manifest.Document) (all [][]*manifest.Document) {
	start, size := 0, 0
	for i, d := range docs {
		size += d.Span().Len()
		if next := i + 1; next-start == batchDocuments || size >= batchBytes || next == len(docs) {
			all = append(all, docs[start:next])
			start, size = next, 0
		}
	}
	return all
}

// convertBatch converts a batch of documents, adds the outcome to the new file in turn, and lints it there.
func (l *largeFile) convertBatch(docs []*manifest.Document, inTurn func(func())) (r Result) {
	units := l.units(docs)
	tryTogether(units)
	versions := make([]*manifest.File, len(docs))
	for i, u := range units {
		if u == nil {
			continue
		}
		if u.Err == nil {
			u.Err = u.convert()
		}
		r.add(u.Result)
		if u.Err == nil {
			versions[i] = u.File
		}
	}
	at := diff.Cut{Before: docs[0].Span().Start}
	var added []*manifest.Document
	inTurn(func() { added, at.After = l.after.Add(docs, versions) })
	r.Cuts = []diff.Cut{at}
	if len(added) > 0 && l.found == nil {
		l.after.View(func(after *manifest.File) { r.Lint = lint.Documents(l.Config, after, added) })
	}
	for _, d := range slices.Concat(docs, added) {
		d.Release()
	}
	return r
}

// units returns the units of the documents, nil for those without something to fix.
func (l *largeFile) units(docs []*manifest.Document) []*unit {
	units := make([]*unit, len(docs))
	addUnit := func(d *manifest.Document, found []lint.Diagnostic) {
		switch i := d.Index - docs[0].Index; {
		case l.mayRemove && slices.ContainsFunc(found, l.wantsRemoval):
			units[i] = &unit{Result: Result{Err: errRemoves}}
		case slices.ContainsFunc(found, l.wants):
			units[i] = l.unit(d, found)
		}
	}
	if l.found == nil {
		cfg := *l.rounds
		cfg.Done = addUnit
		lint.Documents(&cfg, l.before, docs)
		return units
	}
	for _, d := range docs {
		addUnit(d, l.found[d.Index])
	}
	return units
}

// unit returns the unit of a document.
func (l *largeFile) unit(d *manifest.Document, found []lint.Diagnostic) *unit {
	own, ok := d.File.Part(d)
	if !ok {
		return &unit{Result: Result{Err: errBeyondDocument}}
	}
	u := &unit{
		Result: Result{File: own}, options: l.Options, rounds: l.rounds,
		span: d.Span(), linesAbove: d.File.Position(d.Span().Start).Line - 1,
	}
	for _, x := range found {
		if !l.wants(x) {
			continue
		}
		moved, ok := u.move(x)
		if !ok {
			return &unit{Result: Result{Err: errBeyondDocument}}
		}
		u.found = append(u.found, moved)
	}
	return u
}
