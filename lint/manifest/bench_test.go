package manifest

import (
	"bytes"
	"errors"
	"io"
	"testing"

	"sigs.k8s.io/kustomize/kyaml/yaml"
)

const deployment = `# The web server of the tool.
apiVersion: apps/v1
kind: Deployment
metadata:
  name: example-web
  namespace: tool-example
  labels:
    name: example-web
    toolforge: tool
spec:
  replicas: 1
  selector:
    matchLabels:
      name: example-web
      toolforge: tool
  template:
    metadata:
      labels:
        name: example-web
        toolforge: tool
    spec:
      containers:
        - name: webservice
          image: registry.example.org/toolforge-python37-sssd-web:latest
          command: ["/usr/bin/webservice-runner", "--type", "uwsgi-python", "--port", "8000"]
          workingDir: /data/project/example/ # home
          env:
            - name: HOME
              value: /data/project/example/
          ports:
            - containerPort: 8000
              name: http
              protocol: TCP
          resources:
            limits: {cpu: "0.5", memory: 512Mi}
`

func inputs() map[string][]byte {
	return map[string][]byte{
		"one":     []byte(deployment),
		"1MB":     bytes.Repeat([]byte("---\n"+deployment), 1<<20/len(deployment)),
		"oneCRLF": bytes.ReplaceAll([]byte(deployment), []byte("\n"), []byte("\r\n")),
	}
}

// BenchmarkParse reads files to the trees of all documents.
func BenchmarkParse(b *testing.B) {
	for name, src := range inputs() {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(src)))
			b.ReportAllocs()
			for b.Loop() {
				for _, d := range Parse("x", src).Docs {
					if !d.Root().IsMap() {
						b.Fatal("not read")
					}
					d.Release()
				}
			}
		})
	}
}

// BenchmarkFloor does only what cannot be spared: kyaml decodes into its own nodes.
func BenchmarkFloor(b *testing.B) {
	for name, src := range inputs() {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(src)))
			b.ReportAllocs()
			for b.Loop() {
				dec := yaml.NewDecoder(bytes.NewReader(src))
				for {
					var n yaml.Node
					if err := dec.Decode(&n); errors.Is(err, io.EOF) {
						break
					} else if err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}

// BenchmarkSpans finds the text of every value of a file that is parsed already, as findings and edits need it.
func BenchmarkSpans(b *testing.B) {
	for name, src := range inputs() {
		b.Run(name, func(b *testing.B) {
			f := Parse("x", src)
			for _, d := range f.Docs {
				d.Root()
			}
			b.SetBytes(int64(len(src)))
			b.ReportAllocs()
			for b.Loop() {
				for _, d := range f.Docs {
					d.lines, d.spans = nil, nil // what is remembered from the last time
					verifySpans(b, d.Root())
				}
			}
		})
	}
}

func verifySpans(b *testing.B, n *Node) {
	if _, ok := n.Span(); !ok {
		b.Fatalf("%s has no span", n.Path())
	}
	for i := range n.kids {
		verifySpans(b, &n.kids[i])
	}
}
