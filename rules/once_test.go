package rules_test

import (
	"slices"
	"testing"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/workload"
)

// onceOf lints a manifest and returns the findings of a rule.
func onceOf(t *testing.T, src, rule string) []lint.Diagnostic {
	t.Helper()
	f := manifest.Parse("in.yaml", []byte(src))
	found := lint.Run(rules.Config(workload.NewSettings(), rules.All), []*manifest.File{f}).Diagnostics
	return slices.DeleteFunc(found, func(d lint.Diagnostic) bool { return d.Rule.Name != rule })
}

func TestAnUnknownFieldNamesTheRequiredOneThatItWasWrittenFor(t *testing.T) {
	const src = `apiVersion: apps/v1
kind: Deployment
metadata: {name: sifter, namespace: tool-sifter}
spec:
  selector: {matchLabels: {app: sifter}}
  temlpate: {}
`
	found := onceOf(t, src, "unknown-field")
	if len(found) != 1 || !namesPath(found[0], "spec.template") {
		t.Errorf("got %+v", found)
	}
	if more := onceOf(t, src, "missing-field"); len(more) > 0 {
		t.Errorf("it is said again: %s", more[0].Message)
	}
}
