// Package convert applies the fixes of lint's findings until no fix is left.
//
// File and Files convert: with Options{Config: cfg, Pin: rules.Pin, Unpin: rules.Unpin}, where cfg is of rules.Config, they do what
// tfk8s convert does. Options may be used by several goroutines, each for files of its own. Options.Alone makes fixes that can be
// applied one by one.
//
// The rules are the only list of conversions, so convert reports exactly what lint reports about its output.
//
// A small file is converted as a whole, and a large file document by document, in batches. Both are units. Fixes are applied to a
// unit in rounds: choose fixes that do not touch each other, apply them, let the guard compare the outcome with the input, and lint
// the outcome. Before that, the objects that fixes remove are removed from the file, all of them at once.
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
	// Along is nil, or a configuration with further rules. Then only the fixes of the rules of Config are applied, as Options.Alone
	// makes them: with the edits of other rules where these would be lost. Converting with Along alone leads to the same text
	// afterwards as before.
	Along *lint.Config
	// Pin returns the configuration for the rounds. It keeps what the input decides, such as that an object is from the legacy
	// cluster, because fixes remove the signs of that. It is called again after a fix that makes objects readable. If it is nil,
	// Config is used.
	Pin func(*lint.Config, *manifest.File) *lint.Config
	// Unpin returns a pinned configuration without what Pin keeps, for each object whose first sign was removed between two states
	// of a file. ok is false if there is no such object. Options.Alone needs it to find out what a fix must carry. It may be nil.
	Unpin    func(pinned *lint.Config, before, after *manifest.File) (cfg *lint.Config, ok bool)
	SafeOnly bool // leave out the fixes that a person should look at
}

// A Result is one converted file.
type Result struct {
	File    *manifest.File  // the input itself if nothing changed
	Changed bool            // File differs from the input
	Cuts    []diff.Cut      // some places between documents of a large input and of File
	Lint    lint.FileResult // the findings in File
	Applied []Applied       // by document, in the order of application
	Settled int             // findings with fixes that were gone after other fixes were applied
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

// Dropped is a fix that was not applied, because the guard rejected it.
type Dropped struct {
	Diagnostic lint.Diagnostic
	Position   manifest.Position
	Reason     string
}

const (
	// A file with at most this many documents is converted as a whole.
	maxSmall = 8
	// Small files are linted together, up to this size in bytes. They stay parsed until all of them are converted.
	groupBytes = 32 << 10
)

// File converts a file. The error is Result.Err.
func File(o *Options, f *manifest.File) (Result, error) {
	r := Files(o, []*manifest.File{f})[0]
	return r, r.Err
}

// Files converts files, each by itself. It is faster than calling File for each.
func Files(o *Options, files []*manifest.File) []Result {
	results := make([]Result, len(files))
	var group []*Result
	size := 0
	for i, f := range files {
		r := &results[i]
		if r.File = f; len(f.Docs) > maxSmall {
			o.convertLarge(r, true)
			continue
		}
		group, size = append(group, r), size+len(f.Src)
		if size >= groupBytes {
			o.convertGroup(group)
			group, size = nil, 0
		}
	}
	o.convertGroup(group)
	for i := range results {
		o.convertAgain(&results[i])
	}
	return results
}

// convertAgain converts the outcome of a conversion, if its fixes have shown that more objects must be removed.
func (o *Options) convertAgain(r *Result) {
	if !r.Changed || r.Err != nil || len(o.removals(r)) == 0 {
		return
	}
	if next := Files(o, []*manifest.File{r.File})[0]; next.Changed {
		*r = r.after(next)
	}
}

// convertGroup converts small files.
func (o *Options) convertGroup(results []*Result) {
	lintAll(keepParsed(o.Config), results)
	rounds := fixesOnly(o.Config)
	small := make([]smallFile, len(results))
	units := make([]*unit, len(results))
	for i, r := range results {
		small[i] = o.smallFile(r, rounds, true)
		units[i] = small[i].unit
	}
	tryTogether(units)
	var changed []*Result
	for i, r := range results {
		input := *r
		small[i].convert(r)
		if r.Err != nil {
			*r = Result{File: input.File, Lint: input.Lint, Err: r.Err}
		}
		if r.Changed {
			changed = append(changed, r)
		}
		input.File.Release()
	}
	lintAll(o.Config, changed) // without Pin, as if the new file was linted by itself
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

// A smallFile is converted as one unit.
type smallFile struct {
	removed Result // of removing objects
	start   Result // what is left to convert
	unit    *unit  // nil if there is nothing to fix
}

// smallFile prepares to convert a file that was linted. Before that, objects are removed if mayRemove says so. For rounds see
// fixesOnly.
func (o *Options) smallFile(r *Result, rounds *lint.Config, mayRemove bool) smallFile {
	s := smallFile{start: *r}
	if mayRemove && len(o.removals(r)) > 0 {
		if s.removed = o.remove(r); s.removed.Changed {
			s.start = Result{File: s.removed.File, Lint: lint.File(keepParsed(o.Config), s.removed.File)}
		}
	}
	s.unit = o.wholeUnit(&s.start, rounds)
	return s
}

// convert converts the file.
func (s *smallFile) convert(r *Result) {
	*r = s.start
	if u := s.unit; u != nil {
		u.Err = u.convert()
		if r.add(u.Result); r.Err == nil {
			r.File = u.File
		}
	}
	*r = s.removed.after(*r)
}

// wholeUnit returns a file that was linted as a unit, nil if there is nothing to fix.
func (o *Options) wholeUnit(r *Result, rounds *lint.Config) *unit {
	f, found := r.File, r.Lint.Findings(o.Config)
	if !slices.ContainsFunc(found, o.wants) {
		return nil
	}
	return &unit{Result: Result{File: f}, options: o, rounds: rounds, span: manifest.Span{End: len(f.Src)}, found: found}
}

// add adds the result of a part of the file. If it has an error, it adds only that.
func (r *Result) add(part Result) {
	if r.Err = cmp.Or(r.Err, part.Err); part.Err == nil {
		r.Changed = r.Changed || part.Changed
		r.Settled += part.Settled
		r.Cuts, r.Applied, r.Dropped = append(r.Cuts, part.Cuts...), append(r.Applied, part.Applied...), append(r.Dropped, part.Dropped...)
	}
}

// keepParsed returns a configuration with which documents stay parsed.
func keepParsed(cfg *lint.Config) *lint.Config {
	own := *cfg
	own.Done = func(*manifest.Document, []lint.Diagnostic) {}
	return &own
}

// fixesOnly returns the configuration for the rounds, with only the rules that have fixes.
func fixesOnly(cfg *lint.Config) *lint.Config {
	own := keepParsed(cfg)
	own.Rules = slices.DeleteFunc(slices.Clone(cfg.Rules), func(r *lint.Rule) bool { return r.Fix == lint.NoFix })
	return own
}
