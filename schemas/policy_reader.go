package schemas

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/toolforge/tfk8s/schemas/spelling"
)

// A policyReader decodes a policy, and collects what is wrong with it.
type policyReader struct {
	name   string
	places map[string]*yaml.Node // what is written, by its path in the policy: quota[3].hard
	titles map[string]string     // of the rows that are replaced, by their paths: quota[pods]
	errs   []error
}

// fewNames is how many names a message lists.
const fewNames = 12

func newPolicyReader(name string) *policyReader {
	return &policyReader{name: name, places: map[string]*yaml.Node{}, titles: map[string]string{}}
}

// read decodes a node into a part of the policy. A new part is empty, another one keeps what the node does not replace.
func (r *policyReader) read(path string, n *yaml.Node, v reflect.Value, isNew bool) {
	for n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	r.places[path] = n
	switch {
	case n.Tag == "!!null":
		r.fail(n, "%s needs a value", r.title(path))
	case v.Kind() == reflect.Struct:
		r.readStruct(path, n, v, isNew)
	case v.Kind() != reflect.Slice:
		r.readScalar(path, n, v)
	case n.Kind != yaml.SequenceNode:
		r.fail(n, "%s must be a list", r.title(path))
	case isNew || len(keysOfRow(v.Type().Elem())) == 0:
		r.readList(path, n, v)
	default:
		r.readRows(path, n, v)
	}
}

func (r *policyReader) readStruct(path string, n *yaml.Node, v reflect.Value, isNew bool) {
	if n.Kind != yaml.MappingNode {
		r.fail(n, "%s must be keys with values", r.title(path))
		return
	}
	var seen []string
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		field := slices.Index(namesOf(v.Type()), key.Value)
		switch {
		case slices.Contains(seen, key.Value):
			r.fail(key, "the key %q is already defined", key.Value)
		case field < 0:
			r.fail(key, "unknown key %q; %s", key.Value, instead(key.Value, namesOf(v.Type())))
		default:
			r.read(joinPath(path, key.Value), value, v.Field(field), isNew)
			if v.Type().Field(field).Tag.Get("is") == "date" && !isDate(v.Field(field).String()) {
				r.fail(value, "%s must be a date, such as 2020-03-15, 2020-03 or 2020", r.title(joinPath(path, key.Value)))
			}
		}
		seen = append(seen, key.Value)
	}
}

// readList replaces a list.
func (r *policyReader) readList(path string, n *yaml.Node, v reflect.Value) {
	list := reflect.MakeSlice(v.Type(), len(n.Content), len(n.Content))
	for i, item := range n.Content {
		r.read(rowPath(path, i), item, list.Index(i), true)
	}
	v.Set(list)
}

// readRows replaces rows of a list, in a copy: the list may be that of another policy.
func (r *policyReader) readRows(path string, n *yaml.Node, v reflect.Value) {
	rows := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
	reflect.Copy(rows, v)
	v.Set(rows)
	var known []string
	for i := range rows.Len() {
		known = append(known, rowKey(rows.Index(i)))
	}
	var replaced []int
	for _, item := range n.Content {
		written := reflect.New(v.Type().Elem()).Elem()
		scratch := newPolicyReader(r.name) // only the key matters yet
		scratch.read(path, item, written, true)
		key := rowKey(written)
		switch i := slices.Index(known, key); {
		case key == "" && len(scratch.errs) > 0:
			r.errs = append(r.errs, scratch.errs...)
		case key == "":
			r.fail(item, "a row of %s needs %s, which says which row it replaces", r.title(path), strings.Join(keysOfRow(written.Type()), " and "))
		case i < 0:
			r.fail(item, "%s has no row %q; %s", r.title(path), key, instead(key, known))
		case slices.Contains(replaced, i):
			r.fail(item, "the row %q is already there", key)
		default:
			replaced = append(replaced, i)
			r.titles[rowPath(path, i)] = fmt.Sprintf("%s[%s]", r.title(path), key)
			r.read(rowPath(path, i), item, rows.Index(i), false)
		}
	}
}

