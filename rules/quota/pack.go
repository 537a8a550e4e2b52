package quota

import (
	"slices"

	"github.com/toolforge/tfk8s/lint"
)

// packDemands is Pack of ledgersOfRun.
func packDemands(p *lint.Pass, facts []lint.Fact) {
	demands := make([]demand, len(facts))
	var loads lint.Recent[*load] // few objects take what no other does
	for i := range facts {
		d := &demands[i]
		*d = *facts[i].Value.(*demand)
		d.namespace = p.Keep(d.namespace)
		load, seen := loads.Like(d.load, d.load.equals)
		if d.load = load; !seen {
			load.path = p.Keep(load.path)
		}
		facts[i].Value = d
	}
}

func (l *load) equals(o *load) bool {
	return slices.Equal(l.object, o.object) && slices.Equal(l.pod, o.pod) && l.settings == o.settings && l.path == o.path &&
		l.pods == o.pods && l.surge == o.surge && l.stuck == o.stuck && l.later == o.later && l.isPod == o.isPod
}
