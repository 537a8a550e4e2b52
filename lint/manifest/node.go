package manifest

import (
	"math"
	"slices"
	"strconv"

	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// A Node is a place in a document: a value, with the key or index that leads to it. It sees through aliases and merge
// keys. A nil *Node means that there is nothing. Every method works on it, so that rules can ask for a path without checks.
type Node struct {
	doc     *Document
	parent  *Node
	written *yaml.Node // the text at this place: the value, or an alias of it
	value   *yaml.Node
	keyNode *yaml.Node // nil for items and roots
	key     string     // as JSON spells it
	kids    []Node
	lookup  map[string]int32 // index of kids by key, for large maps only
	uses    int32            // places of the document that the text of the value serves; see Uses
	index   int32
	kind    Kind
	shared  bool // reached through an alias
	merged  bool // an entry that a merge key brought here
	hides   bool // without it, another value of the key would take effect: a duplicate, or one that a merge key brings
	root    bool // paths begin here: the root of an object
}

// Exists reports whether there is anything at the place.
func (n *Node) Exists() bool { return n != nil }

// Kind is what kubectl makes of the value; Null for a nil Node.
func (n *Node) Kind() Kind {
	if n == nil {
		return Null
	}
	return n.kind
}

// IsNull reports whether the value is absent or null: to the API server the same thing, nearly everywhere.
func (n *Node) IsNull() bool { return n.Kind() == Null }

// IsMap and IsList report the kind of a collection.
func (n *Node) IsMap() bool  { return n.Kind() == Map }
func (n *Node) IsList() bool { return n.Kind() == List }

// Text is the text of a scalar as written, quotes and escapes resolved; "" for anything else. A number or boolean gives
// its text too: use String where only a string will do.
func (n *Node) Text() string {
	if n == nil || n.value.Kind != yaml.ScalarNode {
		return ""
	}
	return n.value.Value
}

// Str is the value of a string, ok false where the value is none.
func (n *Node) Str() (s string, ok bool) {
	if n.Kind() != String {
		return "", false
	}
	return textOf(n.value), true
}

// String is the value of a string and "" for anything else.
func (n *Node) String() string {
	s, _ := n.Str()
	return s
}

// Int is the value of a whole number; 1.0 and 8e3 are whole.
func (n *Node) Int() (i int64, ok bool) {
	switch n.Kind() {
	case Int:
		v, big, _ := parseInt(n.value.Value)
		return v, !big
	case Float:
		f, _ := n.Float()
		return int64(f), math.Abs(f) < 1<<63 && f == math.Trunc(f)
	}
	return 0, false
}

// Float is the value of a number.
func (n *Node) Float() (f float64, ok bool) {
	switch n.Kind() {
	case Int:
		i, big, _ := parseInt(n.value.Value)
		if big {
			return float64(uint64(i)), true
		}
		return float64(i), true
	case Float:
		f, err := parseFloat(n.value.Value)
		return f, err == nil
	}
	return 0, false
}

// Bool is the value of a boolean.
func (n *Node) Bool() (b, ok bool) {
	if n.Kind() != Bool {
		return false, false
	}
	return isTrue(n.value.Value), true
}

// Quoted reports whether a scalar is written in quotes or as a block.
func (n *Node) Quoted() bool { return n != nil && n.value.Style&quoted != 0 }

// Field returns the value of a key, nil if n is no map or has no such key.
func (n *Node) Field(name string) *Node {
	if n == nil || n.kind != Map {
		return nil
	}
	if n.lookup != nil {
		if i, ok := n.lookup[name]; ok {
			return &n.kids[i]
		}
		return nil
	}
	for i := range n.kids {
		if n.kids[i].key == name {
			return &n.kids[i]
		}
	}
	return nil
}

// At follows keys, one map deeper each.
func (n *Node) At(names ...string) *Node {
	for _, name := range names {
		n = n.Field(name)
	}
	return n
}

// Children returns the values of a map in file order, or the items of a list. The slice belongs to n.
func (n *Node) Children() []Node {
	if n == nil {
		return nil
	}
	return n.kids
}

// Items returns the items of a list, nothing for any other kind.
func (n *Node) Items() []Node {
	if !n.IsList() {
		return nil
	}
	return n.kids
}

// Fields returns the values of a map, nothing for any other kind.
func (n *Node) Fields() []Node {
	if !n.IsMap() {
		return nil
	}
	return n.kids
}

// Key is the key that leads to the value, as JSON spells it: the YAML key 0x10 is "16". "" for items and roots.
func (n *Node) Key() string {
	if n == nil {
		return ""
	}
	return n.key
}

// Index is the place of n among the children of its parent.
func (n *Node) Index() int {
	if n == nil {
		return 0
	}
	return int(n.index)
}

// Parent is the map or list that holds n; nil at the root of a document.
func (n *Node) Parent() *Node {
	if n == nil {
		return nil
	}
	return n.parent
}

// Document is the document that n belongs to; nil for a nil Node.
func (n *Node) Document() *Document {
	if n == nil {
		return nil
	}
	return n.doc
}

// Uses counts the places of the document that change when the text of n is edited: more than one where the text is
// anchored and used through aliases.
func (n *Node) Uses() int {
	if n == nil {
		return 0
	}
	return 1 + int(n.uses)
}

// Path is the field path of n as the API server writes it: spec.template.spec.containers[0].image. Keys of maps appear
// as kubectl writes them (metadata.labels.app); see KeyPath.
func (n *Node) Path() string {
	if n == nil || n.root || n.parent == nil {
		return ""
	}
	var few [12]*Node
	up := few[:0]
	for at := n; at.parent != nil && !at.root; at = at.parent {
		up = append(up, at)
	}
	var room [96]byte
	b := room[:0]
	for _, at := range slices.Backward(up) {
		switch {
		case at.parent.kind == List:
			b = append(strconv.AppendInt(append(b, '['), int64(at.index), 10), ']')
		case len(b) > 0:
			b = append(append(b, '.'), at.key...)
		default:
			b = append(b, at.key...)
		}
	}
	return string(b)
}

// ChildPath is the path of a field that n does not have.
func (n *Node) ChildPath(field string) string {
	if p := n.Path(); p != "" {
		return p + "." + field
	}
	return field
}

// KeyPath is the path of n with its key in brackets, as the API server's own validation writes the keys of maps:
// data[a key].
func (n *Node) KeyPath() string { return n.Parent().Path() + "[" + n.Key() + "]" }

// setUses spreads what the builder counted over the tree.
func (n *Node) setUses(uses map[*yaml.Node]int32) {
	if len(uses) == 0 {
		return
	}
	n.uses = uses[n.value]
	for i := range n.kids {
		n.kids[i].setUses(uses)
	}
}
