package manifest

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

// kubectlReads is what kubectl makes of one piece of a file: go-yaml v2 and then the conversion of sigs.k8s.io/yaml to
// JSON. It returns an error where kubectl rejects the piece.
func kubectlReads(piece []byte) (v any, err error) {
	v, err = readV2(piece)
	if err != nil {
		return nil, err
	}
	return jsonable(v)
}

var (
	errNoJSON    = errors.New("not possible in JSON")
	errAmbiguous = errors.New("two keys are one in JSON, and kubectl reads either")
)

func jsonable(v any) (any, error) {
	switch v := v.(type) {
	case map[any]any:
		return jsonableMap(v)
	case []any:
		list := make([]any, len(v))
		for i, item := range v {
			var err error
			if list[i], err = jsonable(item); err != nil {
				return nil, err
			}
		}
		return list, nil
	case int:
		return float64(v), nil
	case uint64:
		return float64(v), nil
	case float64:
		if math.IsInf(v, 0) || math.IsNaN(v) {
			return nil, errNoJSON
		}
	case string:
		return string([]rune(v)), nil // as encoding/json does with bytes that are no UTF-8
	}
	return v, nil
}

func jsonableMap(v map[any]any) (any, error) {
	m := map[string]any{}
	var ambiguous error
	for key, item := range v {
		name, err := jsonableKey(key)
		if err != nil {
			return nil, err
		}
		if _, ok := m[name]; ok {
			ambiguous = errAmbiguous
		}
		if m[name], err = jsonable(item); errors.Is(err, errAmbiguous) {
			ambiguous = err
		} else if err != nil {
			return nil, err
		}
	}
	return m, ambiguous
}

func jsonableKey(key any) (string, error) {
	switch k := key.(type) {
	case string:
		return string([]rune(k)), nil
	case int:
		return strconv.Itoa(k), nil
	case bool:
		return strconv.FormatBool(k), nil
	case float64:
		s := strconv.FormatFloat(k, 'g', -1, 32)
		return strings.NewReplacer("+Inf", ".inf", "-Inf", "-.inf", "NaN", ".nan").Replace(s), nil
	}
	return "", errNoJSON
}

// plainValue is our tree as the same kind of Go value.
func plainValue(n *Node) any {
	switch n.Kind() {
	case Map:
		m := map[string]any{}
		for i := range n.Fields() {
			m[n.kids[i].Key()] = plainValue(&n.kids[i])
		}
		return m
	case List:
		list := []any{}
		for i := range n.Items() {
			list = append(list, plainValue(&n.kids[i]))
		}
		return list
	case Bool:
		b, _ := n.Bool()
		return b
	case Int, Float:
		f, _ := n.Float()
		return f
	case String:
		return n.String()
	}
	return nil
}

// disagreement compares a document with what kubectl reads; "" where both are the same.
func disagreement(d *Document) string {
	want, err := kubectlReads(d.File.text[d.start:d.end])
	ours := d.Err()
	switch {
	case errors.Is(err, errAmbiguous):
		return ""
	case err != nil && ours == nil:
		return fmt.Sprintf("kubectl cannot read it: %v; we read %v", err, plainValue(d.Root()))
	case err == nil && ours != nil:
		if _, isMap := want.(map[string]any); !isMap {
			return "" // "[]: x": kubectl reads the list and never looks at the rest; no manifest either way
		}
		return fmt.Sprintf("kubectl reads %v; we say %s", want, ours.Message)
	case err == nil && !reflect.DeepEqual(plainValue(d.Root()), want):
		return fmt.Sprintf("kubectl reads %#v; we read %#v", want, plainValue(d.Root()))
	}
	return ""
}

func FuzzTreeAgreesWithGoYAMLv2(f *testing.F) {
	for _, src := range surfaces {
		f.Add(src)
	}
	f.Fuzz(func(t *testing.T, src string) {
		file := Parse("x", []byte(src))
		if file.JSON() || !utf8.Valid(file.Src) {
			t.Skip()
		}
		for _, d := range file.Docs {
			if diff := disagreement(d); diff != "" {
				t.Errorf("document %d: %s", d.Index, diff)
			}
		}
	})
}

func FuzzScalarKinds(f *testing.F) {
	for _, s := range scalars {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if strings.ContainsAny(s, "\r\n\u0085\u2028\u2029") || !utf8.ValidString(s) {
			t.Skip()
		}
		for _, text := range []string{"v: " + s, s + ": v", "- " + s, "[" + s + "]"} {
			file := Parse("x", []byte(text+"\n"))
			if diff := disagreement(file.Docs[0]); diff != "" && !file.JSON() {
				t.Errorf("%q: %s", text, diff)
			}
		}
	})
}

