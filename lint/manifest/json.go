package manifest

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"

	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// jsonTree builds the nodes of a JSON document. kyaml could read most JSON, but not all of it (surrogate pairs, for
// one), and would forgive what kubectl does not.
func jsonTree(d *Document) *Node {
	b := jsonBuilder{text: d.text(), base: d.start}
	b.dec = json.NewDecoder(bytes.NewReader(b.text[b.base:]))
	b.dec.UseNumber()
	root := b.value()
	tree, dups, _ := buildTree(d, root, nil)
	d.duplicates = dups
	return tree
}

const jsonNumber = "!!int" // or a float: see resolve

type jsonBuilder struct {
	dec  *json.Decoder
	text []byte
	base int
}

// value reads one value. The text is known to be valid: cutJSON has decoded it.
func (b *jsonBuilder) value() *yaml.Node {
	start := b.base + int(b.dec.InputOffset())
	start += len(b.text[start:]) - len(bytes.TrimLeft(b.text[start:], " \t\r\n,:"))
	n := &yaml.Node{Column: start} // Line 0: Column is an offset, see Document.offset
	token, err := b.dec.Token()
	if err != nil {
		return n
	}
	switch v := token.(type) {
	case json.Delim:
		n.Kind, n.Style = yaml.SequenceNode, yaml.FlowStyle
		if v == '{' {
			n.Kind = yaml.MappingNode
		}
		for b.dec.More() {
			n.Content = append(n.Content, b.value()) // keys and values in turn
		}
		_, _ = b.dec.Token()
	case string:
		n.Kind, n.Tag, n.Style, n.Value = yaml.ScalarNode, "!!str", yaml.DoubleQuotedStyle, v
	case json.Number:
		n.Kind, n.Tag, n.Value = yaml.ScalarNode, jsonNumber, v.String()
	default: // true, false, null
		n.Kind, n.Tag, n.Value = yaml.ScalarNode, "!!bool", string(firstWord(b.text[start:]))
	}
	return n
}

func firstWord(text []byte) []byte {
	if i := bytes.IndexAny(text, " \t\r\n\u0085\u2028\u2029,]}"); i >= 0 {
		return text[:i]
	}
	return text
}

// jsonError explains why the document that starts at an offset is no JSON.
func jsonError(d *Document, err error, start int) *SyntaxError {
	at := d.end
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		at = start + len(d.File.text[start:]) - len(bytes.TrimLeft(d.File.text[start:], " \t\r\n"))
		at = max(at, min(int(syntax.Offset)-1, d.end))
	}
	line := d.File.Position(at).Line
	e := &SyntaxError{
		Span:    d.lineSpan(line),
		Message: strings.TrimPrefix(err.Error(), "json: "),
	}
	if at >= e.Span.Start && at < e.Span.End {
		e.Span = Span{at, at + 1}
	}
	var n yaml.Node
	e.Flow = start == 0 && yaml.NewDecoder(bytes.NewReader(d.File.text)).Decode(&n) == nil
	return e
}
