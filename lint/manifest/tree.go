package manifest

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// treeBuilder turns yaml nodes into Nodes: aliases followed, merge keys spread out, of equal keys the last kept, as
// go-yaml v2 does it for kubectl.
type treeBuilder struct {
	doc      *Document
	slab     []Node               // room for every node that is reached without an alias
	open     map[*yaml.Node]bool  // anchored nodes that are being built: an alias of one is a cycle
	uses     map[*yaml.Node]int32 // how often aliases lead to a node
	inAlias  int                  // depth
	infinite bool                 // there is a number that JSON cannot write
	visited  int                  // values and keys so far, as go-yaml v2 counts them
	aliased  int                  // those among them that an alias led to
	problem  *SyntaxError
	repeated []Duplicate
}

// buildTree puts the nodes where room says, which may be nil: into an empty slice that is large enough for so many.
func buildTree(d *Document, root *yaml.Node, room func(nodes int) []Node) (*Node, []Duplicate, *SyntaxError) {
	if bytes.ContainsRune(d.File.text[d.start:d.end], '!') {
		d.markUntyped(root)
	}
	if room == nil {
		room = func(nodes int) []Node { return make([]Node, 0, nodes) }
	}
	b := treeBuilder{doc: d, slab: room(1 + countNodes(root))}
	n := &b.newNodes(1)[0]
	b.fill(n, root)
	if b.infinite && b.problem == nil {
		b.findInfinite(n)
	}
	if b.problem != nil {
		return nil, nil, b.problem
	}
	n.setUses(b.uses)
	slices.SortFunc(b.repeated, func(x, y Duplicate) int {
		k, l := x.Lost.keyNode, y.Lost.keyNode
		return cmp.Or(cmp.Compare(k.Line, l.Line), cmp.Compare(k.Column, l.Column))
	})
	return n, b.repeated, nil
}

// markUntyped gives scalars whose tag kyaml drops or expands, and go-yaml v2 does not, the tag of a string: that is what they
// are to go-yaml v2.
func (d *Document) markUntyped(n *yaml.Node) {
	if n.Kind == yaml.ScalarNode && n.Line > 0 {
		tag := localTag(d.File.text[d.offset(n):d.end])
		isLone := tag == "!" && n.Style == 0 && n.Value != "<<"
		if isLone || strings.HasPrefix(tag, "!!") {
			n.Tag, n.Style = "!!str", n.Style|yaml.TaggedStyle
		}
	}
	for _, c := range n.Content {
		d.markUntyped(c)
	}
}

// localTag is the tag of a value that begins here, if it is "!" or a verbatim one with "!" at its beginning: "!<!!int>" is not
// the integer that "!!int" is. It is "" otherwise.
func localTag(text []byte) string {
	for i := 0; i < len(text) && (text[i] == '&' || text[i] == '!'); i = skipBlanks(text, i) {
		word := firstWord(text[i:])
		if string(word) == "!" {
			return "!"
		}
		if verbatim, ok := bytes.CutPrefix(word, []byte("!<")); ok {
			tag := strings.ReplaceAll(string(bytes.TrimSuffix(verbatim, []byte(">"))), "%21", "!")
			if strings.HasPrefix(tag, "!") {
				return tag
			}
			return ""
		}
		i += len(word)
	}
	return ""
}

// countNodes counts the values inside of a node, keys left out.
func countNodes(n *yaml.Node) int {
	count := len(n.Content)
	if n.Kind == yaml.MappingNode {
		count /= 2
	}
	for _, inner := range n.Content {
		if len(inner.Content) > 0 {
			count += countNodes(inner)
		}
	}
	return count
}

// newNodes cuts n nodes off the slab. The slab never grows, so that pointers into it stay good.
func (b *treeBuilder) newNodes(n int) []Node {
	if len(b.slab)+n > cap(b.slab) {
		return make([]Node, n)
	}
	from := len(b.slab)
	b.slab = b.slab[:from+n]
	return b.slab[from : from+n : from+n]
}

func (b *treeBuilder) fail(n *yaml.Node, format string, args ...any) {
	if b.problem == nil {
		b.problem = nodeError(b.doc, n, format, args...)
	}
}

