// Package convert applies the fixes of lint's findings until none is left.
//
// Convert is lint: there is no list of conversions beside the rules, so what convert reports is what lint says of its
// output.
package convert

import (
	"cmp"
	"slices"

	"github.com/toolforge/tfk8s/convert/diff"
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
	Cuts    []diff.Cut      // some places between documents of the input, where many were converted
	Lint    lint.FileResult // what lint says of File
	Applied []Applied       // by document, in the order of application
	Dropped []Dropped
	Err     error // names rules that undo each other's fixes; File is then the input
}

// Applied is a fix that was applied.
type Applied struct {
	Rule     *lint.Rule
	Title    string // see lint.Fix
	Safety   lint.Safety
	Position manifest.Position // of the finding, in the text that the fix was applied to
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
		if o.whole(r); r.Changed {
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

// whole converts a file that was linted, if there is something to mend.
func (o *Options) whole(r *Result) {
	f, found := r.File, r.Lint.Findings(o.Config)
	if !slices.ContainsFunc(found, o.wants) {
		return
	}
	p := &part{Result: Result{File: f}, options: o, rounds: fixing(o.Config), span: manifest.Span{End: len(f.Src)}, found: found}
	p.Err = p.convert()
	if r.add(p.Result); r.Err == nil {
		r.File = p.File
	}
}

// add adds what is told of a part, unless there was an error in it.
func (r *Result) add(part Result) {
	if r.Err = cmp.Or(r.Err, part.Err); part.Err == nil {
		r.Changed = r.Changed || part.Changed
		r.Cuts, r.Applied, r.Dropped = append(r.Cuts, part.Cuts...), append(r.Applied, part.Applied...), append(r.Dropped, part.Dropped...)
	}
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
