package content

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/toolforge/tfk8s/lint/manifest"
)

// placeholder matches what Helm, Jinja, Go templates, ERB, Maven, configure scripts and envsubst leave in a text until it
// is rendered. The first group is set where it has its line to itself: then nothing need be left of it.
var placeholder = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?m)^[ \t]*(\{\{.*\}\}|\{%.*%\}|<%.*%>)[ \t]*\r?$` +
		`|\{\{.*?\}\}|\{%.*?%\}|<%.*?%>|@[A-Za-z_][\w.-]*@|\$\{[^}\n]*\}|\$[A-Za-z_]\w*|\b__[A-Z][A-Z0-9_]*?__\b`)
})

// mayBePlaceholder is a quick look for what every placeholder has. Nearly all manifests end here.
func mayBePlaceholder(text []byte) bool {
	return bytes.IndexByte(text, '$') >= 0 || bytes.IndexByte(text, '@') >= 0 || bytes.Contains(text, []byte("{{")) ||
		bytes.Contains(text, []byte("__")) || bytes.Contains(text, []byte("{%")) || bytes.Contains(text, []byte("<%"))
}

// hasPlaceholder reports whether a document has a placeholder where its value matters to Kubernetes.
func hasPlaceholder(d *manifest.Document) bool {
	_, ok := Placeholder(d)
	return ok
}

// Placeholder finds the first placeholder of a template. In a document that can be read it is one that stands for a value
// of which not every text is good: commands, variables and the data of a ConfigMap may hold what looks like one.
func Placeholder(d *manifest.Document) (at manifest.Span, ok bool) {
	span := d.Span()
	text := d.File.Text()[span.Start:span.End]
	if !mayBePlaceholder(text) {
		return manifest.Span{}, false
	}
	if d.Err() != nil {
		if m := placeholder().FindIndex(text); m != nil {
			return trimmed(d, manifest.Span{Start: span.Start + m[0], End: span.Start + m[1]}), true
		}
		return manifest.Span{}, false
	}
	// A byte that is not UTF-8 is a dollar sign in the text.
	if n := placeholderIn(d.Root(), !utf8.Valid(d.File.Src)); n != nil {
		return placeIn(d, n), true
	}
	return manifest.Span{}, false
}

// trimmed leaves the blanks around a placeholder out.
func trimmed(d *manifest.Document, s manifest.Span) manifest.Span {
	text := d.File.Text()
	for s.Start < s.End && (text[s.Start] == ' ' || text[s.Start] == '\t') {
		s.Start++
	}
	for s.End > s.Start && bytes.IndexByte([]byte(" \t\r"), text[s.End-1]) >= 0 {
		s.End--
	}
	return s
}

// placeIn is the place of the placeholder in a value, or of its key where that has it.
func placeIn(d *manifest.Document, n *manifest.Node) manifest.Span {
	mark := n.ValueMark()
	if isPlaceholder(n.Key()) {
		mark = n.Mark()
	}
	if m := placeholder().FindIndex(d.File.Text()[mark.Start:mark.End]); m != nil {
		return trimmed(d, manifest.Span{Start: mark.Start + m[0], End: mark.Start + m[1]})
	}
	return mark
}

// freeText are the keys below which any text is good.
var freeText = []string{"command", "args", "env", "data", "stringData", "binaryData", "annotations"}

// placeholderIn finds a key or value with a placeholder, nil where there is none.
func placeholderIn(n *manifest.Node, noDollar bool) *manifest.Node {
	for _, text := range [...]string{n.Key(), n.String()} {
		if isPlaceholder(text) && !(noDollar && strings.Contains(text, "$")) {
			return n
		}
	}
	kids := n.Children()
	for i := range kids {
		if slices.Contains(freeText, kids[i].Key()) {
			continue
		}
		if found := placeholderIn(&kids[i], noDollar); found != nil {
			return found
		}
	}
	return nil
}

// holdsPlaceholder reports whether a value holds a placeholder.
func holdsPlaceholder(n *manifest.Node) bool { return isPlaceholder(n.Text()) }

// isPlaceholder reports whether a text holds a placeholder.
func isPlaceholder(text string) bool {
	return mayBePlaceholder([]byte(text)) && placeholder().MatchString(text)
}

// IsTemplate reports whether a document cannot be read because it is a template.
func IsTemplate(d *manifest.Document) bool { return d.Err() != nil && brokenByPlaceholder(d) }

// brokenByPlaceholder reports whether a document cannot be read because it is a template: filled in, it can, or the
// parser fails at the line of a placeholder. Texts that are quoted may hold placeholders without any harm.
func brokenByPlaceholder(d *manifest.Document) bool {
	span := d.Span()
	text := d.File.Text()[span.Start:span.End]
	if span.Len() > maxFilled || !mayBePlaceholder(text) {
		return false
	}
	places := placeholder().FindAllSubmatchIndex(text, -1)
	if len(places) == 0 {
		return false
	}
	var edits []manifest.Edit
	for _, m := range places {
		edit := manifest.Edit{Span: manifest.Span{Start: span.Start + m[0], End: span.Start + m[1]}, New: "placeholder"}
		if m[2] >= 0 {
			edit = manifest.Edit{Span: manifest.Span{Start: span.Start + m[2], End: span.Start + m[3]}}
		}
		edits = append(edits, edit)
	}
	if docs := d.Trial(edits); len(docs) > 0 && docs[0].Err() == nil && len(docs[0].Objects()) > 0 {
		return true
	}
	failed := d.File.Position(d.Err().Span.Start).Line
	return slices.ContainsFunc(edits, func(e manifest.Edit) bool { return d.File.Position(e.Span.Start).Line == failed })
}

// maxFilled is the length of the longest document that is filled in to see whether it can be read then: 1.5 MiB, more than
// what etcd stores of an object.
const maxFilled = 3 << 19
