package convert_test

import (
	"slices"
	"testing"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

func TestRemovalsMayComeInAnyOrder(t *testing.T) {
	cfg := directions()["there"]
	all := slices.DeleteFunc(samples(t), func(s sample) bool {
		r := lint.Run(cfg, []*manifest.File{manifest.Parse(s.file, []byte(s.text))})
		return !slices.ContainsFunc(r.Diagnostics, func(d lint.Diagnostic) bool { return d.Fix != nil && d.Fix.Removes })
	})
	if len(all) == 0 {
		t.Error("no sample has an object to remove")
	}
	reportFailures(t, all, tryOrders)
}
