package rules

import (
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

// Others are at work on the documents before, so nobody may look at these.
func TestEachDocumentBehindTheFirstOfAServiceManifestIsReported(t *testing.T) {
	src := strings.Repeat("# nothing\n---\n", 200) + strings.Repeat("cpu: 1\n---\n", 200)
	found := lint.Run(Config(workload.NewSettings(), All), []*manifest.File{manifest.Parse("service.manifest", []byte(src))}).Diagnostics
	for i, d := range found {
		if d.Object.Document != 201+i || !strings.Contains(d.Effect, "reads one document") {
			t.Errorf("document %d: %s", d.Object.Document, d.Message)
		}
	}
	if len(found) != 199 {
		t.Errorf("%d findings", len(found))
	}
}
