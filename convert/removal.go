package convert

import (
	"bytes"
	"errors"
	"fmt"
	"slices"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

// errRemoves says that objects of a large file must be removed before its documents are converted.
var errRemoves = errors.New("a fix removes an object")

// wantsRemoval reports whether a finding has a fix that may be applied and removes the object.
func (o *Options) wantsRemoval(d lint.Diagnostic) bool {
	return d.Fix != nil && d.Fix.Removes && !o.SafeOnly
}

// removals returns the findings in a file whose fixes remove objects.
func (o *Options) removals(r *Result) (found []lint.Diagnostic) {
	if !r.Lint.Any(o.wantsRemoval) {
		return nil
	}
	for _, d := range r.Lint.Findings(o.Config) {
		if o.wantsRemoval(d) {
			found = append(found, d)
		}
	}
	return found
}

// remove removes objects of a file that was linted. The other fixes are for what is left. It returns the result without what lint
// says of the new file.
func (o *Options) remove(r *Result) Result {
	f := r.File
	m := removal{file: f}
	m.apply(o.removals(r))
	for i := range m.dropped {
		m.dropped[i].Position = f.Position(m.dropped[i].Diagnostic.Span.Start)
	}
	removed := Result{File: f, Dropped: m.dropped}
	for _, d := range m.applied {
		removed.File, removed.Changed = m.next, true
		at := f.Position(d.Span.Start)
		removed.Applied = append(removed.Applied, Applied{Rule: d.Rule, Title: d.Fix.Title, Safety: d.Fix.Safety, Position: at})
	}
	return removed
}

// after returns the result of two conversions: r, and then that of its file.
func (r *Result) after(next Result) Result {
	if next.Err != nil {
		return next
	}
	next.Changed = next.Changed || r.Changed
	next.Settled += r.Settled
	next.Applied, next.Dropped = slices.Concat(r.Applied, next.Applied), slices.Concat(r.Dropped, next.Dropped)
	next.Cuts = nil // they are places in the file between the two
	return next
}

// A removal removes as many objects of a file as can be removed.
type removal struct {
	file    *manifest.File
	next    *manifest.File // file without the objects; nil if none is removed
	applied []lint.Diagnostic
	dropped []Dropped
	failed  tries
}

// apply removes the objects of findings: all at once or, if the guard rejects that, in halves.
func (m *removal) apply(found []lint.Diagnostic) {
	switch {
	case len(found) == 0:
		return
	case m.failed.areTooMany(m.file):
		m.dropped = drop(m.dropped, found, tooManyRejected)
		return
	}
	with := slices.Concat(m.applied, found)
	next, err := m.try(with)
	if err == nil {
		m.next, m.applied = next, with
		return
	}
	if m.failed.add(m.file); len(found) == 1 {
		m.dropped = drop(m.dropped, found, err.Error())
		return
	}
	m.apply(found[:len(found)/2])
	m.apply(found[len(found)/2:])
}

// try removes the objects of all findings. The error says why they must not be removed.
func (m *removal) try(found []lint.Diagnostic) (*manifest.File, error) {
	gone := map[*manifest.Object]bool{}
	var objects []*manifest.Object
	for _, d := range found {
		if o := objectOf(d); o != nil && !gone[o] {
			gone[o] = true
			objects = append(objects, o)
		}
	}
	cuts, ok := manifest.Remove(objects...)
	if !ok {
		return nil, fmt.Errorf("the text of the object cannot be cut out")
	}
	src, err := m.file.Apply(cuts)
	if err != nil {
		return nil, err
	}
	next := m.file.With(src)
	return next, guardRemoval(m.file, next, cuts, gone)
}

func objectOf(d lint.Diagnostic) *manifest.Object {
	all := d.File.Docs[d.Object.Document].Objects()
	i, ok := slices.BinarySearchFunc(all, d.Object.Item, func(o *manifest.Object, item int) int { return o.Item - item })
	if !ok {
		return nil
	}
	return all[i]
}

// guardRemoval compares a file with the outcome of a removal. All objects that are not gone must be there as they were, byte for
// byte, and everything else that kubectl reads, and all comments that no edit covers.
func guardRemoval(before, after *manifest.File, cuts []manifest.Edit, gone map[*manifest.Object]bool) error {
	was, is := shapeOf(before), shapeOf(after)
	var left []*manifest.Object
	for _, d := range after.Docs {
		left = append(left, d.Objects()...)
	}
	for _, d := range before.Docs {
		objects := d.Objects()
		if len(objects) > 0 && !slices.ContainsFunc(objects, func(o *manifest.Object) bool { return !gone[o] }) {
			was.documents--
		}
		for _, o := range objects {
			switch {
			case gone[o]:
				was.objects--
			case len(left) == 0 || !isSame(o, left[0]):
				return fmt.Errorf("%s %q would change", o.Kind, o.Name)
			default:
				left = left[1:]
			}
		}
	}
	switch {
	case is.objects == 0:
		return fmt.Errorf("nothing would be left of the file")
	case was != is:
		return fmt.Errorf("more would be removed than the object")
	}
	for _, e := range cuts {
		if bytes.Contains(before.Text()[e.Start:e.End], []byte(":ignore-file")) {
			return fmt.Errorf("a directive for the whole file would be removed")
		}
	}
	return guardComments(before, after, cuts)
}

// isSame reports whether two objects have the same text and the same value.
func isSame(a, b *manifest.Object) bool {
	at, ok := a.Root.Span()
	other, fine := b.Root.Span()
	return ok == fine && bytes.Equal(a.File.Text()[at.Start:at.End], b.File.Text()[other.Start:other.End]) && isEqual(a.Root, b.Root)
}

func isEqual(a, b *manifest.Node) bool {
	some, others := a.Children(), b.Children()
	if a.Kind() != b.Kind() || a.Key() != b.Key() || a.Text() != b.Text() || len(some) != len(others) {
		return false
	}
	for i := range some {
		if !isEqual(&some[i], &others[i]) {
			return false
		}
	}
	return true
}
