package lint_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

// There may be very many groups, so the whole of one is given up before the next one is computed.
func TestAllRulesLookAtAGroupBeforeTheNextOneIsComputed(t *testing.T) {
	var steps []string
	byKind := func(facts []*lint.Fact[string]) (groups [][]*lint.Fact[string]) {
		for len(facts) > 0 {
			isOther := func(f *lint.Fact[string]) bool { return f.Value != facts[0].Value }
			groups = append(groups, slices.DeleteFunc(slices.Clone(facts), isOther))
			facts = slices.DeleteFunc(facts, func(f *lint.Fact[string]) bool { return f.Value == groups[len(groups)-1][0].Value })
		}
		return groups
	}
	kind := func(_ *lint.Pass, o *manifest.Object) (string, bool) { return o.Kind, true }
	g := lint.GatherBy(kind, byKind, func(facts []*lint.Fact[string]) int {
		steps = append(steps, facts[0].Value)
		return len(facts)
	})
	count := func(_ *lint.Pass, n int) { steps = append(steps, fmt.Sprint(n)) }
	cfg := &lint.Config{Rules: []*lint.Rule{{ID: "X1", Set: g.Check(count)}, {ID: "X2", Set: g.Check(count)}}}
	found(cfg, "kind: Pod\n---\nkind: Service\n---\nkind: Pod\n")
	if want := []string{"Pod", "2", "2", "Service", "1", "1"}; !slices.Equal(steps, want) {
		t.Errorf("%q, want %q", steps, want)
	}
}
