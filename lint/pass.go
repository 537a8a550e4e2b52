package lint

import (
	"fmt"
	"slices"

	"github.com/toolforge/tfk8s/lint/internal/bulk"
	"github.com/toolforge/tfk8s/lint/manifest"
)

// A Pass is one run of a rule over one document, object or set.
type Pass struct {
	// Prepared is what Config.Prepare returned for the object, or Config.Foreign for the file. It is nil for Set, and for the
	// Document rules in a manifest.
	Prepared any
	Shared   any // Config.Shared

	rule   *Rule
	file   *manifest.File
	object *manifest.ID
	found  []Diagnostic
	skips  []*Rule     // the rules whose findings in this file are left out
	texts  *bulk.Texts // nil if a worker has few documents, and for Set
	pool   pool        // ditto
}

// A Report is what a rule says about one finding, except for the message. A nil Stage or Severity means that of the rule.
type Report struct {
	Span     manifest.Span
	Path     string
	Stage    *Stage
	Severity *Severity
	Fix      *Fix
	Related  []Related
	File     *manifest.File // of a finding of Set; otherwise it is that of the pass
	Object   *manifest.ID   // of a finding of Set; otherwise it is that of the pass
}

// Report adds a finding. The message is formatted as by fmt.Sprintf.
func (p *Pass) Report(r Report, format string, args ...any) Finding {
	if slices.Contains(p.skips, p.rule) {
		return Finding{}
	}
	d := Diagnostic{
		Rule: p.rule, Stage: p.rule.Stage, Severity: p.rule.Severity,
		File: p.file, Object: p.object, Foreign: p.Prepared != nil && p.rule.Object == nil,
		Span: r.Span, Path: p.Keep(r.Path), Message: p.format(format, args...), Related: r.Related, Fix: r.Fix,
	}
	if r.Stage != nil {
		d.Stage = *r.Stage
	}
	if s, ok := p.Prepared.(Stager); ok {
		d.Stage = s.StageOf(d.Stage)
	}
	if r.Severity != nil {
		d.Severity = *r.Severity
	}
	if r.File != nil {
		d.File = r.File
	}
	if r.Object != nil {
		d.Object = r.Object
	}
	for i := range d.Related {
		if d.Related[i].File == nil {
			d.Related[i].File = d.File
		}
	}
	p.found = append(p.found, d)
	return Finding{p, len(p.found) - 1}
}

// A Stager changes the stages of findings. Pass.Prepared may implement it.
type Stager interface {
	// StageOf returns the stage of a finding for which its rule has the given stage.
	StageOf(Stage) Stage
}

// A Finding is a reported diagnostic to which texts can be added. They are formatted as by fmt.Sprintf. The zero Finding belongs to a
// rule that is left out, and ignores its texts.
type Finding struct {
	pass  *Pass
	index int
}

// Label adds a text that says what the place is, shown in the line below it.
func (f Finding) Label(format string, args ...any) Finding {
	if f.pass != nil {
		f.pass.found[f.index].Label = f.pass.format(format, args...)
	}
	return f
}

// Effect adds what happens, if that is more than the rule or its stage says.
func (f Finding) Effect(format string, args ...any) Finding {
	if f.pass != nil {
		f.pass.found[f.index].Effect = f.pass.format(format, args...)
	}
	return f
}

// Help adds what a person must do about the finding, if the fix does not do it.
func (f Finding) Help(format string, args ...any) Finding {
	if f.pass != nil {
		f.pass.found[f.index].Help = f.pass.format(format, args...)
	}
	return f
}

// HelpUnlessFixed is Help for a finding without a fix.
func (f Finding) HelpUnlessFixed(format string, args ...any) Finding {
	if f.pass != nil && f.pass.found[f.index].Fix == nil {
		return f.Help(format, args...)
	}
	return f
}

func (p *Pass) format(format string, args ...any) string {
	if p.texts == nil {
		return fmt.Sprintf(format, args...)
	}
	return p.texts.Sprintf(format, args...)
}

// Keep returns a text that may outlive its document.
func (p *Pass) Keep(text string) string {
	if p.texts == nil || text == "" {
		return text
	}
	return p.texts.Intern(text)
}

// At reports a finding about the value of a node.
func (p *Pass) At(n *manifest.Node, fix *Fix, format string, args ...any) Finding {
	return p.Report(Report{Span: n.ValueMark(), Path: n.Path(), Fix: fix}, format, args...)
}

// AtKey reports a finding about a field as a whole. Its span is the key.
func (p *Pass) AtKey(n *manifest.Node, fix *Fix, format string, args ...any) Finding {
	return p.Report(Report{Span: n.Mark(), Path: n.Path(), Fix: fix}, format, args...)
}

// Missing reports a field that the map n should have but does not. Its span is the key of n, its path that of the field.
func (p *Pass) Missing(n *manifest.Node, field string, fix *Fix, format string, args ...any) Finding {
	return p.Report(Report{Span: n.Mark(), Path: n.ChildPath(field), Fix: fix}, format, args...)
}

// NewFix makes a fix from the results of an edit constructor. It returns nil, which means no fix, if there are no edits or
// ok is false.
func NewFix(safety Safety, edits []manifest.Edit, ok bool, title string) *Fix {
	if !ok || len(edits) == 0 {
		return nil
	}
	return &Fix{Title: title, Safety: safety, Edits: edits}
}

// NewRemoval makes a fix to review that removes an object. It returns nil if the text cannot be edited.
func NewRemoval(o *manifest.Object, title string) *Fix {
	edits, ok := manifest.Remove(o)
	fix := NewFix(Review, edits, ok, title)
	if fix != nil {
		fix.Removes = true
	}
	return fix
}

// newPass makes the pass over a file, from which those over its documents and objects are made.
func newPass(cfg *Config, f *manifest.File) Pass {
	pass := Pass{Shared: cfg.Shared, file: f, skips: cfg.skips(f)}
	if cfg.Foreign != nil {
		pass.Prepared = cfg.Foreign(f)
	}
	return pass
}
