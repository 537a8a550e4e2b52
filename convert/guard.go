package convert

import (
	"fmt"
	"slices"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

// guard compares a file with what fixes made of it: it must still be readable, hold as many documents and objects, and
// every comment that no edit covers.
func guard(before, after *manifest.File, applied []manifest.Edit, fixes []lint.Diagnostic) error {
	was, is := shapeOf(before), shapeOf(after)
	reading := slices.ContainsFunc(fixes, isReading)
	switch {
	case is.unreadable > was.unreadable:
		return fmt.Errorf("the file would no longer be readable")
	case is.documents < was.documents || is.documents > was.documents && !reading:
		return fmt.Errorf("%d documents would become %d", was.documents, is.documents)
	case is.objects < was.objects || is.objects > was.objects && !reading:
		return fmt.Errorf("%d objects would become %d", was.objects, is.objects)
	}
	return guardComments(before, after, applied)
}

// isReading reports whether the fix of a finding may change what is read as an object at all.
func isReading(d lint.Diagnostic) bool { return d.Rule.Document != nil }

// A shape counts what kubectl makes of a file. A document without content is none to it.
type shape struct{ documents, objects, unreadable int }

func shapeOf(f *manifest.File) shape {
	var s shape
	for _, d := range f.Docs {
		if d.Root().Exists() {
			s.documents++
		}
		if d.Err() != nil {
			s.unreadable++
		}
		s.objects += len(d.Objects())
	}
	return s
}

// guardComments demands that the comments outside of edits are all there, in their order.
func guardComments(before, after *manifest.File, applied []manifest.Edit) error {
	edited := edits{}
	edited.add(applied...)
	have := comments(after, nil)
	for _, c := range comments(before, edited) {
		i := slices.Index(have, c)
		if i < 0 {
			return fmt.Errorf("the comment %q would be lost", c)
		}
		have = have[i+1:]
	}
	return nil
}

// comments lists the comments of a file, those that an edit covers left out. A document whose comments are not sure to
// be found has none.
func comments(f *manifest.File, edited edits) []string {
	var texts []string
	for _, d := range f.Docs {
		spans, ok := d.Comments()
		if !ok {
			continue
		}
		for _, s := range spans {
			if !edited.cover(s) {
				texts = append(texts, string(f.Text()[s.Start:s.End]))
			}
		}
	}
	return texts
}
