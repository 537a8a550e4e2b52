package security_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/security"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

// Toolforge allows no host ports, but the policy of another cluster may allow some.
func TestThePolicyMayOpenPortsOfTheNode(t *testing.T) {
	policy := *schemas.Toolforge()
	policy.PodSecurity.HostPorts = []schemas.IDRange{{Min: 8000, Max: 8010}}
	settings := workload.NewSettings()
	settings.Policy = &policy
	for _, c := range []struct {
		spec, ports string
		rejected    []string
	}{
		{"", "[{containerPort: 80, hostPort: 8000}, {containerPort: 80, hostPort: 8010}]", nil},
		{"", "[{containerPort: 8001, hostPort: 7999}, {containerPort: 8001, hostPort: 8011}]", []string{"7999", "8011"}},
		{"", "[{containerPort: 9000}, {containerPort: 9000, hostPort: 0}]", nil},
		{"hostNetwork: true, ", "[{containerPort: 8000}, {containerPort: 8010, hostPort: 8010}]", nil},
		{"hostNetwork: true, ", "[{containerPort: 8000}, {containerPort: 9000}, {containerPort: 9001, hostPort: 9001}]", []string{"9000", "9001"}},
	} {
		text := fmt.Sprintf("apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {%scontainers: [{name: a, ports: %s}]}\n", c.spec, c.ports)
		f := manifest.Parse("pod.yaml", []byte(text))
		var rejected []string
		for _, d := range lint.Run(rules.Config(settings, []*lint.Rule{security.HostPort}), []*manifest.File{f}).Diagnostics {
			rejected = append(rejected, string(f.Text()[d.Span.Start:d.Span.End]))
		}
		if !slices.Equal(rejected, c.rejected) {
			t.Errorf("%s the ports %s: rejected %q, want %q", c.spec, c.ports, rejected, c.rejected)
		}
	}
}
