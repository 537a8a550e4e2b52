package ingress

import (
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/schemas"
)

// A labelSet holds the labels of one object. There are few: a map would be larger, and a run may have many objects.
type labelSet []schemas.Pair

// get returns the value of a label of a set that is in order.
func (l labelSet) get(key string) (value string, ok bool) {
	i, ok := slices.BinarySearchFunc(l, key, func(p schemas.Pair, key string) int { return strings.Compare(p.Key, key) })
	if !ok {
		return "", false
	}
	return l[i].Value, true
}

func (l *labelSet) add(key, value string) { *l = append(*l, schemas.Pair{Key: key, Value: value}) }

// ordered returns the labels in the order of their keys. Of labels with the same key it keeps the one that was added first.
func (l labelSet) ordered() labelSet {
	slices.SortStableFunc(l, func(a, b schemas.Pair) int { return strings.Compare(a.Key, b.Key) })
	return slices.CompactFunc(l, func(a, b schemas.Pair) bool { return a.Key == b.Key })
}

// kept returns a copy of the labels that may outlive the document.
func (l labelSet) kept(p *lint.Pass) labelSet {
	kept := slices.Clone(l)
	for i, label := range kept {
		kept[i] = schemas.Pair{Key: p.Keep(label.Key), Value: p.Keep(label.Value)}
	}
	return kept
}

// String writes labels as kubectl does.
func (l labelSet) String() string {
	var parts []string
	for _, pair := range l {
		parts = append(parts, pair.Key+"="+pair.Value)
	}
	return strings.Join(parts, ", ")
}

func expandLabels(labels labelSet, expand func(string) string) labelSet {
	expanded := slices.Clone(labels)
	for i := range expanded {
		expanded[i].Value = expand(expanded[i].Value)
	}
	return expanded
}
