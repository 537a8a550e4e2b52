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

// A file of so few documents is converted as a whole, and they stay parsed as long as that takes.
const fewDocuments = 8

// File converts a file. The error names rules that undo each other's fixes; the result is then the input, unconverted.
func File(o *Options, f *manifest.File) (Result, error) {
	first := *o.Config
	first.Keep = len(f.Docs) <= fewDocuments
	r := Result{File: f, Lint: lint.File(&first, f)}
	parts := o.split(f, r.Lint.Findings(o.Config))
	if len(parts) > 1 {
		r.Lint = lint.FileResult{} // it is large, and there will be another one
	}
	for _, err := range lint.Each(len(parts), func(i int) error { return parts[i].convert(!first.Keep) }) {
		if err != nil {
			return Result{File: f, Lint: lint.File(o.Config, f)}, err
		}
	}
	r.join(f, parts)
	if r.Changed || len(parts) > 1 { // once more, as anybody would who is given the file: without what was pinned
		r.Lint = lint.File(o.Config, r.File)
	}
	return r, nil
}

// split makes parts of the documents that have fixes. Fixes stay within their documents; where one does not, or the file
// has few documents, all of it is one part.
func (o *Options) split(f *manifest.File, found []lint.Diagnostic) []*part {
	if !slices.ContainsFunc(found, o.wants) {
		return nil
	}
	whole := []*part{{options: o, file: f, span: manifest.Span{End: len(f.Src)}, found: found}}
	if len(f.Docs) <= fewDocuments {
		return whole
	}
	var parts []*part
	last := -1
	for _, d := range found {
		if !o.wants(d) {
			continue
		}
		doc := f.Docs[d.Object.Document]
		if d.Object.Document != last {
			last = d.Object.Document
			own, ok := f.Part(doc)
			if !ok {
				return whole
			}
			parts = append(parts, &part{options: o, file: own, span: doc.Span(), above: f.Position(doc.Span().Start).Line - 1})
		}
		p := parts[len(parts)-1]
		moved, ok := p.take(d)
		if !ok {
			return whole
		}
		p.found = append(p.found, moved)
	}
	return parts
}

// join puts the parts back into the file.
func (r *Result) join(f *manifest.File, parts []*part) {
	var out bytes.Buffer
	pos := 0
	for _, p := range parts {
		r.Applied = append(r.Applied, p.applied...)
		r.Dropped = append(r.Dropped, p.dropped...)
		r.Changed = r.Changed || p.changed
		out.Write(f.Src[pos:p.span.Start])
		out.Write(p.file.Src)
		pos = p.span.End
	}
	switch {
	case !r.Changed:
	case len(parts) == 1 && parts[0].span.Len() == len(f.Src):
		r.File = parts[0].file // its documents are parsed already
	default:
		out.Write(f.Src[pos:])
		r.File = f.With(out.Bytes())
	}
}