// fill sets up n, whose parent and key are known, with the value of yn.
func (b *treeBuilder) fill(n *Node, yn *yaml.Node) {
	n.doc, n.written, n.value = b.doc, yn, yn
	if !b.visit(yn) {
		return
	}
	if yn.Kind == yaml.AliasNode {
		n.value = yn.Alias
		if !b.enter(yn) {
			return
		}
		defer b.leave()
	}
	if b.inAlias > 0 {
		n.shared = true
		b.use(n.value)
	}
	if n.value.Anchor != "" {
		b.begin(n.value)
		defer delete(b.open, n.value)
	}
	switch n.value.Kind {
	case yaml.MappingNode:
		n.kind = Map
		b.fillMap(n)
	case yaml.SequenceNode:
		n.kind = List
		b.fillList(n)
	default:
		kind, problem := scalarKind(n.value)
		if problem != "" {
			b.fail(n.value, "%s", problem)
		}
		b.infinite = b.infinite || kind == Float && isInfinite(n.value.Value)
		n.kind = kind
	}
}

// visit counts a node and reports whether to continue. go-yaml v2 limits what aliases may expand to, so that a small text
// cannot make a huge document.
func (b *treeBuilder) visit(yn *yaml.Node) bool {
	if b.problem != nil {
		return false
	}
	b.visited++
	if b.inAlias > 0 {
		b.aliased++
	}
	if b.aliased > 100 && b.visited > 1000 && float64(b.aliased) > float64(b.visited)*allowedAliases(b.visited) {
		b.fail(yn, "the document consists mostly of aliases: document contains excessive aliasing")
		return false
	}
	return true
}

// allowedAliases is the share of a document that may come from aliases: 99 % of a small one, 10 % of a large one.
func allowedAliases(visited int) float64 {
	const low, high = 400_000, 4_000_000
	scale := float64(visited-low) / (high - low)
	return 0.99 - 0.89*min(max(scale, 0), 1)
}

// findInfinite looks for an infinity among the values. It is called when duplicate keys have been dropped.
func (b *treeBuilder) findInfinite(n *Node) {
	if n.kind == Float && isInfinite(n.value.Value) {
		b.fail(n.written, "JSON, which the API server reads, has no number %s", n.value.Value)
	}
	for i := range n.kids {
		b.findInfinite(&n.kids[i])
	}
}

// enter follows an alias, unless it leads into itself.
func (b *treeBuilder) enter(yn *yaml.Node) bool {
	if b.open[yn.Alias] {
		b.fail(yn, "the value of anchor %q contains itself", yn.Value)
		return false
	}
	b.inAlias++
	if b.visit(yn.Alias) {
		return true
	}
	b.inAlias--
	return false
}

func (b *treeBuilder) leave() { b.inAlias-- }

// begin records that an anchored node is being built.
func (b *treeBuilder) begin(yn *yaml.Node) {
	if b.open == nil {
		b.open = map[*yaml.Node]bool{}
	}
	b.open[yn] = true
}

func (b *treeBuilder) use(yn *yaml.Node) {
	if b.uses == nil {
		b.uses = map[*yaml.Node]int32{}
	}
	b.uses[yn]++
}

func (b *treeBuilder) fillList(n *Node) {
	n.kids = b.newNodes(len(n.value.Content))
	for i, item := range n.value.Content {
		n.kids[i].parent, n.kids[i].index = n, int32(i)
		b.fill(&n.kids[i], item)
	}
}

// fillMap first finds out which entries there are and only then looks inside, so that no node moves while others point
// to it.
func (b *treeBuilder) fillMap(n *Node) {
	m := mapBuilder{treeBuilder: b, node: n, outer: b.inAlias}
	n.kids = b.newNodes(len(n.value.Content) / 2)[:0]
	m.addEntries(n.value)
	n.lookup = m.names
	for i := range n.kids {
		n.kids[i].index = int32(i)
		b.fillEntry(&n.kids[i])
	}
	for _, d := range m.lost {
		b.fillEntry(d.entry)
		if kept := &n.kids[d.index]; !d.entry.merged && !kept.merged {
			b.repeated = append(b.repeated, Duplicate{Lost: d.entry, Kept: kept})
		}
	}
}

func (b *treeBuilder) fillEntry(n *Node) {
	if n.shared { // a merge key led here through an alias
		b.inAlias++
		defer b.leave()
	}
	b.fill(n, n.written)
}
