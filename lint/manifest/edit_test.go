package manifest

import (
	"errors"
	"strings"
	"testing"
)

type editCase struct {
	name, src, want string // no edit is possible where want is ""
	edit            func(root *Node) ([]Edit, bool)
}

func (c editCase) run(t *testing.T) {
	t.Helper()
	f := Parse("x", []byte(c.src))
	root := f.Docs[len(f.Docs)-1].Root()
	edits, ok := c.edit(root)
	if !ok {
		if c.want != "" {
			t.Errorf("%s: no edits", c.name)
		}
		return
	}
	out, err := f.Apply(edits)
	if err != nil || string(out) != c.want {
		t.Errorf("%s: %v\ngot  %q\nwant %q", c.name, err, out, c.want)
	}
	if d := Parse("x", out).Docs[len(f.Docs)-1]; d.Err() != nil {
		t.Errorf("%s: no longer readable: %s", c.name, d.Err().Message)
	}
}

func setText(text string, path ...string) func(*Node) ([]Edit, bool) {
	return func(root *Node) ([]Edit, bool) { return root.At(path...).SetText(text) }
}

func insert(after string, v Value, path ...string) func(*Node) ([]Edit, bool) {
	return func(root *Node) ([]Edit, bool) {
		return root.At(path...).Insert([]string{after}, Pair{"new", v})
	}
}

func appendTo(v Value, path ...string) func(*Node) ([]Edit, bool) {
	return func(root *Node) ([]Edit, bool) { return root.At(path...).Append(v) }
}

func remove(path ...string) func(*Node) ([]Edit, bool) {
	return func(root *Node) ([]Edit, bool) { return Delete(root.At(path...)) }
}

func removeItem(i int, path ...string) func(*Node) ([]Edit, bool) {
	return func(root *Node) ([]Edit, bool) { return Delete(&root.At(path...).Items()[i]) }
}

func TestSetTextKeepsTheQuotes(t *testing.T) {
	for _, c := range []editCase{
		{"plain", "a: b # c\n", "a: x # c\n", setText("x", "a")},
		{"single", "a: 'b'\n", "a: 'it''s'\n", setText("it's", "a")},
		{"double", "a: \"b\" \n", "a: \"x\\\"\" \n", setText(`x"`, "a")},
		{"stays a string", "a: b\n", "a: \"yes\"\n", setText("yes", "a")},
		{"number for number", "a: 1\n", "a: 2\n", setText("2", "a")},
		{"word for number", "a: 1\n", "a: \"x y\"\n", setText("x y", "a")},
		{"nothing for number", "a: [1, 2]\nb: 1\n", "a: [1, 2]\nb: \"\"\n", setText("", "b")},
		{"in place of nothing", "a:\nb: c\n", "a: x\nb: c\n", setText("x", "a")},
		{"in place of nothing, with a comment", "a: # c\n", "a: x # c\n", setText("x", "a")},
		{"empty flow value", "r: {a: , b: c}\n", "r: {a: x, b: c}\n", setText("x", "r", "a")},
		{"a colon that is part of the key", "a: {b:}\n", "", setText("x", "a", "b:")},
		{"over lines", "a: b\n  c\n\n  d\ne: f\n", "a: x\ne: f\n", setText("x", "a")},
		{"quoted over lines", "a: \"b\\\n  c\"\r\ne: f\n", "a: \"x\"\r\ne: f\n", setText("x", "a")},
		{"block", "a: |- # why\n  b\n\n  c\n\n# d\ne: f\n", "a: x # why\n\n# d\ne: f\n", setText("x", "a")},
		{"block with indicator", "a:\n  b: >2+\n      c\n\nd: e\n", "a:\n  b: x\nd: e\n", setText("x", "a", "b")},
		{"behind an anchor", "a: &k b\nc: *k\n", "a: &k x\nc: *k\n", setText("x", "c")},
		{"behind an anchor alone", "a: &k\nc: *k\n", "a: &k x\nc: *k\n", setText("x", "a")},
		{"close to an anchor", "a: &k:b\n", "a: &k x\n", setText("x", "a")},
		{"tagged", "a: !!str 3\n", "", setText("x", "a")},
		{"a document that is a text", "b\n", "", setText("x")},
		{"a document that is a number in JSON", "1", "", setText("2")},
		{"no line break in the file", "a: b", "a: x", setText("x", "a")},
		{"JSON string", `{"a":"b"}`, `{"a":"x\ny"}`, setText("x\ny", "a")},
		{"JSON number", `{"a":1.0}`, `{"a":2}`, setText("2", "a")},
		{"JSON number, other", `{"a":1}`, `{"a":"yes"}`, setText("yes", "a")},
		{"JSON surrogates", `{"é\ud83d\ude00":"\ud83d\ude00"}`, `{"é\ud83d\ude00":"x"}`, setText("x", "é\U0001F600")},
		{"unprintable", "a: 'b'\n", "a: \"\\u0085\\u2028\\ufeff\\u0000\"\n", setText("\u0085\u2028\ufeff\x00", "a")},
		{"behind letters", "é: {ü: b, c: d}\n", "é: {ü: b, c: x}\n", setText("x", "é", "c")},
		{"behind a mark", "a: b\n---\n\ufeffc: d\n", "a: b\n---\n\ufeffc: x\n", setText("x", "c")},
		{"behind bytes that are not UTF-8", "# \xe9\xff\na: b\n", "# \xe9\xff\na: x\n", setText("x", "a")},
	} {
		c.run(t)
	}
}

