package manifest

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// An operation is one edit of a node, and what it makes of the node's place: the values expected of the documents are
// those of before, with this change.
type operation struct {
	name   string
	edit   func(n *Node) ([]Edit, bool)
	expect func(n *Node, m model)
}

// A model is a document as plain values, in which an expected change can be made.
type model map[*Node]any

var gone = new(any) // in a model: the node is deleted

var operations = []operation{
	{
		"SetText",
		func(n *Node) ([]Edit, bool) { return n.SetText("a: text, #with 'quotes'\n") },
		func(n *Node, m model) { m[n] = "a: text, #with 'quotes'\n" },
	},
	{
		"SetText plain",
		func(n *Node) ([]Edit, bool) { return n.SetText("docker.example.org/x-y:latest") },
		func(n *Node, m model) { m[n] = "docker.example.org/x-y:latest" },
	},
	{
		"Quote",
		func(n *Node) ([]Edit, bool) { return n.Quote() },
		func(n *Node, m model) { m[n] = n.Text() },
	},
	{
		"RenameKey",
		func(n *Node) ([]Edit, bool) { return n.RenameKey("new/key.x") },
		func(n *Node, m model) { m[n] = renamed{"new/key.x", m.value(n)} },
	},
	{
		"Insert",
		func(n *Node) ([]Edit, bool) {
			return n.Insert([]string{"b", "metadata"}, Pair{"new/key.x", Pairs{{"y", Items{"1", Literal("2")}}, {"e", Pairs{}}}}, Pair{"new2", "no"})
		},
		func(n *Node, m model) {
			m[n] = merged(m.value(n), map[string]any{
				"new/key.x": map[string]any{"y": []any{"1", 2.0}, "e": map[string]any{}}, "new2": "no",
			})
		},
	},
	{
		"Insert deep",
		func(n *Node) ([]Edit, bool) { return n.Insert([]string{"b"}, Pair{"deep", deep}) },
		func(n *Node, m model) {
			m[n] = merged(m.value(n), map[string]any{"deep": []any{
				map[string]any{"a": []any{[]any{"x", []any{}}, map[string]any{"b": map[string]any{"c": []any{map[string]any{}}}}}, "d": "two\n\n  lines #1\n"},
				nil, "no\nbreak", map[string]any{"e": -1.5e3, "f": " \nx", "g": "\n", "h": "x\n\n", "i": "x\n \ny"}, "# last\nof all\n",
			}})
		},
	},
	{
		"Append deep",
		func(n *Node) ([]Edit, bool) { return n.Append(Items{Items{"two\nlines\n"}, "a\nb"}) },
		func(n *Node, m model) {
			list, _ := m.value(n).([]any)
			m[n] = append(slices.Clone(list), []any{[]any{"two\nlines\n"}, "a\nb"})
		},
	},
	{
		"Append",
		func(n *Node) ([]Edit, bool) { return n.Append(Pairs{{"a", "on"}, {"b", Items{}}, {"c", Items{"x"}}}) },
		func(n *Node, m model) {
			list, _ := m.value(n).([]any)
			m[n] = append(slices.Clone(list), map[string]any{"a": "on", "b": []any{}, "c": []any{"x"}})
		},
	},
	{
		"Delete",
		func(n *Node) ([]Edit, bool) { return Delete(n) },
		func(n *Node, m model) { m[n] = gone },
	},
	{
		"Delete with the next",
		func(n *Node) ([]Edit, bool) { return Delete(n, n.next()) },
		func(n *Node, m model) {
			m[n] = gone
			if n.next() != nil {
				m[n.next()] = gone
			}
		},
	},
	{
		"Delete with the maps that are left empty",
		func(n *Node) ([]Edit, bool) { return Prune(n.keysAbove(), n) },
		func(n *Node, m model) { m[n], m[pruning] = gone, true },
	},
}

// pruning is no node: a model that holds it expects of Prune that maps and lists go which are left empty.
var pruning = &Node{}

func (n *Node) keysAbove() (keys []string) {
	for p := n.Parent(); p != nil; p = p.Parent() {
		keys = append(keys, p.Key())
	}
	return keys
}

// deep holds maps and lists in each other, and texts of several lines.
var deep = Items{
	Pairs{{"a", Items{Items{"x", Items{}}, Pairs{{"b", Pairs{{"c", Items{Pairs{}}}}}}}}, {"d", "two\n\n  lines #1\n"}},
	Literal("null"), "no\nbreak", Pairs{{"e", Literal("-1.5e3")}, {"f", " \nx"}, {"g", "\n"}, {"h", "x\n\n"}, {"i", "x\n \ny"}}, "# last\nof all\n",
}

type renamed struct {
	key   string
	value any
}

func (n *Node) next() *Node {
	if p := n.Parent(); p != nil && n.Index()+1 < len(p.kids) {
		return &p.kids[n.Index()+1]
	}
	return nil
}

