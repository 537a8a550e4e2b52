package lint

import (
	"testing"

	"github.com/toolforge/tfk8s/lint/manifest"
)

func TestAFindingSaysWhatHappensBecauseOfIt(t *testing.T) {
	job, silent := &manifest.ID{Kind: "Job"}, &Rule{}
	for want, d := range map[string]Diagnostic{
		"kubectl cannot read the file":                     {Stage: Parse},
		"the file cannot be read":                          {Stage: Parse, Foreign: true},
		"the pods made from it are rejected":               {Stage: Pods, Foreign: true},
		"kubectl rejects the file":                         {Stage: Kubectl, Object: job},
		"the API server rejects the Job":                   {Stage: API, Object: job},
		"the API server rejects the object":                {Stage: API, Object: &manifest.ID{}},
		"the Job is created, but its pods are rejected":    {Stage: Pods, Severity: Error, Object: job},
		"the Job is created, but its pods may be rejected": {Stage: Pods, Severity: Warning, Object: job},
		"the object is created, but its pods are rejected": {Stage: Pods, Severity: Error},
		"accepted, but it will not work as intended":       {Stage: Runs, Severity: Error, Object: job},
		"accepted, but it may not work as intended":        {Stage: Runs, Severity: Warning, Object: job},
		"what the rule says":                               {Stage: API, Rule: &Rule{Effect: "what the rule says"}},
		"what the finding says":                            {Effect: "what the finding says", Rule: &Rule{Effect: "what the rule says"}},
		"":                                                 {Stage: Advice, Object: job},
	} {
		if d.Rule == nil {
			d.Rule = silent
		}
		if got := d.Consequence(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