func TestQuoteMakesAString(t *testing.T) {
	quote := func(root *Node) ([]Edit, bool) { return root.Field("a").Quote() }
	for _, c := range []editCase{
		{"number", "a: 0644 # c\n", "a: \"0644\" # c\n", quote},
		{"nothing", "a:\n", "a: \"\"\n", quote},
		{"null", "a: ~\n", "a: \"~\"\n", quote},
		{"flow", "x: y\na: yes\n", "x: y\na: \"yes\"\n", quote},
		{"JSON", `{"a":1e3}`, `{"a":"1e3"}`, quote},
		{"quoted already", "a: 'b'\n", "", quote},
		{"list", "a: []\n", "", quote},
		{"item", "a:\n-\n", "a:\n- \"\"\n", func(root *Node) ([]Edit, bool) { return root.Field("a").Items()[0].Quote() }},
	} {
		c.run(t)
	}
}

func TestRenameKeyKeepsTheQuotes(t *testing.T) {
	rename := func(root *Node) ([]Edit, bool) { return root.Field("a").RenameKey("new") }
	for _, c := range []editCase{
		{"plain", "a: b\n", "new: b\n", rename},
		{"single", "'a': b\n", "'new': b\n", rename},
		{"JSON", `{"a" : "b"}`, `{"new" : "b"}`, rename},
		{"needs quotes", "a: b\n", "\"on\": b\n", func(root *Node) ([]Edit, bool) { return root.Field("a").RenameKey("on") }},
		{"a number", "1: b\n", "\"2\": b\n", func(root *Node) ([]Edit, bool) { return root.Field("1").RenameKey("2") }},
		{"question mark", "? a\n: b\n", "? new\n: b\n", rename},
		{"merged", "x: &x {a: 1}\n<<: *x\n", "", rename},
		{"twice", "a: 1\na: 2\n", "", rename},
		{"anchored", "&k a: 1\nb: *k\n", "", rename},
	} {
		c.run(t)
	}
}

func TestInsertWritesTextsOfSeveralLines(t *testing.T) {
	script := Items{Pairs{{"run", Items{"-c", "set -e\n\n  go\n"}}, {"end", "a\nb"}}}
	for _, c := range []editCase{
		{"block", "a:\n  b: c\n", "a:\n  b: c\n  new:\n    - run:\n        - \"-c\"\n        - |\n          set -e\n\n            go\n      end: |-\n        a\n        b\n", insert("", script, "a")},
		{"CRLF", "a:\r\n  b: c\r\nd: e\r\n", "a:\r\n  b: c\r\n  new: |-\r\n    x\r\n    y\r\nd: e\r\n", insert("", "x\ny", "a")},
		{"above a deeper comment", "a: b\n\n  # c\n", "a: b\nnew: \"x\\ny\"\n\n  # c\n", insert("", "x\ny")},
		{"above blanks", "a: b\n  \nc: d\n", "a: b\nnew: \"x\\ny\"\n  \nc: d\n", insert("a", "x\ny")},
		{"above a comment with blanks behind", "a: \n # c ", "a: \n # c\nnew: \"x\\ny\" ", insert("", "x\ny")},
		{"before a line break of YAML's own", "a: b\u2028c: d\n", "a: b\nnew: \"x\\ny\"\u2028c: d\n", insert("a", "x\ny")},
		{"at the end", "a: b", "a: b\nnew: \"x\\ny\\n\"", insert("", "x\ny\n")},
		{"flow", "a: {b: c}\n", "a: {b: c, new: \"x\\ny\"}\n", insert("", "x\ny", "a")},
		{"blanks first", "a: b\n", "a: b\nnew: \" x\\ny\"\n", insert("", " x\ny")},
		{"tab", "a: b\n", "a: b\nnew: \"x\\n\\ty\"\n", insert("", "x\n\ty")},
		{"more line breaks", "a: b\n", "a: b\nnew: \"x\\ny\\n\\n\"\n", insert("", "x\ny\n\n")},
	} {
		c.run(t)
	}
}

