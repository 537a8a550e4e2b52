package quota

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/internal/javaheap"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed heap-over-limit.md
var heapOverLimitDoc string

var heapOverLimit = &lint.Rule{
	ID: "TFK615", Name: "heap-over-limit",
	Stage: lint.Runs, Severity: lint.Warning,
	Effect: "the cluster kills the container when the heap grows",
	Doc:    heapOverLimitDoc,
	Object: checkHeapOverLimit,
}

func checkHeapOverLimit(p *lint.Pass, _ *manifest.Object) {
	s := workload.Of(p)
	for i, container := range s.Containers() {
		start := javaheap.StartOf(container)
		heaps := start.Heaps()
		if len(heaps) == 0 {
			continue
		}
		has := grants(s)[i]
		limit, request := has.limits.Of("memory"), has.requests.Of("memory")
		own := container.At("resources", "limits", "memory")
		if !has.ok || limit == nil || request.Cmp(*limit) > 0 || IsSlip(s, own) {
			continue
		}
		name := "the memory limit"
		if own.IsNull() {
			name = "the default memory limit"
		}
		for j := range heaps {
			if x := heaps[j].Check(limit, s.Bounds.Most.Of("memory"), name); x != nil {
				found := p.At(x.Node, nil, "%s", x.Message).Help("%s", x.Help("resources.limits.memory"))
				if x.Effect != "" {
					found.Effect("%s", x.Effect)
				}
				break // one of several commands is enough
			}
		}
	}
}
