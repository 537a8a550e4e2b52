package config

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
)

// A reader reads the settings of a file.
type reader struct {
	format *Format
	file   *manifest.File
	found  []problem
}

// A problem is an error in a file.
type problem struct {
	manifest.Position
	message string
}

func (r *reader) fail(at manifest.Span, format string, args ...any) {
	r.found = append(r.found, problem{r.file.Position(at.Start), fmt.Sprintf(format, args...)})
}

// failure returns the problems of the file, in file order, or nil.
func (r *reader) failure() error {
	slices.SortStableFunc(r.found, func(a, b problem) int { return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column)) })
	var all []error
	for _, p := range r.found {
		all = append(all, fmt.Errorf("%s:%d:%d: %s", r.file.Name, p.Line, p.Column, p.message))
	}
	return errors.Join(all...)
}

// root returns the value of the file, nil if it is empty or cannot be read.
func (r *reader) root() *manifest.Node {
	var root *manifest.Node
	for _, d := range r.file.Docs {
		rest, more := d.Rest()
		switch {
		case d.Err() != nil:
			at, message := d.Err().Span, d.Err().Message
			if r.format.Syntax != nil {
				at, message = r.format.Syntax(d)
			}
			r.fail(at, "%s", message)
		case root.Exists() && d.Root().Exists():
			r.fail(d.Root().Mark(), "the file has a second document: delete the line --- above it")
		case more:
			r.fail(rest, "this text is not read: delete it, or the line --- above it")
		case d.Root().Exists():
			root = d.Root()
		}
		for _, twice := range d.Duplicates() {
			first := r.file.Position(twice.Lost.Mark().Start)
			r.fail(twice.Kept.Mark(), "the key %q is set twice, first on line %d: delete one", twice.Kept.Key(), first.Line)
		}
	}
	return root
}

func (r *reader) settings(root *manifest.Node) (all []Setting) {
	if !root.IsMap() {
		r.fail(root.ValueMark(), "the file contains %s: write keys, such as %s", describe(root), r.example(&r.format.Keys[0]))
		return nil
	}
	for i := range root.Fields() {
		n := &root.Fields()[i]
		key := r.key(n)
		if key == nil {
			continue
		}
		s := Setting{Key: key.Name, Place: r.place(n.Mark())}
		switch key.Form {
		case Text, Switch:
			s.Texts = r.texts(key, key.Name, n)
		case List:
			s.Texts = r.list(key, key.Name, n)
		case Globs:
			s.Globs = r.globs(key, n)
		}
		all = append(all, s)
	}
	return all
}

// key returns the key of a value. An unknown name is a problem.
func (r *reader) key(n *manifest.Node) *Key {
	var names []string
	for i := range r.format.Keys {
		if r.format.Keys[i].Name == n.Key() {
			return &r.format.Keys[i]
		}
		names = append(names, r.format.Keys[i].Name)
	}
	r.fail(n.Mark(), "there is no key %q: %s", n.Key(), meant(n.Key(), names, "the keys are "+strings.Join(names, ", ")))
	return nil
}

func (r *reader) globs(key *Key, n *manifest.Node) (all []Glob) {
	if n.IsNull() {
		return nil
	}
	if !n.IsMap() {
		r.fail(n.ValueMark(), "%s must be a map from globs to lists, not %s: write %s", key.Name, describe(n), r.example(key))
		return nil
	}
	for i := range n.Fields() {
		field := &n.Fields()[i]
		glob, err := parseGlob(field.Key())
		if err != nil {
			r.fail(field.Mark(), "%v", err)
		}
		value := Value{field.Key(), r.place(field.Mark())}
		all = append(all, Glob{value, r.list(key, fmt.Sprintf("%q", field.Key()), field), glob})
	}
	return all
}

// list reads a list of texts, none for null. Messages call it name.
func (r *reader) list(key *Key, name string, n *manifest.Node) (all []Value) {
	if n.IsNull() {
		return nil
	}
	if !n.IsList() {
		example := key.Example
		if word, ok := n.Str(); ok {
			example = word
		}
		r.fail(n.ValueMark(), "%s must be a list, not %s: write [%s]", name, describe(n), example)
		return nil
	}
	for i := range n.Items() {
		all = append(all, r.texts(key, "an item of "+name, &n.Items()[i])...)
	}
	return all
}

// texts reads one text. It returns none if the key does not allow it.
func (r *reader) texts(key *Key, name string, n *manifest.Node) []Value {
	at := n.ValueMark()
	if n.Key() == "" { // an item: the mark of one without text is far above
		at, _ = n.Span()
	}
	text, ok := n.Str()
	switch {
	case n.Exists() && n.IsNull():
		r.fail(at, "%s has no value: write one, or delete the line", name)
		return nil
	case key.Form == Switch:
		on, isBool := n.Bool()
		if !isBool {
			r.fail(at, "%s must be true or false, not %s", name, describe(n))
			return nil
		}
		text = fmt.Sprint(on)
	case !ok && (n.IsMap() || n.IsList()):
		r.fail(at, "%s must be a text, not %s: write one, such as %s", name, describe(n), key.Example)
		return nil
	case !ok:
		r.fail(at, "%s must be a text, not %s: put it in quotes", name, describe(n))
		return nil
	case key.Words != nil && !slices.Contains(key.Words, text):
		words := strings.Join(key.Words[:len(key.Words)-1], ", ") + " or " + key.Words[len(key.Words)-1]
		r.fail(at, "%s must be %s, not %q%s", name, words, text, strings.TrimSuffix(": "+meant(text, key.Words, ""), ": "))
		return nil
	}
	if key.Check != nil {
		if err := key.Check(text); err != nil {
			r.fail(at, "%v", err)
		}
	}
	return []Value{{text, r.place(at)}}
}

func (r *reader) place(at manifest.Span) manifest.Position { return r.file.Position(at.Start) }

// example returns a key as it is written.
func (r *reader) example(key *Key) string {
	switch key.Form {
	case Switch:
		return key.Name + ": true"
	case List:
		return key.Name + ": [" + key.Example + "]"
	case Globs:
		return key.Name + `: {"old/**": [` + key.Example + "]}"
	}
	return key.Name + ": " + key.Example
}

// describe returns words for a value.
func describe(n *manifest.Node) string {
	switch n.Kind() {
	case manifest.Map:
		return "a map"
	case manifest.List:
		return "a list"
	case manifest.Bool:
		return fmt.Sprintf("the boolean %s", n.Text())
	case manifest.Int, manifest.Float:
		return fmt.Sprintf("the number %s", n.Text())
	}
	return fmt.Sprintf("the text %q", n.Text())
}
