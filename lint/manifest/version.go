package manifest

import (
	"bytes"
	"unicode/utf8"
)

// Unchanged compares a file with its last version. It returns how many documents at the beginning are as they were and where they
// were, and how many at the end are as they were but moved bytes further on. There are none where the rest of the file may decide how a
// document is judged: in JSON, in a text that is not plain UTF-8, where the number of documents has changed, or where Contents or
// Remember was called for the last version.
func (f *File) Unchanged(last *File) (first, final, moved int) {
	if !f.isVersionOf(last) {
		return 0, 0, 0
	}
	same := func(a, b *Document, moved int) bool {
		return a.start+moved == b.start && bytes.Equal(last.text[a.start:a.end], f.text[b.start:b.end])
	}
	for n := min(len(f.Docs), len(last.Docs)); first < n && same(last.Docs[first], f.Docs[first], 0); {
		first++
	}
	if len(f.Docs) != len(last.Docs) {
		return first, 0, 0
	}
	moved = len(f.text) - len(last.text)
	for at := len(f.Docs) - 1; at >= first && same(last.Docs[at], f.Docs[at], moved); at-- {
		final++
	}
	return first, final, moved
}

// DependsOnAll reports whether what is known of a document may depend on the others: in JSON, in which documents are cut in another way,
// and where Contents or Remember was called. Call it when no goroutine looks at the file any more.
func (f *File) DependsOnAll() bool { return f.json || f.contentsUsed }

func (f *File) isVersionOf(last *File) bool {
	isUTF8 := func(f *File) bool { return f.enc == utf8Plain && utf8.Valid(f.Src) }
	return f.Name == last.Name && !f.json && isUTF8(f) && isUTF8(last) && !last.DependsOnAll() && f.Newline() == last.Newline()
}
