package rules

import (
	"bytes"
	"slices"
	"testing"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/lint/manifest/generate"
	"github.com/toolforge/tfk8s/rules/kubectl"
	"github.com/toolforge/tfk8s/rules/validation"
	"github.com/toolforge/tfk8s/rules/workload"
)

// benchObjects is how many objects an operation of the benchmarks looks at.
const benchObjects = 200

// generated is a file of objects as tools have them.
func generated(mix generate.Mix) *manifest.File {
	var src []byte
	for w, n := generate.New(1, mix), 0; n < benchObjects; n++ {
		src = append(append(src, "---\n"...), w.Next()...)
	}
	return manifest.Parse("generated.yaml", src)
}

var mixes = []struct {
	name string
	mix  generate.Mix
}{{"legacy", generate.Legacy}, {"migrated", generate.Migrated}}

// BenchmarkRules runs rules over documents that are parsed: "all" of them, "none", which is what each of the others has
// to be compared with, and every one by itself.
func BenchmarkRules(b *testing.B) {
	b.Run("all", func(b *testing.B) { benchmarkRules(b, All) })
	b.Run("none", func(b *testing.B) { benchmarkRules(b, nil) })
	for _, rule := range All {
		b.Run(rule.Name, func(b *testing.B) { benchmarkRules(b, []*lint.Rule{rule}) })
	}
}

func benchmarkRules(b *testing.B, run []*lint.Rule) {
	for _, m := range mixes {
		b.Run(m.name, func(b *testing.B) {
			cfg := Config(workload.NewSettings(), run)
			cfg.Done, cfg.TitlesOnly = func(*manifest.Document, []lint.Diagnostic) {}, true
			f := generated(m.mix)
			lint.Run(cfg, []*manifest.File{f}) // parses
			b.ReportAllocs()
			for b.Loop() {
				lint.Run(cfg, []*manifest.File{f})
			}
			perObject(b)
		})
	}
}

// BenchmarkParts times what takes longest of the rules by itself.
func BenchmarkParts(b *testing.B) {
	parts := []struct {
		name string
		do   func(*workload.Object)
	}{
		{"schema", func(s *workload.Object) { kubectl.Validate(s.Root(), s.Bundle.Lookup(s.GVK), nil) }},
		{"validation", func(s *workload.Object) { validation.Object(s.Object, s.GVK, func(validation.Problem) {}) }},
	}
	for _, part := range parts {
		for _, m := range mixes {
			b.Run(part.name+"/"+m.name, func(b *testing.B) {
				cfg := Config(workload.NewSettings(), nil)
				var subjects []*workload.Object
				for _, d := range generated(m.mix).Docs {
					for _, o := range d.Objects() {
						subjects = append(subjects, cfg.Prepare(o).(*workload.Object))
					}
				}
				b.ReportAllocs()
				for b.Loop() {
					for _, s := range subjects {
						part.do(s)
					}
				}
				perObject(b)
			})
		}
	}
}

func perObject(b *testing.B) {
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/benchObjects, "ns/object")
}

// BenchmarkEdit shows what an editor waits for after a change of one document in a file of a megabyte: "file" judges all of it, "update"
// only what has changed and then all objects together, and "document" only the changed one, without the rules about all objects.
func BenchmarkEdit(b *testing.B) {
	cfg := Config(workload.NewSettings(), All)
	src := generate.New(1, generate.Mixed).Stream(1 << 20)
	b.Run("file", func(b *testing.B) {
		for b.Loop() {
			lint.Run(cfg, []*manifest.File{manifest.Parse("bot.yaml", src)})
		}
	})
	b.Run("update", func(b *testing.B) {
		versions := [][]byte{src, slices.Insert(slices.Clone(src), len(src)/2+bytes.IndexByte(src[len(src)/2:], '\n'), []byte(" # x")...)}
		last := lint.Update(cfg, nil, manifest.Parse("bot.yaml", src))
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			last = lint.Update(cfg, &last, manifest.Parse("bot.yaml", versions[i%2]))
			lint.Merge(cfg, []lint.FileResult{last.Clone()})
		}
	})
	b.Run("document", func(b *testing.B) {
		for b.Loop() {
			f := manifest.Parse("bot.yaml", src)
			changed := len(f.Docs) / 2
			result := lint.Documents(cfg, f, f.Docs[changed:changed+1])
			result.Findings(cfg)
		}
	})
}
