package manifest

import "testing"

func TestAnEntryIsInsertedAboveTheFirst(t *testing.T) {
	first := func(root *Node) ([]Edit, bool) { return InsertFirst(root.Field("a"), Pair{"new", "x"}) }
	for _, c := range []editCase{
		{"block", "a:\n  b: 1 # b\n  c: 2\n", "a:\n  new: x\n  b: 1 # b\n  c: 2\n", first},
		{"below comments about the map", "a:\n # a\n  # about b\n  b: 1\n", "a:\n # a\n  new: x\n  # about b\n  b: 1\n", first},
		{"flow", "a: {b: 1}\n", "a: {new: x, b: 1}\n", first},
		{"JSON", `{"a":{"b":1}}`, `{"a":{"new":"x","b":1}}`, first},
		{"nothing there", "a: {}\n", "a:\n  new: x\n", first},
		{"behind an anchor", "a: &k\n  b: 1\n", "a: &k\n  new: x\n  b: 1\n", first},
		{"a key with an anchor", "a:\n  &k b: 1\n", "a:\n  new: x\n  &k b: 1\n", first},
		{"a key with a question mark", "a:\n  ? b\n  : 1\n", "", first},
		{"a key below its question mark", "a:\n  ?\n    b\n  : 1\n", "", first},
		{"a key over lines", "a:\n  ? |\n    b\n  : 1\n", "", first},
		{"a key with a question mark in flow style", "a: {? b, c: 1}\n", "", first},
		{"an alias", "k: &k {b: 1}\na: *k\n", "", first},
		{"a merged entry", "k: &k {b: 1}\na:\n  <<: *k\n", "", first},
		{"an entry that is merged in place", "a:\n  <<: {b: 1}\n  c: 2\n", "", first},
		{"a tagged key", "a:\n  !!str b: 1\n", "", first},
	} {
		c.run(t)
	}
}
