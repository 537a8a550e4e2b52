package manifest

import (
	"slices"

	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// A mapBuilder collects the entries of one map.
type mapBuilder struct {
	*treeBuilder
	keyIndex
	node  *Node
	outer int // how many aliases lead to the map itself
	lost  []lostEntry
}

type lostEntry struct {
	entry *Node
	index int // of the entry that took its place
}

// addEntries adds the entries of a mapping, in the order in which go-yaml v2 sets them: a merge key adds its values at its
// own place, and a later value replaces an earlier one.
func (m *mapBuilder) addEntries(mapping *yaml.Node) {
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		keyNode, value := mapping.Content[i], mapping.Content[i+1]
		if isMerge(keyNode) {
			m.merge(value)
			continue
		}
		key, ok := m.key(keyNode)
		if !ok {
			return
		}
		m.add(Node{
			parent: m.node, key: key, keyNode: keyNode, written: value,
			merged: mapping != m.node.value, shared: m.inAlias > m.outer,
		})
	}
}

// key resolves a key, which may be an alias too.
func (b *treeBuilder) key(n *yaml.Node) (string, bool) {
	if !b.visit(n) {
		return "", false
	}
	if n.Kind == yaml.AliasNode {
		if !b.enter(n) {
			return "", false
		}
		defer b.leave()
		n = n.Alias
	}
	key, ok := jsonKey(n)
	if !ok {
		b.fail(n, "a key must be a word or a number, not %s", describeKey(n))
	}
	return key, ok
}

func (m *mapBuilder) add(kid Node) {
	kids := m.node.kids
	if old := m.find(kids, kid.key); old >= 0 {
		lost := kids[old]
		kid.hides = true
		m.lost = append(m.lost, lostEntry{&lost, old})
		kids[old] = kid
		return
	}
	m.node.kids = append(kids, kid)
	m.keyIndex.add(m.node.kids)
}

// merge adds what a merge key brings: the entries of a map, or of several.
func (m *mapBuilder) merge(value *yaml.Node) {
	if value.Kind != yaml.SequenceNode {
		m.mergeMap(value)
		return
	}
	for _, item := range slices.Backward(value.Content) { // the first of a list wins
		m.mergeMap(item)
	}
}

func (m *mapBuilder) mergeMap(value *yaml.Node) {
	target := value
	if !m.visit(value) {
		return
	}
	if value.Kind == yaml.AliasNode {
		if target = value.Alias; !m.enter(value) {
			return
		}
		defer m.leave()
	}
	if target.Kind != yaml.MappingNode {
		m.fail(value, "a merge key (<<) needs a map or a list of maps")
		return
	}
	if m.inAlias > 0 {
		m.use(target)
	}
	m.addEntries(target)
}

func isMerge(n *yaml.Node) bool {
	return n.Kind == yaml.ScalarNode && n.Value == "<<" &&
		(n.Style == 0 || n.Style&yaml.TaggedStyle != 0 && n.ShortTag() == "!!merge")
}

func describeKey(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "a map"
	case yaml.SequenceNode:
		return "a list"
	}
	return "null"
}

// keyIndex finds keys that were met before. Small maps are searched, large ones indexed, so that reading a map of many
// keys stays linear.
type keyIndex struct{ names map[string]int32 }

const searchedKeys = 16

func (x *keyIndex) find(kids []Node, key string) int {
	if x.names != nil {
		if i, ok := x.names[key]; ok {
			return int(i)
		}
		return -1
	}
	for i := range kids {
		if kids[i].key == key {
			return i
		}
	}
	return -1
}

// add records the last of kids.
func (x *keyIndex) add(kids []Node) {
	switch {
	case x.names != nil:
		x.names[kids[len(kids)-1].key] = int32(len(kids) - 1)
	case len(kids) > searchedKeys:
		x.names = make(map[string]int32, 2*len(kids))
		for i := range kids {
			x.names[kids[i].key] = int32(i)
		}
	}
}
