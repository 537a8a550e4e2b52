package quota

import (
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

// A FileSlip is an amount with a wrong unit in the settings of a webservice.
type FileSlip struct {
	Node     *manifest.Node
	Readable bool // it is a quantity, but an implausible one
	Message  string
	Help     string    // "" if the fix is enough
	Fix      *lint.Fix // nil if it is uncertain what was meant
}

// FileSlips finds which of two amounts of a file have wrong units, and what was meant. Either node may be nil. The file calls the
// memory memoryKey.
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
		found[i] = FileSlip{x.node, x.decodes, explain(s, x), helpForSlip(s, x, fix), fix}
	}
	return found
}
