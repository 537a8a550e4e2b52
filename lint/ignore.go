package lint

import (
	"cmp"
	"fmt"
	"slices"
	"sync"

	"github.com/toolforge/tfk8s/lint/manifest"
)

// A scope is what a directive applies to: a rule on a line, or in the whole file, which is line 0.
type scope struct {
	line int
	rule *Rule
}

// An effect is what directives do in a scope.
type effect struct {
	ignores bool // the findings are ignored
	keeps   bool // convert does not fix them, because a misspelled directive is meant to ignore them
	isUsed  bool // there was a finding
}

// An ignoredEdit is an edit that the fixes of a rule must not make.
type ignoredEdit struct {
	rule *Rule
	span manifest.Span
	text string
}

// An ignoreFilter applies the directives of a file.
type ignoreFilter struct {
	file    *manifest.File
	effects map[scope]*effect
	edits   map[ignoredEdit]bool
	targets []int          // by directive: the offset of the text that it applies to
	outline func() outline // of the whole file
	// outlines are those of single documents. Many directives may apply to one document.
	outlines map[*manifest.Document]outline
}

// newIgnoreFilter finds out what the directives of a file apply to. The function about is File.About.
func newIgnoreFilter(cfg *Config, f *manifest.File, directives []directive, about func(manifest.Span) int) *ignoreFilter {
	ig := &ignoreFilter{file: f, effects: map[scope]*effect{}, edits: map[ignoredEdit]bool{}, targets: make([]int, len(directives))}
	ig.outline = sync.OnceValue(func() outline { return cfg.outlineOf(f.Docs) })
	last := 0
	for i, dir := range directives {
		if dir.span.Start >= last { // otherwise it is one of several above the same line
			last = about(dir.span)
		}
		ig.targets[i] = last
		for _, n := range dir.names {
			e := ig.effect(i, dir, n.Rule)
			e.ignores = e.ignores || !n.isMisspelled
			e.keeps = e.keeps || n.isMisspelled
		}
	}
	return ig
}

// effect returns the effect of directives in the scope that directive i names.
func (ig *ignoreFilter) effect(i int, dir directive, rule *Rule) *effect {
	at := scope{rule: rule}
	if !dir.file {
		at.line = ig.line(i)
	}
	if ig.effects[at] == nil {
		ig.effects[at] = &effect{}
	}
	return ig.effects[at]
}

func (ig *ignoreFilter) line(i int) int { return ig.file.Position(ig.targets[i]).Line }

// filter removes the findings that are ignored, and the fixes that convert must not apply.
func (ig *ignoreFilter) filter(found []Diagnostic) []Diagnostic {
	left := found[:0]
	for _, d := range found {
		ignored, kept := ig.covers(d)
		if ignored || kept {
			ig.addEdits(d)
		}
		if !ignored {
			left = append(left, d)
		}
	}
	if len(ig.edits) > 0 {
		for i, d := range left {
			if ig.hasIgnoredEdit(d) {
				left[i].dropFix()
			}
		}
	}
	return left
}

// covers reports whether a finding is ignored, and whether convert must not fix it.
func (ig *ignoreFilter) covers(d Diagnostic) (ignored, kept bool) {
	for _, line := range [...]int{0, ig.file.Position(d.Span.Start).Line} {
		if e := ig.effects[scope{line, d.Rule}]; e != nil {
			e.isUsed = true
			ignored, kept = ignored || e.ignores, kept || e.keeps
		}
	}
	return ignored, kept
}

// addEdits remembers the edits of a fix that must not be applied. Other findings of the rule may have the same fix, or the
// same edit of a text that aliases share.
func (ig *ignoreFilter) addEdits(d Diagnostic) {
	if d.Fix == nil {
		return
	}
	for _, e := range d.Fix.Edits {
		ig.edits[ignoredEdit{d.Rule, e.Span, e.New}] = true
	}
}

// hasIgnoredEdit reports whether a finding has a fix with such an edit.
func (ig *ignoreFilter) hasIgnoredEdit(d Diagnostic) bool {
	return d.Fix != nil && slices.ContainsFunc(d.Fix.Edits, func(e manifest.Edit) bool { return ig.edits[ignoredEdit{d.Rule, e.Span, e.New}] })
}

// ignore removes the findings that directives name, and adds those about directives that ignore nothing.
func ignore(cfg *Config, r *FileResult, found []Diagnostic, directives []directive) []Diagnostic {
	if len(directives) == 0 {
		return found
	}
	ig := newIgnoreFilter(cfg, r.File, directives, r.File.About)
	kept := ig.filter(found)
	if cfg.Directives == nil || cfg.Directives.Unused == nil {
		return kept
	}
	unused := cfg.Directives.Unused
	kept = append(kept, ig.filter(ig.unused(cfg, r, directives, func(rule *Rule) bool { return rule != unused }))...)
	return append(kept, ig.unused(cfg, r, directives, func(rule *Rule) bool { return rule == unused })...)
}

// unused reports the names in directives that ignore nothing, for such rules.
func (ig *ignoreFilter) unused(cfg *Config, r *FileResult, directives []directive, such func(*Rule) bool) []Diagnostic {
	pass := Pass{file: ig.file, rule: cfg.Directives.Unused}
	for i, dir := range directives {
		for _, n := range dir.names {
			if n.isMisspelled || !such(n.Rule) || ig.effect(i, dir, n.Rule).isUsed || !ig.isJudged(cfg, r, i, dir, n.Rule) {
				continue
			}
			where := "in this file"
			if !dir.file {
				where = fmt.Sprintf("on line %d", ig.line(i))
			}
			pass.object = dir.doc
			f := pass.Report(Report{Span: n.span}, "%q finds nothing %s", n.Name, where)
			if len(dir.names) > 1 {
				f.Help("delete %q from the directive", n.Name)
			} else {
				f.Help("delete the directive")
			}
		}
	}
	return pass.found
}

// isJudged reports whether a rule has checked everything in the scope of a directive. It has not if a document cannot be read or
// holds nothing that the rule looks at. The findings of a Set rule also depend on the other files of the run.
func (ig *ignoreFilter) isJudged(cfg *Config, r *FileResult, i int, dir directive, rule *Rule) bool {
	_, runs := cfg.find(rule.Name)
	switch {
	case !runs || rule.Set != nil:
		return false
	case r.Foreign || !dir.file && ig.targets[i] == len(ig.file.Text()):
		return true
	case dir.file:
		return ig.outline().isFor(rule)
	}
	return ig.outlineOfDocument(cfg, cmp.Or(ig.file.DocumentAt(ig.targets[i]), ig.file.Docs[0])).isFor(rule)
}

func (ig *ignoreFilter) outlineOfDocument(cfg *Config, d *manifest.Document) outline {
	o, isKnown := ig.outlines[d]
	if !isKnown {
		o = cfg.outlineOf([]*manifest.Document{d})
		if ig.outlines == nil {
			ig.outlines = map[*manifest.Document]outline{}
		}
		ig.outlines[d] = o
	}
	return o
}

// An outline says what rules can see of some documents.
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

// DirectivesReach reports whether a directive may apply to another document than its own.
func (r *FileResult) DirectivesReach(cfg *Config) bool {
	directives := r.directives()
	ig := newIgnoreFilter(cfg, r.File, directives, r.File.About)
	for i, dir := range directives {
		if d := r.File.Docs[dir.doc.Document]; dir.file || ig.targets[i] >= d.Span().End {
			return true
		}
	}
	return false
}
