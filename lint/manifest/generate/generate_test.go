package generate_test

import (
	"bytes"
	"testing"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/lint/manifest/generate"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/workload"
)

func TestTheSameSeedWritesTheSameManifests(t *testing.T) {
	const size = 50_000
	stream := func(seed uint64) []byte { return generate.New(seed, generate.Mixed).Stream(size) }
	if !bytes.Equal(stream(7), stream(7)) {
		t.Error("one seed wrote two streams")
	}
	if bytes.Equal(stream(7), stream(8)) {
		t.Error("two seeds wrote one stream")
	}
}

func TestMigratedManifestsAreFineAndLegacyOnesAreNot(t *testing.T) {
	for _, mix := range []generate.Mix{generate.Migrated, generate.Legacy} {
		w := generate.New(1, mix)
		for range 100 {
			f := manifest.Parse("job.yaml", w.Next())
			errors := 0
			for _, d := range lint.Run(rules.Config(workload.NewSettings(), rules.All), []*manifest.File{f}).Diagnostics {
				if d.Severity == lint.Error {
					errors++
				}
			}
			if errors > 0 == (mix == generate.Migrated) {
				t.Fatalf("%d errors in\n%s", errors, f.Src)
			}
		}
	}
}

func TestAllManifestsCanBeOfOneTool(t *testing.T) {
	for _, w := range []*generate.Writer{generate.New(3, generate.Migrated), generate.NewOfTool("greeter", 3, generate.Migrated)} {
		namespaces, names := map[string]bool{}, map[string]bool{}
		for _, d := range manifest.Parse("all.yaml", w.Stream(20_000)).Docs {
			for _, o := range d.Objects() {
				namespaces[o.Namespace], names[o.Name] = true, true
			}
		}
		if isOne := namespaces["tool-greeter"]; isOne != (len(namespaces) == 1) || len(names) < 10 {
			t.Errorf("%d objects are in %d namespaces", len(names), len(namespaces))
		}
	}
}