// scalars are texts whose kind is a matter of the YAML version, and of the reader.
var scalars = []string{
	"y", "n", "yes", "No", "ON", "off", "true", "False", "TRUE", "yEs", "~", "null", "Null", "nul", "",
	"0", "-0", "+1", "0644", "08", "0o17", "0x1F90", "-0x1", "0b101", "0b-101", "-0b11", "8_000", "_1", "1_", "0x_1",
	"9223372036854775807", "9223372036854775808", "18446744073709551616", "-9223372036854775809",
	"1.0", "1.", ".5", "+.5", ".", "-", "1e3", "1E9", "1e", "1e+3", "1e400", "1.5e-7", "8e3", "1_0.5", "0x1p-2", "0x1p2", "1x", "1:2", "+infinity", "-nan", "._5",
	".inf", "-.Inf", "+.INF", ".nan", "-.nan", "inf", "12:30", "1.2.3", "2020-02-03", "2020-2-3", "2020-02-03T04:05:06Z",
	"2020-02-03 04:05:06", "2020-13-01", "!!int 3", "!!int x", "!!float 3", "!!float 0x10", "!!str 3", "!!str", "!!null",
	"!!null x", "!!bool yes", "!!bool 1", "!!binary aGVsbG8=", "!!binary ?", "!!binary /w==", "!!timestamp 2020-02-03",
	"!!timestamp x", "!own x", "! 3", "! '3'", "!!float 18446744073709551615", "!!merge <<", "<<", "=", "'3'", `"\x41"`,
	"1e300", "18446744073709551615", "a b", "@x", "`x",
	"!", "! ~", "! <<", "!<!>", "!<!> 3", "!<!> ~", "!<!> 0x1", "!<!> true", "!<!> <<", "!<!> # c", "&a !<!>", "!<!> &a 3", "!<%21> 3", "!<!x> 3",
	"!<!!int> 3", "!<!!int> '3'", "!<!!float> 1", "!<!!bool> yes", "!<!!null> ~", "!<!!null> x", "!<!!binary> ?", `!<!!binary> "eA=="`, "!<!!merge> <<",
	"!<%21%21int> 3", "!<tag:yaml.org,2002:int> 3", "!<tag:yaml.org,2002:int> x", "!<tag:yaml.org,2002:> 3", "!<%zz> 3", "%x", "*x", "&x y", "a: b", "a #b", "a# b", "[a]", "{a: b}", "\t1",
}

// surfaces are small documents, each with something that is hard about YAML.
var surfaces = []string{
	"a: 1\nb:\n  - c: x # why\n    d: |\n      text\n\n  - e\n",
	"# head\n---\n# above\nkind: List\nitems:\n- kind: Pod\n",
	"a: &x {b: 1}\nc: *x\nd:\n  <<: *x\n  e: 2\n",
	"a: &x 1\nb: {<<: [{c: 1}, {c: 2, d: 3}], c: 4}\n",
	"a: &x [*x]\n",
	"0: !00 {<<: [],00}",
	"a: {<<: {}, b: 1}\nc: &c {}\nd:\n  <<: *c\n  e: 1\n",
	"{a: 1, 'b': [2, \"3\",\n  # why\n  four], c: {}}\n",
	"a: 1\na: 2\n1: x\n'1': y\n1.5: z\nyes: t\n",
	"a: |2-\n    x\n   y\n\nb: >+\n  folded\n  text\n\n",
	"? a\n: - b\n? [c]\n: d\n",
	"a:\r\n  b: \"x\\\r\n    y\"\r\n",
	"a: plain text\n  over lines\n\n  and more\nb: 'quoted\n\n  text'\n",
	"%YAML 1.1\n---\na: 1\n...\nb: 2\n",
	"a: 1\n--- # not cut\nb: 2\n---\nc: 3\n",
	"\ufeffa: \u00e9\u2028b: \u0085 c\n",
	"a:\tb\n\t\nc: d\n",
	"- - - a\n  - b\n-\n- !!str\n- &x\n- *x\n",
	"a: # c\n  # d\n  b\n# e\n",
	"a: .inf\na: 1\n.inf: b\n",
	"a:\n  - b\n #c\n  - d\n",
	"[a, b]: c\n",
	"key: [a: b, ? c, ? d : e, \"f\":g]\n",
	"a: 'it''s' # x\nb: \"\\u00e9\\x41\\\"\"\nc: '#'\n",
	"a:\n- b\n-\n  c: d\n-   e: f\n    g: h\n",
	"a: >\n\n  x\n # c\nb: |\n # x\n #y\n",
	"x: {a: , b, ? }\n",
	"a: {\"<<\": {b: 1}, '<<': 2, !!str <<: [c]}\n",
}