func TestInsertGoesAboveTheNextKeysComment(t *testing.T) {
	editCase{
		"block", "a: 1 # one\n\n# about c\nc: 3\n", "a: 1 # one\nnew: x\n\n# about c\nc: 3\n", insert("a", "x"),
	}.run(t)
	editCase{
		"below the comments inside of the entry before",
		"a:\n  b: 1\n  # in a\n# about c\nc: 3\n", "a:\n  b: 1\n  # in a\nnew: x\n# about c\nc: 3\n", insert("a", "x"),
	}.run(t)
}

func TestInsertFollowsTheSurface(t *testing.T) {
	nested := Pairs{{"k", Items{"v"}}}
	for _, c := range []editCase{
		{"two blanks", "a:\n  b: 1\n", "a:\n  b: 1\n  new: x\n", insert("", "x", "a")},
		{"four blanks", "a:\n    b: 1\n", "a:\n    b: 1\nnew:\n    k:\n        - v\n", insert("", nested)},
		{"dashes not indented", "l:\n- 1\na: b\n", "l:\n- 1\nnew:\n  k:\n  - v\na: b\n", insert("l", nested)},
		{"dashes indented", "l:\n  - 1\n", "l:\n  - 1\nnew:\n  k:\n    - v\n", insert("", nested)},
		{"behind a dash", "a:\n- b: 1\n  c: 2\n", "a:\n- b: 1\n  new: x\n  c: 2\n", func(root *Node) ([]Edit, bool) {
			return root.Field("a").Items()[0].Insert([]string{"b"}, Pair{"new", "x"})
		}},
		{"CRLF", "a: 1\r\nb: 2\r\n", "a: 1\r\nnew: x\r\nb: 2\r\n", insert("a", "x")},
		{"CR", "a: 1\rb: 2\r", "a: 1\rnew: x\rb: 2\r", insert("a", "x")},
		{"no line break at the end", "a: 1", "a: 1\nnew: x", insert("", "x")},
		{"behind a block scalar", "a: |\n  b\n\nc: d\n", "a: |\n  b\nnew: x\n\nc: d\n", insert("a", "x")},
		{"behind one that keeps", "a: |+\n  b\n\nc: d\n", "a: |+\n  b\n\nnew: x\nc: d\n", insert("a", "x")},
		{"behind one that strips", "a: >-\n  b\n", "a: >-\n  b\nnew: x\n", insert("a", "x")},
		{"block scalar at the end", "a: |+\n  b", "a: |+\n  b\nnew: x", insert("a", "x")},
		{"behind a merge key", "x: &x {y: 1}\na:\n  <<: *x\n", "x: &x {y: 1}\na:\n  <<: *x\n  new: x\n", insert("", "x", "a")},
		{"first key anchored", "a:\n  &k b: 1\nc: *k\n", "a:\n  &k b: 1\n  new: x\nc: *k\n", insert("", "x", "a")},
		{"map anchored", "a: &m\n  b: 1\n", "a: &m\n  b: 1\n  new: x\n", insert("", "x", "a")},
		{"null", "a: # c\nb: 1\n", "a: # c\n  new: x\nb: 1\n", insert("", "x", "a")},
		{"null at the end", "a:", "a:\n  new: x", insert("", "x", "a")},
		{"null written", "a: null # c\nb: 1\n", "a: # c\n  new: x\nb: 1\n", insert("", "x", "a")},
		{"absent", "a: b\n", "", insert("", "x", "nowhere")},
		{"null in flow in block", "r: {a: , b: }\n", "r: {a: {new: x}, b: }\n", insert("", "x", "r", "a")},
		{"empty", "a: {}\nb: 1\n", "a:\n  new: x\nb: 1\n", insert("", "x", "a")},
		{"empty over lines", "a: { # c\n  }\n", "a: {new: x # c\n  }\n", insert("", "x", "a")},
		{"flow", "a: {b: 1, c: 2} # d\n", "a: {b: 1, new: {k: [v]}, c: 2} # d\n", insert("b", nested, "a")},
		{"flow over lines", "a: {\n  b: 1, # b\n  c: 2 # c\n}\n", "a: {\n  b: 1, # b\n  c: 2, # c\n  new: x\n}\n", insert("", "x", "a")},
		{"flow over lines, comma at the end", "a: {\n  b: 1, # b\n}\n", "a: {\n  b: 1, # b\n  new: x,\n}\n", insert("", "x", "a")},
		{"flow over lines, middle", "a: {\n  b: 1, # b\n  c: 2 }\n", "a: {\n  b: 1, # b\n  new: x,\n  c: 2 }\n", insert("b", "x", "a")},
		{"JSON tight", `{"a":{"b":1}}`, `{"a":{"b":1,"new":{"k":["v"]}}}`, insert("", nested, "a")},
		{"JSON loose", `{"a": {"b": 1, "c": 2}}`, `{"a": {"b": 1, "new": "x", "c": 2}}`, insert("b", "x", "a")},
		{
			"JSON pretty", "{\n  \"a\": {\n    \"b\": 1\n  }\n}\n",
			"{\n  \"a\": {\n    \"b\": 1,\n    \"new\": {\n      \"k\": [\n        \"v\"\n      ]\n    }\n  }\n}\n", insert("", nested, "a"),
		},
		{"JSON empty", `{"a":{}}`, `{"a":{"new": "x"}}`, insert("", "x", "a")},
		{"key without a value", "a: {b:\n}\n", "a: {b: , new: x\n}\n", insert("", "x", "a")},
		{"key that ends in a colon", "a: {b:}\n", "", insert("", "x", "a")},
		{"behind a tag alone", "a: {b: !!str }\n", "", insert("", "x", "a")},
		{"tagged", "a: !!map {b: 1}\n", "", insert("", "x", "a")},
		{"a scalar", "a: b\n", "", insert("", "x", "a")},
	} {
		c.run(t)
	}
}

