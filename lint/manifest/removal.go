package manifest

import "slices"

// A removal is what is removed with some nodes.
type removal struct {
	keys  []string // of the maps and lists that are removed instead of being left empty
	gone  map[*Node]bool
	empty map[*Node]bool // maps and lists that stay, without any entry
	count map[*Node]int  // how many entries of a map or list are gone
}

// removeAll removes nodes, and the maps and lists around them that have one of some keys and would be left empty. It keeps one that
// is used elsewhere too: without it only that place would change.
func removeAll(keys []string, nodes []*Node) *removal {
	r := &removal{keys: keys, gone: map[*Node]bool{}, empty: map[*Node]bool{}, count: map[*Node]int{}}
	for _, n := range nodes {
		if n != nil {
			r.remove(n)
		}
	}
	return r
}

func (r *removal) remove(n *Node) {
	if r.gone[n] {
		return
	}
	r.gone[n] = true
	p := n.parent
	if p == nil || n.merged {
		return
	}
	switch r.count[p]++; {
	case r.count[p] < entries(p.value):
	case p.parent != nil && p.parent.IsMap() && slices.Contains(r.keys, p.key) && !p.hasCommentedOut() && p.Uses() == 1:
		r.remove(p)
	default:
		r.empty[p] = true
	}
}

// leavesBareMerge reports whether only a merge key that brings nothing would be left of a map.
func (r *removal) leavesBareMerge() bool {
	for n := range r.gone {
		if p := n.parent; p != nil && !r.gone[p] && !r.empty[p] && r.count[p] == len(p.kids) {
			return true
		}
	}
	return false
}

// deleted are the nodes to delete from the text: those that lie neither inside of another one, nor in a map or list that
// is emptied.
func (r *removal) deleted() (nodes []*Node) {
	for n := range r.gone {
		if !r.empty[n.parent] && !insideOf(n, r.gone) {
			nodes = append(nodes, n)
		}
	}
	return nodes
}

// emptied are the maps and lists that become {} or [], in the order of the text.
func (r *removal) emptied() (nodes []*Node) {
	for p := range r.empty {
		if !r.gone[p] && !insideOf(p, r.gone) {
			nodes = append(nodes, p)
		}
	}
	slices.SortFunc(nodes, func(a, b *Node) int { return a.doc.valueStart(a.value) - b.doc.valueStart(b.value) })
	return nodes
}

func insideOf(n *Node, gone map[*Node]bool) bool {
	for p := n.parent; p != nil; p = p.parent {
		if gone[p] {
			return true
		}
	}
	return false
}
