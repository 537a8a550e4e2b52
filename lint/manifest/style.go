package manifest

import "sigs.k8s.io/kustomize/kyaml/yaml"

// A style is how a document is formatted. It is learned from the text, so that insertions look the same.
type style struct {
	newline string
	step    int  // by how much a map is indented in a map
	dash    int  // by how much the dash of a list is indented in a map
	hasDash bool // dash was seen in the document
	json    bool // keys and strings in double quotes
	tight   bool // no blanks behind colons and commas in flow style
	literal bool // texts of several lines may be written behind "|"
}

// style finds out how the document writes nested maps and lists.
func (d *Document) style() style {
	if d.styled != nil {
		return *d.styled
	}
	st := style{newline: d.File.Newline(), json: d.File.json}
	st.learn(d, d.root.value, nil)
	if st.step == 0 {
		st.step = 2
	}
	if !st.hasDash {
		st.dash = st.step
	}
	d.styled = &st
	return st
}

// learn measures the steps of the first nested map and the first nested list.
func (st *style) learn(d *Document, n, key *yaml.Node) {
	if st.step > 0 && st.hasDash {
		return
	}
	if key != nil && (st.json || n.Style&yaml.FlowStyle == 0) {
		st.measure(d, n, key)
	}
	for i, c := range n.Content {
		switch {
		case len(c.Content) == 0:
		case n.Kind != yaml.MappingNode:
			st.learn(d, c, nil)
		case i%2 == 1:
			st.learn(d, c, n.Content[i-1])
		}
	}
}

func (st *style) measure(d *Document, n, key *yaml.Node) {
	switch {
	case n.Kind == yaml.SequenceNode && !st.hasDash && !st.json:
		st.dash, st.hasDash = max(d.indent(n)-d.columnOf(key), 0), true
	case st.step == 0 && (n.Kind == yaml.MappingNode || st.json):
		inner := n.Content[0]
		if inner.Line != key.Line || d.File.lineStart(d.offset(inner)) != d.File.lineStart(d.offset(key)) {
			st.step = max(d.columnOf(inner)-d.columnOf(key), 0)
		}
	}
}

// in is the style inside of a collection in flow style, which may be JSON within YAML.
func (st style) in(d *Document, holder *yaml.Node) style {
	if len(holder.Content) == 0 {
		return st
	}
	first := holder.Content[0]
	st.json = st.json || first.Style&yaml.DoubleQuotedStyle != 0
	if holder.Kind == yaml.MappingNode && st.json {
		s, ok := d.span(first)
		end, _ := d.entryEnd(first, holder.Content[1])
		st.tight = ok && end > s.End+1 && d.File.text[s.End] == ':' && !isSpaceAt(d.File.text, s.End+1)
	} else if st.json && len(holder.Content) > 1 {
		s, ok := d.span(first)
		st.tight = ok && d.offset(holder.Content[1]) == s.End+1
	}
	return st
}

func (st style) comma() string {
	if st.tight {
		return ","
	}
	return ", "
}

func (st style) colon() string {
	if st.tight {
		return ":"
	}
	return ": "
}