func TestAppendFollowsTheSurface(t *testing.T) {
	item := Pairs{{"k", "v"}, {"l", Items{"w"}}}
	for _, c := range []editCase{
		{"indented", "a:\n  - b # c\n# d\nc: 1\n", "a:\n  - b # c\n  - k: v\n    l:\n      - w\n# d\nc: 1\n", appendTo(item, "a")},
		{"not indented", "a:\n- b\nc: 1\n", "a:\n- b\n- k: v\n  l:\n  - w\nc: 1\n", appendTo(item, "a")},
		{"anchored", "a: &l\n  - b\n", "a: &l\n  - b\n  - x\n", appendTo("x", "a")},
		{"last item empty", "a:\n  -\n", "a:\n  -\n  - x\n", appendTo("x", "a")},
		{"last item a block", "a:\n- |\n  b\n", "a:\n- |\n  b\n- x\n", appendTo("x", "a")},
		{"flow", "a: [b]\n", "a: [b, x]\n", appendTo("x", "a")},
		{"pair without a value", "a: [b: ]\n", "a: [b: , x]\n", appendTo("x", "a")},
		{"flow in quotes", `a: ["b", "c"]`, `a: ["b", "c", "x"]`, appendTo("x", "a")},
		{"flow over lines", "a: [\n    b,\n    c\n]\n", "a: [\n    b,\n    c,\n    x\n]\n", appendTo("x", "a")},
		{"empty", "a: [] # c\nb: 1\n", "a: # c\n  - x\nb: 1\n", appendTo("x", "a")},
		{"null", "a:\nb:\n- c\n", "a:\n- x\nb:\n- c\n", appendTo("x", "a")},
		{"JSON", `{"a":["b","c"]}`, `{"a":["b","c","x"]}`, appendTo("x", "a")},
	} {
		c.run(t)
	}
}

