package quota

import (
	"encoding/binary"
	"slices"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/rules/workload"
)

// sharedDemand returns the demand of an object as a fact that shares its load with others.
func sharedDemand(p *lint.Pass, s *workload.Object) *demand {
	d := demandOf(s)
	if d == nil {
		return nil
	}
	own := *d
	own.namespace = p.Keep(d.namespace)
	if len(d.creators) == 0 {
		own.load = lint.Share(p, (*load).key, d.load)
	}
	return lint.New(p, own)
}

// key is the same for equal loads.
func (l *load) key() [2]any {
	text := make([]byte, 0, 128)
	for _, a := range slices.Concat(l.object, []int64{-1}, l.pod) {
		text = binary.AppendVarint(text, a)
	}
	return [2]any{l.traits, string(text)}
}

// set sets the amount of a row of the quota.
func (l *load) set(rows *[]int64, row int, value int64) {
	if *rows == nil {
		*rows = make([]int64, len(l.settings.Policy.Quota))
	}
	(*rows)[row] = value
}

// MovedBy returns the demand of an object that is some bytes further on.
func (d *demand) MovedBy(bytes int) *demand {
	return &demand{load: d.load, namespace: d.namespace, name: d.name.MovedBy(bytes), place: d.place.MovedBy(bytes)}
}
