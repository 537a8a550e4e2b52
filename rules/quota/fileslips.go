package quota

import (
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

// A FileSlip is an amount with a wrong unit in a file of settings, which is no object.
type FileSlip struct {
	Node     *manifest.Node
	Readable bool // it is a quantity, if one that nobody can mean
	Message  string
	Help     string    // "" where the fix says it
	Fix      *lint.Fix // nil where what was meant is not certain
}

// FileSlips finds the amounts of a file whose units are wrong, and what was meant. Either may be nil; memoryKey is how the
// file calls the memory.
func FileSlips(s *workload.Settings, cpu, memory *manifest.Node, memoryKey string) []FileSlip {
	var all []slip
	add := func(name string, n *manifest.Node) {
		if !n.Exists() {
			return
		}
		value, decodes := Quantity(n)
		a := amount{node: n, resource: name, value: &value}
		x := newSlip(a, decodes)
		x.memoryKey = memoryKey
		if decodes && isImplausible(s, a) || !decodes && x.isReadable() {
			all = append(all, x)
		}
	}
	add("cpu", cpu)
	add("memory", memory)
	readAll(s, all)
	found := make([]FileSlip, len(all))
	for i := range all {
		x := &all[i]
		fix := fixOfSlip(x)
		found[i] = FileSlip{x.node, x.decodes, explain(s, x), wayOutOf(s, x, fix), fix}
	}
	return found
}