func TestDeleteTakesTheCommentsDirectlyAboveAndNoOthers(t *testing.T) {
	for _, c := range []editCase{
		{"first", "# file\n\n# about a\na: 1 # one\n# about b\nb: 2\n", "# file\n\n# about b\nb: 2\n", remove("a")},
		{"last", "a: 1\n  # in a\n# about b\nb:\n  # in b\n  c: 2\n# end\n", "a: 1\n  # in a\n# end\n", remove("b")},
		{"deeper comment above", "a:\n  b: 1\n  # deeper\nc: 2\nd: 3\n", "a:\n  b: 1\n  # deeper\nd: 3\n", remove("c")},
		{"item", "a:\n  # one\n  - 1\n  # two\n  - 2 # zwei\n  # three\n  - 3\n", "a:\n  # one\n  - 1\n  # three\n  - 3\n", removeItem(1, "a")},
		{"flow over lines", "a: {\n  b: 1, # b\n  # about c\n  c: 2, # c\n  d: 3 # d\n}\n", "a: {\n  b: 1, # b\n  d: 3 # d\n}\n", remove("a", "c")},
		{"last of flow", "a: [\n  b, # b\n  # about c\n  c # c\n]\n", "a: [\n  b # b\n]\n", removeItem(1, "a")},
		{"flow on one line, comment between", "a: [b, # b\n  c]\n", "", removeItem(0, "a")},
	} {
		c.run(t)
	}
}

func TestDeleteFollowsTheSurface(t *testing.T) {
	all := func(root *Node) ([]Edit, bool) { return Delete(root.At("a", "b"), root.At("a", "c")) }
	for _, c := range []editCase{
		{"only entry", "a:\n  b: 1\nc: 2\n", "a: {}\nc: 2\n", remove("a", "b")},
		{"all entries", "a:\n  b: 1\n  c: 2\nd: 3\n", "a: {}\nd: 3\n", all},
		{"all of all", "a: {b: 1, c: 2}\n", "a: {}\n", all},
		{"neighbors in flow", "a: {x: 0, b: 1, c: 2}\n", "a: {x: 0}\n", all},
		{"neighbors in block", "a:\n  b: 1\n  c: 2\n  x: 0\n", "a:\n  x: 0\n", all},
		{"first on a dash line", "a:\n- b: 1 # one\n  c: 2\n", "a:\n- c: 2\n", func(root *Node) ([]Edit, bool) {
			return Delete(root.Field("a").Items()[0].Field("b"))
		}},
		{"first on a dash line, comment below", "a:\n- b: 1\n\n  # about c\n  c: 2\n", "a:\n- # about c\n  c: 2\n", func(root *Node) ([]Edit, bool) {
			return Delete(root.Field("a").Items()[0].Field("b"))
		}},
		{"only one on a dash line", "a:\n- b: 1 # one\n- 2\n", "a:\n- {}\n- 2\n", func(root *Node) ([]Edit, bool) {
			return Delete(root.Field("a").Items()[0].Field("b"))
		}},
		{"no line break at the end", "a: 1\nb: 2", "a: 1\n", remove("b")},
		{"CRLF", "a: 1\r\nb: 2\r\nc: 3\r\n", "a: 1\r\nc: 3\r\n", remove("b")},
		{"block scalar", "a: |+\n  b\n\nc: 1\n", "c: 1\n", remove("a")},
		{"behind a block scalar", "a: |+\n  b\n\nc: 1", "a: |+\n  b\n\n", remove("c")},
		{"a comment would be swallowed", "a: |\n  b\nc: 1\n  # x\n", "", remove("c")},
		{"flow first", "a: {b: 1, c: 2}\n", "a: {c: 2}\n", remove("a", "b")},
		{"flow last", "a: {b: 1, c: 2}\n", "a: {b: 1}\n", remove("a", "c")},
		{"JSON", `{"a":{"b":1,"c":2}}`, `{"a":{"c":2}}`, remove("a", "b")},
		{"JSON pretty", "{\n  \"a\": 1,\n  \"b\": 2\n}\n", "{\n  \"a\": 1\n}\n", remove("b")},
		{"JSON pretty, first", "{\n  \"a\": 1,\n  \"b\": 2\n}\n", "{\n  \"b\": 2\n}\n", remove("a")},
		{"alias", "a: &x 1\nb: *x\n", "a: &x 1\n", remove("b")},
		{"in a tagged map", "a: !!map\n  b: 1\n  c: 2\n", "a: !!map\n  c: 2\n", remove("a", "b")},
		{"in a tagged list", "a: !!seq\n- 1\n- 2\n", "a: !!seq\n- 2\n", removeItem(0, "a")},
		{"anchor", "a: &x 1\nb: *x\n", "", remove("a")},
		{"merged", "x: &x {a: 1}\nb:\n  <<: *x\n  c: 2\n", "", remove("b", "a")},
		{"all but a merge key that brings nothing", "x: &x {}\nb:\n  <<: *x\n  c: 2\n", "", remove("b", "c")},
		{"hides a merged one", "x: &x {a: 1}\nb:\n  <<: *x\n  a: 2\n", "", remove("b", "a")},
		{"blank lines would be swallowed", "a: >+\n  b\nc: 1\n\n", "", remove("c")},
		{"a separator would be lost", "a: 1\rb: 2\n---\nc: 3\nd: 4\n", "a: 1\rb: 2\n---\nd: 4\n", remove("c")},
		{"a separator would come about", "a: b\r\nc:\r---\nd: e\n", "", remove("c")},
		{"question mark", "a: 1\n? b\n: c\nd: 2\n", "a: 1\nd: 2\n", remove("b")},
		{"question mark on its own line", "? a\n?\n  b\n", "", remove("b")},
		{"the one that counts of two", "a: 1\na: 2\nb: 3\n", "", remove("a")},
		{"the one that is lost", "a: 1\na: 2\nb: 3\n", "a: 2\nb: 3\n", func(root *Node) ([]Edit, bool) {
			return Delete(root.Document().Duplicates()[0].Lost)
		}},
	} {
		c.run(t)
	}
}

