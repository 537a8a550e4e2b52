package complete_test

import (
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/project"
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

// TestProposedFieldsExist accepts each proposal for a new line of a manifest, and looks for fields that lint does not know there.
func TestProposedFieldsExist(t *testing.T) {
	const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: bot
  labels:
    app: bot
spec:
  selector:
    matchLabels:
      app: bot
  template:
    spec:
      containers:
      - name: main
        env:
        - name: A
          value: b
        securityContext:
          privileged: false
      volumes:
      - name: tmp
        emptyDir: {}
`
	cfg := project.Defaults().Config
	accepted := 0
	lines := strings.SplitAfter(deployment, "\n")
	for i := 1; i < len(lines); i++ {
		above := lines[i-1]
		if strings.HasSuffix(above, ":\n") { // the lines below belong to it
			continue
		}
		indent := len(above) - len(strings.TrimLeft(above, " -"))
		src := strings.Join(lines[:i], "") + strings.Repeat(" ", indent) + "^\n" + strings.Join(lines[i:], "")
		items, _ := at("bot.yaml", src)
		for _, item := range items {
			accepted++
			made := choose("bot.yaml", src, item.Label)
			for _, d := range lint.Run(cfg, []*manifest.File{manifest.Parse("bot.yaml", []byte(made))}).Diagnostics {
				if d.Rule.Name == "unknown-field" || d.Rule.Name == "duplicate-key" || d.Rule.Name == "field-after-1.15" || d.Rule.Name == "removed-field" {
					t.Errorf("line %d, %s: %s", i, item.Label, d.Message)
				}
			}
		}
	}
	if accepted < 50 {
		t.Errorf("there are only %d proposals", accepted)
	}
}
