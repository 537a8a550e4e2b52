package lint

import (
	"cmp"
	"slices"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/lint/parallel"
)

// A Config says what to run.
type Config struct {
	Rules []*Rule
	// Known holds every rule that a directive may name, the ones that are not run included. Nil: Rules.
	Known []*Rule
	// Prepare makes, once for each object, what the rules share: Pass.Subject. It may be nil.
	Prepare func(*manifest.Object) any
	// Shared is what Document rules share: Pass.Shared.
	Shared any
	// Classifier says what the documents of manifests hold. Nil: Kubernetes objects.
	Classifier Classifier
	// Foreign tells from manifests the files that hold something else than Kubernetes objects, by their names: it makes
	// what the rules of such a file share, Pass.Subject, and nil of a manifest. It may be nil.
	Foreign func(*manifest.File) any
	// Skips names the rules whose findings in a file are left out, for a file that is one of Merge's or a part of one. It
	// is asked several times for a file, from several goroutines. It may be nil.
	Skips func(*manifest.File) []*Rule
	// Directives are the rules that report on ignore directives; nil switches those findings off.
	Directives *Directives
	// Done gets every document when the rules have seen it, and what they found there, in order, before directives are
	// applied. It is called from several goroutines. Nil: the parsed form of the document is released.
	Done func(d *manifest.Document, found []Diagnostic)
	// TitlesOnly makes the fixes forget their edits, which few reports show: a large file has findings by the thousand.
	TitlesOnly bool
}

// A Result is what lint found in a run over some files.
type Result struct {
	Diagnostics []Diagnostic // sorted by file (in the order of the run), place and rule
	Files       int
	Objects     int
	Skipped     int       // documents that hold no Kubernetes object
	Foreign     int       // files that are no manifests, which rules of their own looked at
	LeftOut     []LeftOut // the files in which nothing was judged, in the order of the run
}

// A FileResult is what the rules say of one file by itself, before the sets are looked at and directives applied.
type FileResult struct {
	File             *manifest.File
	Objects, Skipped int
	Foreign          bool

	judged bool    // rules looked at some document of it
	other  Content // what it holds where none did
	pieces []piece
}

// Run lints files in the given order. It works on several at once; the result does not depend on how many.
func Run(cfg *Config, files []*manifest.File) Result {
	return Merge(cfg, parallel.Map(len(files), func(i int) FileResult { return File(cfg, files[i]) }))
}

// Merge makes one result of those of the files, which are used up by it: it runs the set rules, applies the ignore
// directives and sorts.
func Merge(cfg *Config, files []FileResult) Result {
	total := Result{Files: len(files)}
	sets := map[*manifest.File][]*Diagnostic{}
	n := 0
	for _, found := range runSets(cfg, files) {
		for i := range found {
			sets[found[i].File] = append(sets[found[i].File], &found[i])
		}
		n += len(found)
	}
	for i := range files {
		for j := range files[i].pieces {
			p := &files[i].pieces[j]
			n += p.findings()
			p.facts = nil // the sets were all that wanted them
		}
	}
	total.Diagnostics = make([]Diagnostic, 0, n)
	for i := range files {
		r := &files[i]
		total.Objects += r.Objects
		total.Skipped += r.Skipped
		if r.Foreign {
			total.Foreign++
		}
		if !r.judged {
			total.LeftOut = append(total.LeftOut, LeftOut{r.File.Name, r.other})
		}
		total.Diagnostics = r.appendFindings(cfg, total.Diagnostics, sets[r.File])
		r.pieces = nil
	}
	return total
}

// Findings returns what the rules say of the file by itself, in order: a Result without the set rules.
func (r *FileResult) Findings(cfg *Config) []Diagnostic { return r.appendFindings(cfg, nil, nil) }

