package lint

import "github.com/toolforge/tfk8s/lint/manifest"

// packed holds the findings of a piece until all are there. A run may have hundreds of thousands, and the garbage collector
// follows each pointer of them again and again: here are few.
type packed struct {
	file    *manifest.File
	notes   []note
	words   *words
	rules   []*Rule
	objects []*manifest.ID
	fixes   []*Fix
	related [][]Related
}

// A note is a Diagnostic with numbers for what it points to: they count from 1, and 0 is nil.
type note struct {
	span                       manifest.Span
	path, message              place
	rule, object, fix, related int32
	stage                      Stage
	severity                   Severity
	foreign                    bool
}

// pack packs findings about a file, whose texts are among the words.
func pack(found []Diagnostic, f *manifest.File, w *words) *packed {
	p := &packed{file: f, words: w, notes: make([]note, len(found))}
	rules, objects, fixes := map[*Rule]int32{}, map[*manifest.ID]int32{}, map[*Fix]int32{}
	for i := range found {
		d := &found[i]
		p.notes[i] = note{
			span: d.Span, path: w.find(d.Path), message: w.find(d.Message), stage: d.Stage, severity: d.Severity, foreign: d.Foreign,
			rule: number(&p.rules, rules, d.Rule), object: number(&p.objects, objects, d.Object), fix: number(&p.fixes, fixes, d.Fix),
		}
		if len(d.Related) > 0 {
			p.related = append(p.related, d.Related)
			p.notes[i].related = int32(len(p.related))
		}
	}
	return p
}

// number is that of a pointer in a list, to which it is added if need be.
func number[T any](list *[]*T, numbers map[*T]int32, v *T) int32 {
	if v != nil && numbers[v] == 0 {
		*list = append(*list, v)
		numbers[v] = int32(len(*list))
	}
	return numbers[v]
}

// at is a finding as it was.
func (p *packed) at(i int) Diagnostic {
	n := &p.notes[i]
	return Diagnostic{
		Rule: numbered(p.rules, n.rule), Stage: n.stage, Severity: n.severity, Foreign: n.foreign,
		File: p.file, Object: numbered(p.objects, n.object), Span: n.span, Path: p.words.at(n.path), Message: p.words.at(n.message),
		Related: numbered(p.related, n.related), Fix: numbered(p.fixes, n.fix),
	}
}

func numbered[T any](list []T, number int32) (v T) {
	if number > 0 {
		v = list[number-1]
	}
	return v
}
