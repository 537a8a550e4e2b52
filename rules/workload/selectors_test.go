package workload

import (
	"fmt"
	"testing"

	"github.com/toolforge/tfk8s/lint/manifest"
)

func TestASelectorThatTheServerRejectsMatchesNothing(t *testing.T) {
	for selector, want := range map[string]string{
		"{matchLabels: {a: b}}": "[a=b] true",
		"{}":                    "[] true",
		"{matchExpressions: [{key: a, operator: In, values: [b, c]}, {key: d, operator: Exists}]}": "[a in (b, c) d] true",
		"{matchExpressions: [{key: a, operator: NotIn, values: [b]}]}":                             "[a notin (b)] true",
		"{matchExpressions: [{key: a, operator: DoesNotExist}]}":                                   "[!a] true",

		"{matchLabels: {a: 1}}":        "[] false",
		"{matchLabels: {a b: c}}":      "[] false",
		"{matchLabels: [a]}":           "[] false",
		"{matchExpressions: {key: a}}": "[] false",
		"{matchExpressions: [{key: a, operator: Equals, values: [b]}]}":    "[] false",
		"{matchExpressions: [{key: a, operator: In}]}":                     "[] false",
		"{matchExpressions: [{key: a, operator: NotIn, values: []}]}":      "[] false",
		"{matchExpressions: [{key: a, operator: Exists, values: [b]}]}":    "[] false",
		"{matchExpressions: [{key: a, operator: In, values: [b c]}]}":      "[] false",
		"{matchExpressions: [{key: a b, operator: Exists}]}":               "[] false",
		"{matchLabels: {a: b}, matchExpressions: [{key: c, operator: X}]}": "[] false",
	} {
		all, ok := labelRequirements(manifest.Parse("a.yaml", []byte("selector: "+selector)).Docs[0].Root().Field("selector"))
		texts := []string{}
		for i := range all {
			texts = append(texts, all[i].String())
		}
		if got := fmt.Sprint(texts, ok); got != want {
			t.Errorf("%s: %s, not %s", selector, got, want)
		}
	}
}
