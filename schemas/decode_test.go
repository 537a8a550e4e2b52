package schemas

import "testing"

// What a run costs that looks at one Deployment.
func BenchmarkFirstLookup(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		newBundle(openapiText, laterText, resourcesText).Lookup(GVK{"apps", "v1", "Deployment"})
	}
}

func BenchmarkEveryKind(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		bundle := newBundle(openapiText, laterText, resourcesText)
		for _, r := range bundle.Resources() {
			bundle.Lookup(r.GVK)
		}
	}
}
