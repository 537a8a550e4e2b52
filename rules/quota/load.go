package quota

import (
	"encoding/binary"

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

// A loadKey is the same for equal loads.
type loadKey struct {
	traits
	object, pod string
}

func (l *load) key() loadKey { return loadKey{l.traits, textOf(l.object), textOf(l.pod)} }

// textOf returns the same text for equal amounts.
func textOf(amounts []int64) string {
	text := make([]byte, 0, 128)
	for _, a := range amounts {
		text = binary.AppendVarint(text, a)
	}
	return string(text)
}

// set sets the amount of a row of the quota.
func (l *load) set(rows *[]int64, row int, value int64) {
	if *rows == nil {
		*rows = make([]int64, len(l.settings.Policy.Quota))
	}
	(*rows)[row] = value
}