func prune(keys string, path ...string) func(*Node) ([]Edit, bool) {
	return func(root *Node) ([]Edit, bool) { return Prune(strings.Fields(keys), root.At(path...)) }
}

func TestPruneEmptiesAsFarUpAsItMay(t *testing.T) {
	for _, c := range []editCase{
		{"named", "a:\n  b: {c: 1}\nd: 2\n", "d: 2\n", prune("a b", "a", "b", "c")},
		{"the inner one", "a:\n  b:\n    c: 1\nd: 2\n", "a: {}\nd: 2\n", prune("b", "a", "b", "c")},
		{"the outer one alone", "a:\n  b:\n    c: 1\nd: 2\n", "a:\n  b: {}\nd: 2\n", prune("a", "a", "b", "c")},
		{"never an item", "a:\n  - b:\n      c: 1\n", "a:\n  - {}\n", func(root *Node) ([]Edit, bool) {
			return Prune([]string{"a", "b", ""}, root.Field("a").Items()[0].At("b", "c"))
		}},
		{"never the document", "a: {b: 1}\n", "", prune("a ", "a", "b")},
		{"comments", "a: # of a\n  # above\n  b: 1 # beside\n  # below\nc: 2\n", "a: {} # of a\n  # below\nc: 2\n", prune("", "a", "b")},
		{"flow over lines", "a: {\n  b: 1, # beside\n}\n", "a: {}\n", prune("", "a", "b")},
		{"JSON", `{"a":{"b":[1]},"c":[]}`, `{"a":{},"c":[]}`, prune("b", "a", "b")},
		{"anchored", "a: &x\n  b: 1\nc: 2\n", "", prune("", "a", "b")},
		{"aliased", "a: {b: &x 1}\nc: *x\n", "", prune("", "a", "b")},
		{"CRLF", "a:\r\n  b: 1\r\nc: 2\r\n", "a: {}\r\nc: 2\r\n", prune("", "a", "b")},
	} {
		c.run(t)
	}
}

