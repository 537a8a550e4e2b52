package ingress_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/ingress"
	"github.com/toolforge/tfk8s/rules/workload"
)

func TestAServiceWithoutPodsListsSomeOfTheRun(t *testing.T) {
	src := "apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {selector: {name: web}, ports: [{port: 80}]}\n"
	for i := range ingress.PodsShown + 2 {
		src += fmt.Sprintf("---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: d%d}\nspec: {template: {metadata: {labels: {name: d%[1]d}}}}\n", i)
	}
	cfg := rules.Config(workload.NewSettings(), []*lint.Rule{ingress.ServiceSelector})
	found := lint.Run(cfg, []*manifest.File{manifest.Parse("x.yaml", []byte(src))}).Diagnostics
	if len(found) != 1 || len(found[0].Related) != ingress.PodsShown {
		t.Fatalf("found %v", found)
	}
	if last := found[0].Related[ingress.PodsShown-1].Message; !strings.HasSuffix(last, "name=d9; 2 more workloads with other labels") {
		t.Error(last)
	}
}
