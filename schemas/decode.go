package schemas

import (
	"slices"
	"strings"
	"sync"
	"sync/atomic"
)

// A decoder reads openapi.txt; the first lines of the file describe its form. A
// manifest has few of the fields of its kind, so a definition is decoded when
// the first field that it describes is looked up: that of all fields takes a
// tenth of a process that lints one Deployment. The text comes from this
// package's own generator and the tests compare all of it with kubectl's
// reading, so nothing is checked here.
type decoder struct {
	mu    *sync.Mutex        // guards types; that of the Bundle
	text  string             // without the head of the file
	types map[string]*Schema // by expression, which may be a definition's name
	base  *decoder           // has the definitions that are not in the text, nil where all are
}

func newDecoder(mu *sync.Mutex, text string, base *decoder) *decoder {
	_, text, _ = strings.Cut(text, "\n\n")
	return &decoder{mu: mu, text: text, types: map[string]*Schema{}, base: base}
}

// A fieldValue is what a field holds. Its schema is nil until it is decoded.
type fieldValue struct {
	schema  atomic.Pointer[Schema]
	expr    string
	decoder *decoder
}

func (v *fieldValue) decode() *Schema {
	v.decoder.mu.Lock()
	defer v.decoder.mu.Unlock()
	s := v.decoder.schema(v.expr)
	v.schema.Store(s)
	return s
}

// kind returns the schema that describes a kind, nil when there is none.
func (d *decoder) kind(g GVK) *Schema {
	at := strings.Index(d.text, "@"+g.APIVersion()+" "+g.Kind+"\n")
	if at < 0 {
		return nil
	}
	start := strings.LastIndexByte(d.text[:at], '=')
	name, _ := cut(d.text[start+1:], ' ')
	return d.schema(name)
}

// schema returns the one schema of a type expression.
func (d *decoder) schema(expr string) *Schema {
	if s := d.types[expr]; s != nil {
		return s
	}
	s := new(Schema)
	d.types[expr] = s // before its parts are read, for it may be one of them
	switch {
	case strings.HasPrefix(expr, "[]"):
		s.Type, s.Elem = Array, d.schema(expr[2:])
	case strings.HasPrefix(expr, "{}"):
		s.Type, s.Elem = Map, d.schema(expr[2:])
	case strings.Contains(expr, ".") && d.base != nil && !strings.Contains(d.text, "="+expr+" "):
		s = d.base.schema(expr)
		d.types[expr] = s
	case strings.Contains(expr, "."):
		d.define(s, expr)
	default:
		word, format := cut(expr, '/')
		s.Type, s.Format = typeOf(word), format
	}
	return s
}

// define fills in the schema of a definition from its block.
func (d *decoder) define(s *Schema, name string) {
	form, body := cut(d.block(name), '\n')
	*s = *d.schema(form)
	s.Name = name
	var values []fieldValue
	if n := strings.Count(body, "\t"); n > 0 {
		s.Fields, values = make([]Field, 0, n), make([]fieldValue, n)
	}
	for strings.HasPrefix(body, "\t") {
		var line string
		line, body = cut(body, '\n')
		switch line[1] {
		case '@': // a kind, which is found by searching
		case '!':
			s.Required = strings.Split(line[2:], " ")
		default:
			field, expr := cut(line[1:], ' ')
			v := &values[len(s.Fields)]
			v.expr, v.decoder = expr, d
			s.Fields = append(s.Fields, Field{field, v})
		}
	}
}

// block returns the text of a definition, from its name on. Blocks are sorted
// by name, and nothing but their beginning has a "=", so one is found by
// bisection, without an index.
func (d *decoder) block(name string) string {
	low, high := 0, len(d.text) // the block begins here or after, and before
	for low < high {
		middle := (low + high) / 2
		start := strings.IndexByte(d.text[middle:high], '=')
		if start < 0 {
			high = middle
			continue
		}
		start += middle + 1
		found, rest := cut(d.text[start:], ' ')
		switch order := strings.Compare(name, found); {
		case order < 0:
			high = middle
		case order > 0:
			low = start
		default:
			body, _ := cut(rest, '=')
			return body
		}
	}
	panic("schemas: openapi.txt does not define " + name + "; run go generate ./schemas")
}

func typeOf(word string) Type {
	return Type(max(0, slices.Index(typeWords[:], word)))
}

// cut is strings.Cut for a separator of one byte, at half its price.
func cut(s string, sep byte) (before, after string) {
	if i := strings.IndexByte(s, sep); i >= 0 {
		return s[:i], s[i+1:]
	}
	return s, ""
}

// decodeResources reads the table of served kinds; its first line names the
// columns.
func decodeResources(tsv string) []Resource {
	_, tsv = cut(tsv, '\n')
	rows := make([]Resource, 0, strings.Count(tsv, "\n"))
	for tsv != "" {
		var line string
		line, tsv = cut(tsv, '\n')
		var r Resource
		r.Group, line = cut(line, '\t')
		r.Version, line = cut(line, '\t')
		r.Kind, line = cut(line, '\t')
		r.Plural, line = cut(line, '\t')
		r.Namespaced = line == "true"
		rows = append(rows, r)
	}
	return rows
}
