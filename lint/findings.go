package lint

import (
	"iter"
	"slices"

	"github.com/toolforge/tfk8s/lint/internal/bulk"
	"github.com/toolforge/tfk8s/lint/manifest"
)

// findings holds the diagnostics of a chunk of documents: packed, or in a list if the worker has few documents. Packed ones have
// no pointers. A run may have hundreds of thousands of them, and they are kept until all documents have been linted.
type findings struct {
	list    []Diagnostic
	file    *manifest.File
	records []record
	*packer
}

func (f *findings) len() int { return len(f.list) + len(f.records) }

func (f *findings) all() iter.Seq[Diagnostic] {
	return func(yield func(Diagnostic) bool) {
		for _, d := range f.list {
			if !yield(d) {
				return
			}
		}
		for i := range f.records {
			d := f.unpack(&f.records[i])
			d.File = f.file
			if !yield(d) {
				return
			}
		}
	}
}

// A record is a packed diagnostic. It holds the numbers of what a diagnostic points to.
type record struct {
	span         manifest.Span
	kind, object int32
	related      int32 // counts from 1; 0 for none
}

// A findingKind is what many diagnostics have in common: four of five are of the kind of another one.
type findingKind struct {
	path, message, label, effect, help bulk.Ref

	rule, fix int32
	stage     Stage
	severity  Severity
	foreign   bool
}

// A packer packs the diagnostics of a worker, whose texts are interned. It keeps what they point to.
type packer struct {
	texts   *bulk.Texts
	kinds   []findingKind
	numbers map[findingKind]int32
	rules   bulk.Table[Rule]
	objects bulk.Table[manifest.ID]
	fixes   bulk.Table[Fix]
	related [][]Related
}

func newPacker() *packer { return &packer{texts: bulk.NewTexts(), numbers: map[findingKind]int32{}} }

// pack packs diagnostics of a file. Without a packer they stay as they are.
func (p *packer) pack(found []Diagnostic, f *manifest.File) findings {
	if p == nil {
		return findings{list: found}
	}
	packed := findings{file: f, records: make([]record, len(found)), packer: p}
	for i := range found {
		d := &found[i]
		r := &packed.records[i]
		*r = record{span: d.Span, kind: p.numberOf(d), object: p.objects.Number(d.Object)}
		if len(d.Related) > 0 {
			p.related = append(p.related, d.Related)
			r.related = int32(len(p.related))
		}
	}
	return packed
}

// numberOf returns the number of the diagnostic's kind.
func (p *packer) numberOf(d *Diagnostic) int32 {
	k := findingKind{
		path: p.texts.Ref(d.Path), message: p.texts.Ref(d.Message),
		label: p.texts.Ref(d.Label), effect: p.texts.Ref(d.Effect), help: p.texts.Ref(d.Help),
		rule: p.rules.Number(d.Rule), fix: p.fixes.Number(d.Fix),
		stage: d.Stage, severity: d.Severity, foreign: d.Foreign,
	}
	number, isKnown := p.numbers[k]
	if !isKnown {
		number = int32(len(p.kinds))
		p.numbers[k], p.kinds = number, append(p.kinds, k)
	}
	return number
}

// close gives up the memory that only pack needs.
func (p *packer) close() {
	p.kinds, p.numbers = slices.Clone(p.kinds), nil // without the room for more kinds
	p.texts.Close()
	p.rules.Close()
	p.objects.Close()
	p.fixes.Close()
}

// unpack returns a diagnostic as it was, but without its file.
func (p *packer) unpack(r *record) Diagnostic {
	k := &p.kinds[r.kind]
	d := Diagnostic{
		Rule: p.rules.At(k.rule), Stage: k.stage, Severity: k.severity, Foreign: k.foreign,
		Object: p.objects.At(r.object), Span: r.span,
		Path: p.texts.At(k.path), Message: p.texts.At(k.message), Fix: p.fixes.At(k.fix),
		Label: p.texts.At(k.label), Effect: p.texts.At(k.effect), Help: p.texts.At(k.help),
	}
	if r.related > 0 {
		d.Related = p.related[r.related-1]
	}
	return d
}
