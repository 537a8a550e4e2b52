package quota

import (
	_ "embed"
	"slices"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/internal/javaheap"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

//go:embed no-resources-jvm.md
var noResourcesJVMDoc string

var noResourcesJVM = &lint.Rule{
	ID: "TFK609", Name: "no-resources-jvm",
	Stage: lint.Runs, Severity: lint.Warning,
	Doc:    noResourcesJVMDoc,
	Object: checkNoResourcesJVM,
}

// checkNoResourcesJVM treats a limit that equals the default like none, because convert writes the defaults.
func checkNoResourcesJVM(p *lint.Pass, _ *manifest.Object) {
	s := workload.Of(p)
	for _, image := range s.Images() {
		if !isHungry(s.Settings, image.Match.Row) {
			continue
		}
		def := Bound(s.Policy.LimitRange.Default.Memory)
		limits, requests, ok := Effective(s.Settings, image.Container)
		limit, request := limits.Of("memory"), requests.Of("memory")
		if !ok || limit == nil || limit.Cmp(def) != 0 || request.Cmp(*limit) > 0 || setsHeap(image.Container) {
			continue
		}
		at := image.Container.At("resources", "limits", "memory")
		if !at.Exists() {
			at = image.Node
		}
		p.Report(lint.Report{Span: at.ValueMark(), Path: image.Container.ChildPath("resources.limits.memory")},
			"image %s usually needs more memory than %s, the default limit", image.Ref.Name, limit).
			Effect("the cluster kills a container that exceeds its limit; the %s set none", s.Policy.Legacy.Title).
			Help("set resources.limits.memory; webservice used %s on the %s", s.Policy.Webservice.LegacyJVM.Memory, s.Policy.Legacy.Title)
	}
}

// isHungry reports whether programs with the runtime of an image need more memory than the default.
func isHungry(s *workload.Settings, row *schemas.Image) bool {
	return row != nil && slices.ContainsFunc(s.Policy.Images.Hungry, func(h schemas.Hungry) bool { return h.Language == row.Language })
}

// setsHeap reports whether a container sets the heap of Java, which heap-over-limit compares with the limit.
func setsHeap(container *manifest.Node) bool {
	start := javaheap.StartOf(container)
	return len(start.Heaps()) > 0
}
