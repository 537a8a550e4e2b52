package convert_test

import (
	"testing"

	"github.com/toolforge/tfk8s/convert"
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/lint/manifest/generate"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/workload"
)

// BenchmarkConvert converts single objects, with and without something to fix, and lints the same objects for comparison.
func BenchmarkConvert(b *testing.B) {
	cfg := rules.Config(workload.NewSettings(), rules.All)
	options := &convert.Options{Config: cfg, Pin: rules.Pin}
	for name, mix := range map[string]generate.Mix{"legacy": generate.Legacy, "migrated": generate.Migrated} {
		w := generate.New(1, mix)
		var objects [][]byte
		size := 0
		for range 100 {
			objects = append(objects, w.Next())
			size += len(objects[len(objects)-1])
		}
		run := func(what string, do func(*manifest.File)) {
			b.Run(what+"/"+name, func(b *testing.B) {
				b.ReportAllocs()
				b.SetBytes(int64(size))
				for b.Loop() {
					for _, src := range objects {
						do(manifest.Parse("job.yaml", src))
					}
				}
			})
		}
		run("lint", func(f *manifest.File) { lint.File(cfg, f) })
		run("convert", func(f *manifest.File) {
			if _, err := convert.File(options, f); err != nil {
				b.Fatal(err)
			}
		})
	}
}
