package yaml

import (
	"slices"

	"github.com/toolforge/tfk8s/lint/manifest"
)

// manyObjects are objects in one document, because the separators between them are missing.
type manyObjects struct {
	first, second *manifest.Node // the first key of each
	edits         []manifest.Edit
}

// missingSeparators finds out whether the keys that appear twice in a document are those of several objects. It returns nil
// where a separator before each of them does not make documents with one object each.
func missingSeparators(d *manifest.Document, twice []manifest.Duplicate) *manyObjects {
	twice = slices.DeleteFunc(slices.Clone(twice), func(dup manifest.Duplicate) bool { return dup.Kept.Parent() != d.Root() })
	if d.File.JSON() || !isLost(twice, "apiVersion") || !isLost(twice, "kind") {
		return nil
	}
	found := &manyObjects{first: slices.MinFunc(twice, func(a, b manifest.Duplicate) int { return startOf(a.Lost) - startOf(b.Lost) }).Lost}
	for _, dup := range twice {
		for _, n := range [...]*manifest.Node{dup.Lost, dup.Kept} {
			if n.Key() == found.first.Key() && startOf(n) > startOf(found.first) {
				found.separate(d, n)
			}
		}
	}
	docs := d.Trial(found.edits)
	if len(docs) != len(found.edits)+1 || slices.ContainsFunc(docs, func(d *manifest.Document) bool {
		return d.Err() != nil || !HoldsObject(d) || isLost(d.Duplicates(), "apiVersion") || isLost(d.Duplicates(), "kind")
	}) {
		return nil
	}
	return found
}

// separate puts a separator before a key, once.
func (m *manyObjects) separate(d *manifest.Document, n *manifest.Node) {
	at := startOf(n)
	edit := manifest.Edit{Span: manifest.Span{Start: at, End: at}, New: "---" + d.File.Newline()}
	if slices.Contains(m.edits, edit) {
		return
	}
	if m.second == nil || at < startOf(m.second) {
		m.second = n
	}
	m.edits = append(m.edits, edit)
}

func startOf(n *manifest.Node) int { return n.Mark().Start }

// isLost reports whether a key appears twice.
func isLost(twice []manifest.Duplicate, key string) bool {
	return slices.ContainsFunc(twice, func(dup manifest.Duplicate) bool { return dup.Lost.Key() == key })
}
