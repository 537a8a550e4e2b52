package kubectl

import (
	"fmt"
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/schemas"
)

const typicalDeployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: relay
  namespace: tool-relay
  labels: {name: relay}
spec:
  replicas: 1
  selector:
    matchLabels: {name: relay}
  template:
    metadata:
      labels: {name: relay, toolforge: tool}
    spec:
      containers:
        - name: relay
          image: docker-registry.tools.wmflabs.org/toolforge-python37-sssd-base:latest
          command: ["/data/project/relay/run.sh"]
          workingDir: /data/project/relay
          env:
            - {name: LANG, value: C.UTF-8}
            - {name: HOME, value: /data/project/relay}
          ports:
            - {containerPort: 8000, name: http, protocol: TCP}
          resources:
            requests: {cpu: 150m, memory: 256Mi}
            limits: {cpu: 500m, memory: 512Mi}
          livenessProbe:
            httpGet: {path: /healthz, port: 8000}
            initialDelaySeconds: 10
`

// manyVariables is the same with a long list.
func manyVariables(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "            - {name: V%d, value: \"%d\"}\n", i, i)
	}
	return strings.Replace(typicalDeployment, "          ports:\n", b.String()+"          ports:\n", 1)
}

func deployment(t testing.TB, src string) (*manifest.Node, *schemas.Schema) {
	t.Helper()
	root := manifest.Parse("relay.yaml", []byte(src)).Docs[0].Objects()[0].Root
	schema := schemas.Kubernetes().Lookup(schemas.GVK{Group: "apps", Version: "v1", Kind: "Deployment"})
	if found := Validate(root, schema, nil).Found; len(found) != 0 {
		t.Fatalf("%s: kubectl lets it pass", found[0].Node.Path())
	}
	return root, schema
}

func TestValidateAllocatesNothingForWhatPasses(t *testing.T) {
	root, schema := deployment(t, typicalDeployment)
	if n := testing.AllocsPerRun(100, func() { Validate(root, schema, nil) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkSchema(b *testing.B) {
	for name, src := range map[string]string{"deployment": typicalDeployment, "10000-variables": manyVariables(10_000)} {
		root, schema := deployment(b, src)
		b.Run(name+"/validate", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Validate(root, schema, nil)
			}
		})
		b.Run(name+"/touch", func(b *testing.B) { // to compare with
			for b.Loop() {
				touch(root)
			}
		})
	}
}

func touch(n *manifest.Node) int {
	kids, nodes := n.Children(), 1
	for i := range kids {
		nodes += touch(&kids[i])
	}
	return nodes
}
