package hover_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/hover"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/project"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/protocol"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/text"
	"github.com/toolforge/tfk8s/lint/manifest"
)

func at(src, at string) string { return in("bot.yaml", src, at) }

// in returns what is known about the place of a text in a linted document.
func in(name, src, at string) string {
	folder := project.NewFolder("/none", func(string) (*project.Settings, error) {
		s := project.Defaults()
		s.List, s.Excludes = func() ([]string, []error) { return nil, nil }, func(string) bool { return false }
		return s, nil
	})
	result, err := folder.Judge(context.Background(), []*project.Buffer{{Path: "/none/" + name, Text: []byte(src)}})
	if err != nil {
		panic(err)
	}
	f := manifest.Parse("/none/"+name, []byte(src))
	v := &project.View{
		File: f, Lines: text.NewLines(f.Text(), protocol.UTF16), Client: new(protocol.ClientCapabilities),
		Settings: result.Settings.Rules, Config: result.Settings.Config, Found: result.Files[0].Diagnostics, Usages: result.Usages,
	}
	params, err := json.Marshal(protocol.PositionParams{Position: v.Lines.Position(strings.Index(src, at) + 1)})
	if err != nil {
		panic(err)
	}
	h, err := hover.Of(v, params)
	if err != nil {
		panic(err)
	}
	if h == nil {
		return ""
	}
	return h.(*protocol.Hover).Contents.Value
}

const job = `apiVersion: batch/v1
kind: Job
metadata: {name: bot, namespace: tool-greeter}
spec:
  template:
    metadata: {labels: {toolforge: tool}}
    spec:
      restartPolicy: Never
      containers:
      - name: main
        image: docker-registry.tools.wmflabs.org/toolforge-python35-sssd-base:latest
        command: [./bot]
        resources:
          limits: {cpu: "1", memory: 1Gi}
          requests: {cpu: 500m, memory: 1Gi}
`

func Example() {
	fmt.Println(at(job, "restartPolicy"))
	// Output:
	// **restartPolicy**: string
	//
	// Allowed values: `OnFailure`, `Never`
}

func TestWhatIsKnownAboutAPlace(t *testing.T) {
	legacy := strings.Replace(job, "toolforge-python35-sssd-base", "toollabs-python35-base", 1)
	for _, c := range []struct{ src, at, want string }{
		{job, "containers", "**containers**: list of Container, required"},
		{job, "kind: Job", "**kind**: string"},
		{job, "500m", "| requests.cpu | 500m (25 %) | 0 | 2 |"},
		{job, "resources", "| memory | 1Gi | 1Gi |"},
		{job, "docker-registry", "- runtime: Python 3.5\n- webservice type: `python3.5`"},
		{job, "labels", "**labels**: map of string"},
		{legacy, "docker-registry", "on the 2020 cluster it is `toolforge-python35-sssd-base`"},
		{legacy, "docker-registry", "## Why it matters"},
		{legacy, "docker-registry", "](https://"},
		{strings.Replace(job, "docker-registry.tools.wmflabs.org/", "", 1), "toolforge-python35", "not from `docker-registry.tools.wmflabs.org`"},
		{strings.Replace(job, "python35", "python99", 1), "docker-registry", "there is no such image"},
		{"kind: Pod\napiVersion: v1\nspec:\n  dnsPolicy: x\n : :", "dnsPolicy", "`ClusterFirst`, `ClusterFirstWithHostNet`"},
	} {
		if got := at(c.src, c.at); !strings.Contains(got, c.want) {
			t.Errorf("%s: %q is not in\n%s", c.at, c.want, got)
		}
	}
	if got, want := in("service.manifest", "backend: kubernetes\n", "backend"), "**backend**: backend, since 2016"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	for _, c := range []struct{ src, at string }{{"a: 1\n", "1"}, {"# x\n", "x"}, {"", ""}} {
		if got := at(c.src, c.at); got != "" {
			t.Errorf("%q: %s", c.at, got)
		}
	}
}