func TestCommentedOutEntriesStayWithTheKeyOfTheirList(t *testing.T) {
	item := func(root *Node) ([]Edit, bool) {
		return Prune([]string{"a"}, &root.Field("a").Items()[0])
	}
	for _, c := range []editCase{
		{"above", "a: # of a\n  # - x\n  #   y\n  - b\nc: 1\n", "# a: # of a\n  # - x\n  #   y\nc: 1\n", item},
		{"behind the last", "a:\n- b\n# - x\n\n# about c\nc: 1\n", "# a:\n# - x\n\n# about c\nc: 1\n", item},
		{"behind an empty line", "a:\n  - b\n\n  # - x: {}\nc: 1\n", "# a:\n\n  # - x: {}\nc: 1\n", item},
		{"of the next entry", "a:\n  - b\n# c: 2\nc: 1\n", "# c: 2\nc: 1\n", item},
		{"prose", "a:\n  # what it is\n  - b\nc: 1\n", "c: 1\n", item},
		{"nothing else in the map", "a:\n  # - x\n  - b\n", "a: []\n  # - x\n", item},
		{"flow", "a: [\n  # {x: 1},\n  b,\n]\nc: 1\n", "a: [\n  # {x: 1},\n]\nc: 1\n", item},
		{"flow, beside the entry", "a: [\n  b, # [x]\n]\nc: 1\n", "c: 1\n", item},
		{"a dash before the key", "- a:\n    # - x\n    - b\n  c: 1\n", "- a: []\n    # - x\n  c: 1\n", func(root *Node) ([]Edit, bool) {
			return Prune([]string{"a"}, &root.Items()[0].Field("a").Items()[0])
		}},
		{"between two", "a:\n  - b\n  # - x\n  - c\nd: 1\n", "# a:\n  # - x\nd: 1\n", func(root *Node) ([]Edit, bool) {
			return Prune([]string{"a"}, &root.Field("a").Items()[0], &root.Field("a").Items()[1])
		}},
		{"one that stays", "a:\n  # - x\n  - b\n  - c\n", "a:\n  # - x\n  - c\n", item},
		{"in a map", "a:\n  # x: 1\n  b: 2\nc: 1\n", "# a:\n  # x: 1\nc: 1\n", prune("a", "a", "b")},
		{"below a text", "t: |\n  b\na:\n    # - x\n    - b\nc: 1\n", "t: |\n  b\n# a:\n    # - x\nc: 1\n", item},
	} {
		c.run(t)
	}
}

func TestApplyRejectsTwoEditsOfTheSameText(t *testing.T) {
	f := Parse("x", []byte("a: b\n"))
	for _, edits := range [][]Edit{
		{{Span: Span{3, 4}, New: "x"}, {Span: Span{3, 4}, New: "y"}},
		{{Span: Span{0, 0}, New: "x"}, {Span: Span{0, 0}, New: "y"}},
		{{Span: Span{0, 4}, New: ""}, {Span: Span{2, 2}, New: "y"}},
	} {
		if _, err := f.Apply(edits); !errors.Is(err, ErrConflict) {
			t.Errorf("%v: %v", edits, err)
		}
	}
}

func TestApplyWritesTheEncodingOfTheFile(t *testing.T) {
	for _, enc := range []encoding{utf8Plain, utf8BOM, utf16LE, utf16BE} {
		f := Parse("x", encode([]byte("# \U0001F600\na: é\n"), enc))
		edits, _ := f.Docs[0].Root().Field("a").SetText("ü/x")
		out, err := f.Apply(edits)
		if want := string(encode([]byte("# \U0001F600\na: \"ü/x\"\n"), enc)); err != nil || string(out) != want {
			t.Errorf("%d: %v, %q", enc, err, out)
		}
	}
	f := Parse("x", []byte("\xff\xfea\x00:\x00 \x00\x00\xd8"))
	edits, _ := f.Docs[0].Root().Field("a").Quote()
	if _, err := f.Apply(edits); f.Editable() || err == nil && len(edits) > 0 {
		t.Errorf("half a surrogate pair was written back as %v", err)
	}
	if f := Parse("x", []byte("\xff\xfea\x00:\x00 \x00b\x00c")); f.Editable() || f.Docs[0].Root().Field("a").String() != "b\uFFFD" {
		t.Errorf("half a character: %q, editable %v", f.Text(), f.Editable())
	}
}

func TestEditsOfSharedTextSaySo(t *testing.T) {
	root := Parse("x", []byte("a: &k {b: 1}\nc: *k\nd:\n  <<: *k\n")).Docs[0].Root()
	for _, path := range []string{"a b", "c b", "d b"} {
		if edits, ok := root.At(strings.Fields(path)...).SetText("2"); !ok || edits[0].Uses != 3 {
			t.Errorf("%s: %v", path, edits)
		}
	}
	if edits, ok := root.Field("a").Insert(nil, Pair{"x", "y"}); !ok || edits[0].Uses != 3 {
		t.Errorf("insert: %v", edits)
	}
}
