// Package convert applies the fixes of lint's findings until none is left.
//
// Convert is lint: there is no list of conversions beside the rules, so what convert reports is what lint says of its
// output.
package convert

import (
	"bytes"
	"slices"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

// Options say how to convert.
type Options struct {
	Config *lint.Config
	// Pin returns the configuration for the rounds after the first. It holds fast what is decided on the input, such as
	// that an object comes from the legacy cluster, whatever fixes take away the signs of it; and again on the first text
	// in which a fix has made objects readable. Nil: Config.
	Pin      func(*lint.Config, *manifest.File) *lint.Config
	SafeOnly bool // leave out the fixes that a person should look at
}

// A Result is one converted file.
type Result struct {
	File    *manifest.File  // the input itself where nothing changed
	Changed bool            // File differs from the input
	Lint    lint.FileResult // what lint says of File
	Applied []Applied       // by document, in the order of application
	Dropped []Dropped
	Err     error // names rules that undo each other's fixes; File is then the input
}

// Applied is a fix that was applied.
type Applied struct {
	Rule     *lint.Rule
	Fix      *lint.Fix
	Object   *manifest.ID
	Path     string
	Position manifest.Position // in the text that it was applied to
}

// Dropped is a fix that a guard kept from being applied.
type Dropped struct {
	Diagnostic lint.Diagnostic
	Position   manifest.Position
	Reason     string
}

const (
	// A file of so few documents is converted as a whole.
	fewDocuments = 8
	// Several of them are linted together, up to so many bytes, and stay parsed as long as that takes.
	groupBytes = 32 << 10
	// The documents of a file of so few bytes stay parsed until lint has seen what becomes of it. Those of a larger one take
	// so much room that reading them again is the lesser evil.
	fewBytes = 512 << 10
)

// File converts a file. The error is that of the result.
func File(o *Options, f *manifest.File) (Result, error) {
	r := Files(o, []*manifest.File{f})[0]
	return r, r.Err
}

// Files converts files, each by itself: together they take less time.
func Files(o *Options, files []*manifest.File) []Result {
	results := make([]Result, len(files))
	var group []*Result
	size := 0
	for i, f := range files {
		r := &results[i]
		if r.File = f; len(f.Docs) > fewDocuments {
			o.many(r)
			continue
		}
		group, size = append(group, r), size+len(f.Src)
		if size >= groupBytes {
			o.few(group)
			group, size = nil, 0
		}
	}
	o.few(group)
	return results
}

// few converts files of few documents.
func (o *Options) few(results []*Result) {
	lintAll(keeping(o.Config), results)
	var changed []*Result
	for _, r := range results {
		f := r.File
		if r.finish(o.whole(r)); r.Changed {
			changed = append(changed, r)
		}
		f.Release()
	}
	lintAll(o.Config, changed) // as anybody would who is given the file: without what was pinned
}

func lintAll(cfg *lint.Config, results []*Result) {
	var files []*manifest.File
	for _, r := range results {
		files = append(files, r.File)
	}
	for i, l := range lint.Files(cfg, files) {
		results[i].Lint = l
	}
}

// many converts a file of many documents.
func (o *Options) many(r *Result) {
	defer r.File.Release()
	if r.finish(o.parts(r)); r.Changed || r.Lint.File == nil {
		r.Lint = lint.FileResult{} // a large file has no room for two
		r.Lint = lint.File(o.Config, r.File)
	}
}

// parts converts each document that has fixes as a part. Fixes stay within their documents; where one does not, all of the
// file is one part. What lint says of the input is left in r where that may be needed.
func (o *Options) parts(r *Result) ([]*part, error) {
	var parts []*part
	if !r.File.JSON() {
		parts = slices.DeleteFunc(o.documents(r), func(p *part) bool { return p == nil })
	}
	if r.File.JSON() || slices.ContainsFunc(parts, func(p *part) bool { return p.file == nil }) {
		r.Lint = lint.File(o.Config, r.File)
		return o.whole(r)
	}
	for _, p := range parts {
		if p.err != nil {
			return nil, p.err
		}
	}
	return parts, nil
}

// whole converts a file that was linted as one part, unless there is nothing to mend.
func (o *Options) whole(r *Result) ([]*part, error) {
	found := r.Lint.Findings(o.Config)
	if !slices.ContainsFunc(found, o.wants) {
		return nil, nil
	}
	p := &part{options: o, rounds: fixing(o.Config), file: r.File, span: manifest.Span{End: len(r.File.Src)}, found: found}
	return []*part{p}, p.convert()
}

// documents converts the documents of a file one by one, while lint has them parsed, and returns a part or nil for each.
// A file that is sure to change needs no other finding than those with fixes: what its first documents are like tells.
func (o *Options) documents(r *Result) []*part {
	f := r.File
	if bytes.Contains(f.Text(), []byte(lint.DirectivePrefix)) {
		return o.directed(r)
	}
	parts, rounds := make([]*part, len(f.Docs)), fixing(o.Config)
	convert := func(d *manifest.Document, found []lint.Diagnostic) {
		parts[d.Index] = o.document(d, found, rounds)
		if len(f.Src) > fewBytes {
			d.Release()
		}
	}
	quick, full := *rounds, *o.Config
	quick.Done, full.Done = convert, convert
	first := len(f.Docs)/16 + 1
	lint.Documents(&quick, f, f.Docs[:first])
	if slices.ContainsFunc(parts, func(p *part) bool { return p != nil }) {
		lint.Documents(&quick, f, f.Docs[first:])
	} else {
		r.Lint = lint.File(&full, f)
	}
	return parts
}

// directed does the same for a file with directives: one of them may hold for the document behind its own, so that nothing
// is to be converted before all is linted.
func (o *Options) directed(r *Result) []*part {
	r.Lint = lint.File(o.Config, r.File)
	found, rounds := make([][]lint.Diagnostic, len(r.File.Docs)), fixing(o.Config)
	for _, d := range r.Lint.Findings(o.Config) {
		if d.Object != nil {
			found[d.Object.Document] = append(found[d.Object.Document], d)
		}
	}
	return lint.Each(len(found), func(i int) *part {
		d := r.File.Docs[i]
		defer d.Release()
		return o.document(d, found[i], rounds)
	})
}

// document converts a document. The part is nil where there is nothing to mend, and has no file where a fix edits anything
// else, so that it cannot be converted by itself.
func (o *Options) document(d *manifest.Document, found []lint.Diagnostic, rounds *lint.Config) *part {
	if !slices.ContainsFunc(found, o.wants) {
		return nil
	}
	own, ok := d.File.Part(d)
	if !ok {
		return &part{}
	}
	p := &part{options: o, rounds: rounds, file: own, span: d.Span(), above: d.File.Position(d.Span().Start).Line - 1}
	for _, x := range found {
		if !o.wants(x) {
			continue
		}
		moved, ok := p.take(x)
		if !ok {
			return &part{}
		}
		p.found = append(p.found, moved)
	}
	p.err = p.convert()
	p.release()
	if !p.changed || len(d.File.Src) > fewBytes {
		p.file.Release()
	}
	return p
}

// keeping is a configuration for which documents stay parsed.
func keeping(cfg *lint.Config) *lint.Config {
	own := *cfg
	own.Done = func(*manifest.Document, []lint.Diagnostic) {}
	return &own
}

// fixing is a configuration for the rounds, where only fixes are looked for.
func fixing(cfg *lint.Config) *lint.Config {
	own := keeping(cfg)
	own.Rules = slices.DeleteFunc(slices.Clone(cfg.Rules), func(r *lint.Rule) bool { return r.Fix == lint.NoFix })
	return own
}

// finish puts the parts back into the file, unless there was an error.
func (r *Result) finish(parts []*part, err error) {
	if r.Err = err; err != nil {
		return
	}
	f := r.File
	size := len(f.Src)
	for _, p := range parts {
		r.Applied = append(r.Applied, p.applied...)
		r.Dropped = append(r.Dropped, p.dropped...)
		r.Changed = r.Changed || p.changed
		size += len(p.file.Src) - p.span.Len()
	}
	switch {
	case !r.Changed:
	case len(parts) == 1 && parts[0].span.Len() == len(f.Src):
		r.File = parts[0].file // its documents are parsed already
	default:
		out, pos := make([]byte, 0, size), 0
		for _, p := range parts {
			out = append(append(out, f.Src[pos:p.span.Start]...), p.file.Src...)
			pos = p.span.End
		}
		r.File = f.With(append(out, f.Src[pos:]...))
		adopt(r.File, f, parts)
	}
}

// adopt spares the documents of a file that was joined to be parsed, where they are those of the parts or unchanged.
func adopt(joined, f *manifest.File, parts []*part) {
	docs, moved := joined.Docs, 0
	for _, d := range f.Docs {
		from, start := d, d.Span().Start+moved
		if len(parts) > 0 && parts[0].span == d.Span() {
			from = parts[0].file.Docs[0]
			moved += len(parts[0].file.Src) - d.Span().Len()
			parts = parts[1:]
		}
		for len(docs) > 0 && docs[0].Span().Start < start {
			docs = docs[1:]
		}
		if len(docs) > 0 && docs[0].Span() == (manifest.Span{Start: start, End: start + from.Span().Len()}) {
			docs[0].Adopt(from)
		}
		from.Release()
	}
}
