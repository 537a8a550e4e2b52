package lint_test

import (
	"fmt"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

func Example() {
	unnamed := &lint.Rule{
		ID: "X1", Name: "unnamed", Severity: lint.Error,
		Object: func(p *lint.Pass, o *manifest.Object) {
			if o.Name == "" {
				p.Missing(o.Root, "metadata.name", nil, "the %s has no name", o.Kind)
			}
		},
	}
	// A Set rule looks at a value that is computed from the facts about all objects.
	kind := func(_ *lint.Pass, o *manifest.Object) (string, bool) { return o.Kind, o.Kind != "" }
	count := func(facts []*lint.Fact[string]) map[string]int {
		counts := map[string]int{}
		for _, f := range facts {
			counts[f.Value]++
		}
		return counts
	}
	lonely := &lint.Rule{
		ID: "X2", Name: "no-service", Severity: lint.Warning,
		Set: lint.Gather(kind, count).Check(func(p *lint.Pass, counts map[string]int) {
			if counts["Service"] == 0 {
				fmt.Println("there is no Service among", counts)
			}
		}),
	}
	f := manifest.Parse("web.yaml", []byte("kind: Deployment\n---\nkind: Pod\nmetadata: {name: web}\n"))
	r := lint.Run(&lint.Config{Rules: []*lint.Rule{unnamed, lonely}}, []*manifest.File{f})
	for _, d := range r.Diagnostics {
		fmt.Printf("%s:%d: %s [%s]\n", d.File.Name, d.File.Position(d.Span.Start).Line, d.Message, d.Rule.Name)
	}
	// Output:
	// there is no Service among map[Deployment:1 Pod:1]
	// web.yaml:1: the Deployment has no name [unnamed]
}