// Ignored returns what the rules say of the file by itself and directives ignore.
func (r *FileResult) Ignored(cfg *Config) (ignored []Diagnostic) {
	ig := newIgnoring(cfg, r.File, r.directives(), r.File.About)
	for _, p := range r.pieces {
		for i := range p.findings() {
			d := p.finding(i)
			if is, _ := ig.covers(d); is {
				ignored = append(ignored, d)
			}
		}
	}
	return ignored
}

// directives are those of all pieces.
func (r *FileResult) directives() (all []directive) {
	for i := range r.pieces {
		all = append(all, r.pieces[i].directives...)
	}
	return all
}

// Any reports whether there is such a finding, before directives are applied.
func (r *FileResult) Any(such func(Diagnostic) bool) bool {
	for _, p := range r.pieces {
		for i := range p.findings() {
			if such(p.finding(i)) {
				return true
			}
		}
	}
	return false
}

// Append adds what lint says of the documents that follow in the file.
func (r *FileResult) Append(next FileResult) {
	next.Objects, next.Skipped = r.Objects+next.Objects, r.Skipped+next.Skipped
	next.judged, next.other = r.judged || next.judged, cmp.Or(r.other, next.other)
	next.pieces = append(r.pieces, next.pieces...)
	*r = next
}

// appendFindings puts what was found in the file in order, applies the directives and appends it to all.
func (r *FileResult) appendFindings(cfg *Config, all []Diagnostic, bySets []*Diagnostic) []Diagnostic {
	first := len(all)
	if skips := cfg.skips(r.File); len(skips) > 0 {
		cfg = cfg.without(skips)
		bySets = slices.DeleteFunc(bySets, func(d *Diagnostic) bool { return slices.Contains(skips, d.Rule) })
	}
	slices.SortStableFunc(bySets, compare)
	for _, p := range r.pieces {
		for i := range p.findings() {
			d := p.finding(i)
			for len(bySets) > 0 && compare(bySets[0], &d) < 0 {
				all, bySets = append(all, *bySets[0]), bySets[1:]
			}
			all = append(all, d)
		}
	}
	for _, d := range bySets {
		all = append(all, *d)
	}
	kept := ignore(cfg, r, keepOnce(all[first:]), r.directives())
	sortFindings(kept) // a finding need not be within the piece that has it
	return append(all[:first], kept...)
}

// keepOnce leaves out what a rule finds again that speaks once a file. The findings are nearly in order.
func keepOnce(found []Diagnostic) []Diagnostic {
	var said []*Rule
	return slices.DeleteFunc(found, func(d Diagnostic) bool {
		if !d.Rule.Once {
			return false
		}
		if slices.Contains(said, d.Rule) {
			return true
		}
		said = append(said, d.Rule)
		return false
	})
}

func sortFindings(found []Diagnostic) {
	inOrder := func(a, b Diagnostic) int { return compare(&a, &b) }
	if !slices.IsSortedFunc(found, inOrder) {
		slices.SortStableFunc(found, inOrder)
	}
}

// runSets returns what the set rules find, by rule.
func runSets(cfg *Config, files []FileResult) [][]Diagnostic {
	gatherings := cfg.gatherings()
	wholes := parallel.Map(len(gatherings), func(i int) any {
		var lists []facts
		for _, f := range files {
			for _, p := range f.pieces {
				lists = append(lists, p.facts[i])
			}
		}
		return gatherings[i].join(lists)
	})
	return parallel.Map(len(cfg.Rules), func(i int) []Diagnostic {
		rule := cfg.Rules[i]
		pass := Pass{rule: rule}
		if rule.Set != nil {
			if whole := wholes[slices.Index(gatherings, rule.Set.gathering)]; whole != nil {
				rule.Set.run(&pass, whole)
			}
		}
		return pass.found
	})
}

func compare(a, b *Diagnostic) int {
	if c := cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Span.End, b.Span.End)); c != 0 {
		return c
	}
	return cmp.Or(cmp.Compare(a.Rule.ID, b.Rule.ID), cmp.Compare(a.Path, b.Path), cmp.Compare(a.Message, b.Message))
}
