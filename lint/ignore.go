package lint

import (
	"fmt"
	"slices"
	"sync"

	"github.com/toolforge/tfk8s/lint/manifest"
)

// A scope is what a directive holds for: a rule on a line, or in the whole file, which is line 0.
type scope struct {
	line int
	rule *Rule
}

// A hold is what directives say of a scope.
type hold struct {
	ignores bool // its findings are ignored
	spares  bool // convert does not fix them: a misspelled directive is meant to ignore them
	used    bool // there was a finding
}

// A keptEdit is one that the fixes of a rule must not make.
type keptEdit struct {
	rule *Rule
	span manifest.Span
	text string
}

// An ignoring applies the directives of a file.
type ignoring struct {
	file  *manifest.File
	holds map[scope]*hold
	kept  map[keptEdit]bool
	about []int // by directive: the offset of the text that it is about
	whole func() outline
}

// newIgnoring finds out what directives hold for. about is File.About.
func newIgnoring(cfg *Config, f *manifest.File, directives []directive, about func(manifest.Span) int) *ignoring {
	ig := &ignoring{file: f, holds: map[scope]*hold{}, kept: map[keptEdit]bool{}, about: make([]int, len(directives))}
	ig.whole = sync.OnceValue(func() outline { return cfg.outlineOf(f.Docs) })
	last := 0
	for i, dir := range directives {
		if dir.span.Start >= last { // otherwise it is one of several above the same line
			last = about(dir.span)
		}
		ig.about[i] = last
		for _, n := range dir.names {
			h := ig.hold(i, dir, n.Rule)
			h.ignores = h.ignores || !n.meant
			h.spares = h.spares || n.meant
		}
	}
	return ig
}

// hold returns what directives say of the scope that directive i names.
func (ig *ignoring) hold(i int, dir directive, rule *Rule) *hold {
	at := scope{rule: rule}
	if !dir.file {
		at.line = ig.line(i)
	}
	if ig.holds[at] == nil {
		ig.holds[at] = &hold{}
	}
	return ig.holds[at]
}

func (ig *ignoring) line(i int) int { return ig.file.Position(ig.about[i]).Line }

// filter removes the findings that are ignored, and the fixes of those that are to be spared.
func (ig *ignoring) filter(found []Diagnostic) []Diagnostic {
	left := found[:0]
	for _, d := range found {
		ignored, spared := ig.covers(d)
		if ignored || spared {
			ig.keep(d)
		}
		if !ignored {
			left = append(left, d)
		}
	}
	if len(ig.kept) > 0 {
		for i, d := range left {
			if ig.changesKept(d) {
				left[i].Fix = nil
			}
		}
	}
	return left
}

// covers reports whether a finding is ignored, and whether it is one that convert must not fix.
func (ig *ignoring) covers(d Diagnostic) (ignored, spared bool) {
	for _, line := range [...]int{0, ig.file.Position(d.Span.Start).Line} {
		if h := ig.holds[scope{line, d.Rule}]; h != nil {
			h.used = true
			ignored, spared = ignored || h.ignores, spared || h.spares
		}
	}
	return ignored, spared
}

// keep notes the edits of a fix that is not to be applied. Other findings of the rule may have the same fix, or the same
// edit of a text that aliases share.
func (ig *ignoring) keep(d Diagnostic) {
	if d.Fix == nil {
		return
	}
	for _, e := range d.Fix.Edits {
		ig.kept[keptEdit{d.Rule, e.Span, e.New}] = true
	}
}

// changesKept reports whether a finding has a fix with such an edit.
func (ig *ignoring) changesKept(d Diagnostic) bool {
	return d.Fix != nil && slices.ContainsFunc(d.Fix.Edits, func(e manifest.Edit) bool { return ig.kept[keptEdit{d.Rule, e.Span, e.New}] })
}

// ignore removes the findings that directives name, and adds those about directives that ignore nothing.
func ignore(cfg *Config, r *FileResult, found []Diagnostic, directives []directive) []Diagnostic {
	if len(directives) == 0 {
		return found
	}
	ig := newIgnoring(cfg, r.File, directives, r.File.About)
	kept := ig.filter(found)
	if cfg.Directives == nil || cfg.Directives.Unused == nil {
		return kept
	}
	unused := cfg.Directives.Unused
	kept = append(kept, ig.filter(ig.unused(cfg, r, directives, func(rule *Rule) bool { return rule != unused }))...)
	return append(kept, ig.unused(cfg, r, directives, func(rule *Rule) bool { return rule == unused })...)
}

// unused reports the names in directives that ignore nothing, of such rules as are asked for.
func (ig *ignoring) unused(cfg *Config, r *FileResult, directives []directive, such func(*Rule) bool) []Diagnostic {
	pass := Pass{file: ig.file, rule: cfg.Directives.Unused}
	for i, dir := range directives {
		for _, n := range dir.names {
			if n.meant || !such(n.Rule) || ig.hold(i, dir, n.Rule).used || !ig.isJudged(cfg, r, i, dir, n.Rule) {
				continue
			}
			where := "in this file"
			if !dir.file {
				where = fmt.Sprintf("on line %d", ig.line(i))
			}
			remedy := "delete the directive"
			if len(dir.names) > 1 {
				remedy = "leave it out"
			}
			pass.object = dir.doc
			pass.Report(Report{Span: n.span}, "%q finds nothing %s: %s", n.Name, where, remedy)
		}
	}
	return pass.found
}

// isJudged reports whether a rule has seen all that it might find where a directive holds. It has not where a document
// cannot be read or holds nothing that the rule looks at; and what it finds in a set depends on the other files of the run.
func (ig *ignoring) isJudged(cfg *Config, r *FileResult, i int, dir directive, rule *Rule) bool {
	_, runs := cfg.find(rule.Name)
	switch {
	case !runs || rule.Set != nil:
		return false
	case r.Foreign || !dir.file && ig.about[i] == len(ig.file.Text()):
		return true
	case dir.file:
		return ig.whole().isFor(rule)
	}
	after, _ := slices.BinarySearchFunc(ig.file.Docs, ig.about[i]+1, func(d *manifest.Document, pos int) int { return d.Span().Start - pos })
	return cfg.outlineOf(ig.file.Docs[max(after-1, 0):max(after, 1)]).isFor(rule)
}

// An outline is what rules can see of some documents.
type outline struct {
	kinds               [Nothing + 1]bool // what they hold
	unreadable, objects bool
}

func (c *Config) outlineOf(docs []*manifest.Document) (o outline) {
	for _, d := range docs {
		content := Content{}
		if c.Classifier != nil {
			content = c.Classifier.Document(d)
		}
		o.kinds[content.Kind] = true
		o.unreadable = o.unreadable || d.Err() != nil
		o.objects = o.objects || len(d.Objects()) > 0
		if len(docs) > 1 {
			d.Release()
		}
	}
	return o
}

// isFor reports whether a rule could look at the documents.
func (o outline) isFor(rule *Rule) bool {
	return o.kinds[rule.Content] && (rule.Object == nil || o.objects && !o.unreadable && (rule.Content == Template || !o.kinds[Template]))
}

// DirectivesReach reports whether a directive may hold for another document than the one that it is in.
func (r *FileResult) DirectivesReach(cfg *Config) bool {
	directives := r.directives()
	ig := newIgnoring(cfg, r.File, directives, r.File.About)
	for i, dir := range directives {
		if d := r.File.Docs[dir.doc.Document]; dir.file || ig.about[i] >= d.Span().End {
			return true
		}
	}
	return false
}