func merged(old any, more map[string]any) map[string]any {
	if old, ok := old.(map[string]any); ok {
		for k, v := range old {
			more[k] = v
		}
	}
	return more
}

// value is what is expected of a node.
func (m model) value(n *Node) any {
	if v, ok := m[n]; ok {
		return v
	}
	switch n.Kind() {
	case Map:
		out := map[string]any{}
		for i := range n.kids {
			switch v := m.value(&n.kids[i]).(type) {
			case *any:
			case renamed:
				out[v.key] = v.value
			default:
				out[n.kids[i].key] = v
			}
		}
		return m.collapsed(n, out, len(out))
	case List:
		out := []any{}
		for i := range n.kids {
			if v := m.value(&n.kids[i]); v != any(gone) {
				out = append(out, v)
			}
		}
		return m.collapsed(n, out, len(out))
	}
	return plainValue(n)
}

func (m model) collapsed(n *Node, v any, left int) any {
	if left == 0 && len(n.kids) > 0 && m[pruning] != nil && n.Parent().IsMap() {
		return gone
	}
	return v
}

// editProblem makes one edit, chosen by two numbers, and says what is wrong with the outcome; "" if nothing is.
func editProblem(src string, op, pick int) string {
	f := Parse("x", []byte(src))
	var nodes []*Node
	for _, d := range f.Docs {
		nodes = append(nodes, allNodes(d.Root())...)
	}
	if len(nodes) == 0 || !f.Editable() || strings.ContainsAny(src, "\x00\x01\ufeff") {
		return "" // what go-yaml says of control characters depends on how far it has read
	}
	n := nodes[pick%len(nodes)]
	o := operations[op%len(operations)]
	if n.Uses() > 1 || n.shared || n.parent != nil && n.parent.Uses() > 1 {
		return "" // changes more than one place
	}
	edits, ok := o.edit(n)
	if !ok {
		return ""
	}
	out, err := f.Apply(edits)
	if err != nil {
		return o.name + ": " + err.Error()
	}
	what := fmt.Sprintf("%s of %q:\n%s", o.name, n.Path(), out)
	m := model{}
	o.expect(n, m)
	after := Parse("x", out)
	if len(after.Docs) != len(f.Docs) {
		return what + "\nother documents"
	}
	for i, d := range f.Docs {
		a := after.Docs[i]
		if a.Err() != nil && d.Err() == nil {
			return what + "\nno longer readable: " + a.Err().Message
		}
		if d.Root() == nil {
			continue
		}
		if want, got := m.value(d.Root()), plainValue(a.Root()); !reflect.DeepEqual(got, want) {
			return fmt.Sprintf("%s\ngot  %#v\nwant %#v", what, got, want)
		}
		if problem := commentProblem(d, a, o.name[:3] == "Del"); problem != "" {
			return what + "\n" + problem
		}
	}
	return ""
}

// commentProblem compares the comments of a document before and after an edit.
func commentProblem(before, after *Document, deleted bool) string {
	a, ok := before.commentTexts()
	b, good := after.commentTexts()
	if !ok || !good {
		return ""
	}
	if !deleted && !slices.Equal(a, b) {
		return fmt.Sprintf("comments %q became %q", a, b)
	}
	for _, text := range b {
		i := slices.Index(a, text)
		if i < 0 {
			return fmt.Sprintf("comments %q became %q", a, b)
		}
		a = a[i+1:]
	}
	return ""
}

func (d *Document) commentTexts() (texts []string, ok bool) {
	spans, ok := d.Comments()
	for _, s := range spans {
		texts = append(texts, string(firstLine(d.File.text[s.Start:s.End])))
	}
	return texts, ok
}

func allNodes(n *Node) (nodes []*Node) {
	if n == nil {
		return nil
	}
	nodes = append(nodes, n)
	for i := range n.kids {
		nodes = append(nodes, allNodes(&n.kids[i])...)
	}
	return nodes
}

func countAll(src string) (count int) {
	for _, d := range Parse("x", []byte(src)).Docs {
		count += len(allNodes(d.Root()))
	}
	return count
}

func TestEveryEditOfEverySurfaceChangesOnlyWhatItSays(t *testing.T) {
	for _, src := range surfaces {
		for op := range operations {
			for pick := range countAll(src) {
				if problem := editProblem(src, op, pick); problem != "" {
					t.Errorf("%q: %s", src, problem)
				}
			}
		}
	}
}

func FuzzEdit(f *testing.F) {
	for _, src := range surfaces {
		f.Add(src, 0, 0)
	}
	f.Fuzz(func(t *testing.T, src string, op, pick int) {
		if problem := editProblem(src, max(op, -op, 0), max(pick, -pick, 0)); problem != "" {
			t.Error(problem)
		}
	})
}
