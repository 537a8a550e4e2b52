package podpreset_test

import (
	"fmt"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/podpreset"
	"github.com/toolforge/tfk8s/rules/workload"
)

// What the PodPreset does to a pod: it is applied, the label is missing, or HOME conflicts with it.
func ExampleOutcomeOf() {
	f := manifest.Parse("pods.yaml", []byte(`---
{apiVersion: v1, kind: Pod, metadata: {namespace: tool-fern, labels: {toolforge: tool}}, spec: {containers: [{name: a}]}}
---
{apiVersion: v1, kind: Pod, metadata: {namespace: tool-fern}, spec: {containers: [{name: b}]}}
---
{apiVersion: v1, kind: Pod, metadata: {namespace: tool-fern, labels: {toolforge: tool}}, spec: {containers: [{name: c, env: [{name: HOME, value: /tmp}]}]}}
`))
	for _, d := range f.Docs {
		for _, o := range d.Objects() {
			fmt.Println(podpreset.OutcomeOf(rules.Prepare(workload.NewSettings(), o)))
		}
	}
	// Output:
	// applied
	// not-selected
	// conflict
}