func (r *policyReader) readScalar(path string, n *yaml.Node, v reflect.Value) {
	wanted := "a text"
	if n.Kind == yaml.ScalarNode {
		switch v.Kind() {
		case reflect.Bool:
			if b, err := strconv.ParseBool(n.Value); err == nil && n.Tag == "!!bool" {
				v.SetBool(b)
				return
			}
			wanted = "true or false"
		case reflect.Int, reflect.Int64:
			if number, err := strconv.ParseInt(n.Value, 10, 64); err == nil {
				v.SetInt(number)
				return
			}
			wanted = "a whole number"
		default:
			v.SetString(n.Value)
			return
		}
	}
	r.fail(n, "%s must be %s", r.title(path), wanted)
}

// isDate reports whether a text is a day, a month or a year, or empty.
func isDate(text string) bool {
	for _, layout := range []string{"", "2006", "2006-01", time.DateOnly} {
		if _, err := time.Parse(layout, text); err == nil {
			return true
		}
	}
	return false
}

func (r *policyReader) fail(n *yaml.Node, format string, args ...any) {
	r.errs = append(r.errs, fmt.Errorf("%s:%d:%d: %s", r.name, n.Line, n.Column, fmt.Sprintf(format, args...)))
}

// failAt reports what is wrong at a path, where it or the deepest part of it that is written stands.
func (r *policyReader) failAt(path, format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	place := path
	for r.places[place] == nil && place != "" {
		place = outerPath(place)
	}
	r.fail(r.places[place], "%s: %s", r.title(path), text)
}

// title is a path for messages. It names the rows that are replaced by their keys, since the file has other indexes.
func (r *policyReader) title(path string) string {
	for outer := path; outer != ""; outer = outerPath(outer) {
		if title := r.titles[outer]; title != "" {
			return title + path[len(outer):]
		}
	}
	if path == "" {
		return "a policy"
	}
	return path
}

// valueOf returns the value of a key, nil where there is none.
func valueOf(n *yaml.Node, key string) *yaml.Node {
	for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return n.Content[i+1]
		}
	}
	return nil
}

// namesOf are the keys of a struct, in the order of its fields.
func namesOf(t reflect.Type) (names []string) {
	for i := range t.NumField() {
		names = append(names, t.Field(i).Tag.Get("yaml"))
	}
	return names
}

// keysOfRow are the keys that tell a row of a list from the others; none for the items of other lists.
func keysOfRow(t reflect.Type) (keys []string) {
	for i := 0; t.Kind() == reflect.Struct && i < t.NumField(); i++ {
		if tag := t.Field(i).Tag; tag.Get("row") == "key" {
			keys = append(keys, tag.Get("yaml"))
		}
	}
	return keys
}

// rowKey is the text of the keys of a row.
func rowKey(row reflect.Value) string {
	var texts []string
	names := namesOf(row.Type())
	for _, key := range keysOfRow(row.Type()) {
		if value := row.Field(slices.Index(names, key)); value.Kind() == reflect.Slice {
			texts = append(texts, value.Interface().([]string)...)
		} else {
			texts = append(texts, value.String())
		}
	}
	return strings.TrimSpace(strings.Join(texts, " "))
}

// instead says what to write in the place of a wrong name.
func instead(name string, known []string) string {
	if near := spelling.Meant(name, slices.Values(known)); near != "" {
		return fmt.Sprintf("did you mean %q?", near)
	}
	if len(known) <= fewNames {
		return "use one of " + strings.Join(known, ", ")
	}
	return "see schemas/toolforge.yaml"
}

func joinPath(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

func rowPath(path string, i int) string { return fmt.Sprintf("%s[%d]", path, i) }

// outerPath is the path of what a part belongs to, empty for the policy.
func outerPath(path string) string { return path[:max(0, strings.LastIndexAny(path, ".["))] }
