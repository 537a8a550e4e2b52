package lint

import (
	"iter"
	"slices"

	"github.com/toolforge/tfk8s/lint/internal/bulk"
	"github.com/toolforge/tfk8s/lint/manifest"
)

// findings holds the diagnostics of a chunk of documents, either as they are or packed.
type findings struct {
	list   []Diagnostic
	packed *packed
}

func (f *findings) len() int {
	if f.packed != nil {
		return len(f.packed.records)
	}
	return len(f.list)
}

func (f *findings) all() iter.Seq[Diagnostic] {
	return func(yield func(Diagnostic) bool) {
		for i := range f.len() {
			if f.packed != nil {
				if !yield(f.packed.at(i)) {
					return
				}
			} else if !yield(f.list[i]) {
				return
			}
		}
	}
}

// packed holds diagnostics without pointers. A run may have hundreds of thousands of them, and they are kept until all
// documents have been linted.
type packed struct {
	file    *manifest.File
	records []record
	kinds   []kind
	texts   *bulk.Texts
	rules   bulk.Table[Rule]
	objects bulk.Table[manifest.ID]
	fixes   bulk.Table[Fix]
	related [][]Related
}

// A record is a packed diagnostic. It holds the numbers of what a diagnostic points to.
type record struct {
	span         manifest.Span
	kind, object int32
	related      int32 // counts from 1; 0 for none
}

// A kind is what many diagnostics have in common: four of five are of the kind of another one.
type kind struct {
	path, message, label, effect, help bulk.Ref

	rule, fix int32
	stage     Stage
	severity  Severity
	foreign   bool
}

// pack packs the diagnostics of a file. Most of their texts are interned already. It closes the texts.
func pack(found []Diagnostic, f *manifest.File, texts *bulk.Texts) *packed {
	p := &packed{file: f, texts: texts, records: make([]record, len(found))}
	numbers := map[kind]int32{}
	for i := range found {
		d := &found[i]
		k := kind{
			path: texts.Ref(d.Path), message: texts.Ref(d.Message),
			label: texts.Ref(d.Label), effect: texts.Ref(d.Effect), help: texts.Ref(d.Help),
			rule: p.rules.Number(d.Rule), fix: p.fixes.Number(d.Fix),
			stage: d.Stage, severity: d.Severity, foreign: d.Foreign,
		}
		number, isKnown := numbers[k]
		if !isKnown {
			number = int32(len(p.kinds))
			numbers[k], p.kinds = number, append(p.kinds, k)
		}
		p.records[i] = record{span: d.Span, kind: number, object: p.objects.Number(d.Object)}
		if len(d.Related) > 0 {
			p.related = append(p.related, d.Related)
			p.records[i].related = int32(len(p.related))
		}
	}
	p.kinds = slices.Clone(p.kinds) // without the room for more
	texts.Close()
	p.rules.Close()
	p.objects.Close()
	p.fixes.Close()
	return p
}

// at returns a diagnostic as it was.
func (p *packed) at(i int) Diagnostic {
	r := &p.records[i]
	k := &p.kinds[r.kind]
	d := Diagnostic{
		Rule: p.rules.At(k.rule), Stage: k.stage, Severity: k.severity, Foreign: k.foreign,
		File: p.file, Object: p.objects.At(r.object), Span: r.span,
		Path: p.texts.At(k.path), Message: p.texts.At(k.message), Fix: p.fixes.At(k.fix),
		Label: p.texts.At(k.label), Effect: p.texts.At(k.effect), Help: p.texts.At(k.help),
	}
	if r.related > 0 {
		d.Related = p.related[r.related-1]
	}
	return d
}
