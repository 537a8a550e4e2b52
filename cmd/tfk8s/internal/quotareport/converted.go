package quotareport

import (
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/quota"
)

// MarkConverted marks the objects that convert changes. It gets the original of each converted file.
func MarkConverted(sums []quota.NamespaceQuota, original map[*manifest.File]*manifest.File) {
	for i := range sums {
		for k := range sums[i].Objects {
			o := &sums[i].Objects[k]
			if was := original[o.File]; was != nil && was != o.File && documentText(was, o.Object) != documentText(o.File, o.Object) {
				o.Converted = true
			}
		}
	}
}

// documentText returns the text of the document that an object is in.
func documentText(f *manifest.File, id *manifest.ID) string {
	if id.Document >= len(f.Docs) { // there is a fix that makes two documents of one
		return ""
	}
	span := f.Docs[id.Document].Span()
	return string(f.Text()[span.Start:span.End])
}
