package rules

import (
	"github.com/toolforge/tfk8s/lint/manifest"
)

// unite makes one edit of those that say the same of the same text: text that is anchored is edited once for all its
// aliases. An edit that was made for each place that the text serves is meant for them all, and says so by a Uses of 1.
func unite(edits []manifest.Edit) []manifest.Edit {
	type change struct {
		span manifest.Span
		text string
	}
	known := map[change]int{} // where in out
	out, made := make([]manifest.Edit, 0, len(edits)), make([]int, len(edits))
	for _, e := range edits {
		i, ok := known[change{e.Span, e.New}]
		if !ok {
			i, out = len(out), append(out, e)
			known[change{e.Span, e.New}] = i
		}
		made[i]++
	}
	for i := range out {
		if made[i] >= out[i].Uses {
			out[i].Uses = 1
		}
	}
	return out
}

// meantForAllLabels says of edits to a map of labels that they are meant for every place that the map serves, if each of
// them is a map of labels, or of the labels that a selector asks for: the usual use of an anchor at labels.
func meantForAllLabels(edits []manifest.Edit, labels *manifest.Node) []manifest.Edit {
	if labels.Uses() == 1 {
		return edits
	}
	places := 0
	for _, o := range labels.Document().Objects() {
		for _, other := range labelMaps(o) {
			if sameText(labels, other) {
				places++
			}
		}
	}
	if places >= labels.Uses() {
		for i := range edits {
			edits[i].Uses = 1
		}
	}
	return edits
}

// labelMaps are the maps of an object that hold labels or ask for them.
func labelMaps(o *manifest.Object) []*manifest.Node {
	selector := o.Root.At("spec", "selector")
	maps := []*manifest.Node{
		o.Root.At("metadata", "labels"),
		o.Root.At("spec", "jobTemplate", "metadata", "labels"),
		selector,
		selector.Field("matchLabels"),
	}
	if template := o.Root.At(templatePath(o.Kind)...); template != o.Root {
		maps = append(maps, template.At("metadata", "labels"))
	}
	return maps
}

// sameText reports whether two maps are one text, reached through aliases.
func sameText(a, b *manifest.Node) bool {
	if !a.IsMap() || !b.IsMap() || len(a.Children()) == 0 || len(b.Children()) == 0 {
		return false
	}
	s, ok := a.Children()[0].KeySpan()
	t, good := b.Children()[0].KeySpan()
	return ok && good && s == t
}
