package quotareport

import (
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/quota"
)

// MarkConverted marks the objects that convert changes. It gets the original of each converted file.
func MarkConverted(sums []quota.NamespaceQuota, original map[*manifest.File]*manifest.File) {
	changes := map[*manifest.File]map[place]bool{}
	for i := range sums {
		for k := range sums[i].Objects {
			o := &sums[i].Objects[k]
			was := original[o.File]
			if was == nil || was == o.File {
				continue
			}
			if changes[o.File] == nil {
				changes[o.File] = changedObjects(was, o.File)
			}
			o.Converted = o.Converted || changes[o.File][place{o.Object.Document, o.Object.Item}]
		}
	}
}

type place struct{ document, item int }

// changedObjects returns the places in a converted file of the objects that are not as they were. If convert has removed objects, an
// object that is left is as it was if the original file has one with the same text.
func changedObjects(before, after *manifest.File) map[place]bool {
	_, was := objectTexts(before)
	places, is := objectTexts(after)
	written := map[string]int{}
	for _, text := range was {
		written[text]++
	}
	changed := map[place]bool{}
	for i, text := range is {
		if len(is) == len(was) {
			changed[places[i]] = text != was[i]
			continue
		}
		written[text]--
		changed[places[i]] = written[text] < 0
	}
	return changed
}

func objectTexts(f *manifest.File) (places []place, texts []string) {
	for _, d := range f.Docs {
		for _, o := range d.Objects() {
			span, _ := o.Root.Span()
			places, texts = append(places, place{o.Document, o.Item}), append(texts, string(f.Text()[span.Start:span.End]))
		}
		d.Release()
	}
	return places, texts
}
