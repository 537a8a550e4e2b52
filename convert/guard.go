package convert

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

// guard compares a file with the outcome of fixes. The outcome must be as readable, and have the same number of documents and objects
// and all comments that no edit covers.
func guard(before, after *manifest.File, applied []manifest.Edit, fixes []lint.Diagnostic) error {
	was, is := shapeOf(before), shapeOf(after)
	reading := slices.ContainsFunc(fixes, changesReading)
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

// changesReading reports whether the fix of a finding may change which objects are read.
func changesReading(d lint.Diagnostic) bool { return d.Rule.Document != nil }

// A shape counts what kubectl reads in a file. It ignores a document without content.
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

// guardComments returns an error unless all comments outside of edits are still there, in the same order.
func guardComments(before, after *manifest.File, applied []manifest.Edit) error {
	edited := edits{}
	edited.add(applied...)
	have := comments(after, nil)
	for _, c := range comments(before, edited) {
		i := slices.IndexFunc(have, func(text []byte) bool { return bytes.Equal(text, c) })
		if i < 0 {
			return fmt.Errorf("the comment %q would be lost", c)
		}
		have = have[i+1:]
	}
	return nil
}

// comments returns the comments of a file, without those that an edit covers and those of documents in which comments cannot be
// recognized with certainty.
func comments(f *manifest.File, edited edits) [][]byte {
	var texts [][]byte
	for _, d := range f.Docs {
		spans, ok := d.Comments()
		if !ok {
			continue
		}
		for _, s := range spans {
			if !edited.cover(s) {
				texts = append(texts, f.Text()[s.Start:s.End])
			}
		}
	}
	return texts
}
