package quotareport

import (
	"bytes"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/quota"
)

// MarkConverted marks the objects in documents that convert changes. It gets the original of each converted file.
func MarkConverted(sums []quota.NamespaceQuota, original map[*manifest.File]*manifest.File) {
	type document struct {
		file  *manifest.File
		index int
	}
	changes := map[document]bool{} // a document may have very many objects
	for i := range sums {
		for k := range sums[i].Objects {
			o := &sums[i].Objects[k]
			was := original[o.File]
			if was == nil || was == o.File {
				continue
			}
			d := document{o.File, o.Object.Document}
			changed, known := changes[d]
			if !known {
				changed = !bytes.Equal(documentText(was, d.index), documentText(d.file, d.index))
				changes[d] = changed
			}
			o.Converted = o.Converted || changed
		}
	}
}

// documentText returns the text of a document, nil if the file has fewer.
func documentText(f *manifest.File, index int) []byte {
	if index >= len(f.Docs) {
		return nil
	}
	span := f.Docs[index].Span()
	return f.Text()[span.Start:span.End]
}
