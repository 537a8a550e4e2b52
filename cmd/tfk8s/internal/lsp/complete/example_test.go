package complete_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/complete"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/project"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/protocol"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/text"
	"github.com/toolforge/tfk8s/lint/manifest"
)

// at returns the proposals in a document, which has the cursor at "^", and the document without it.
func at(name, src string) (items []protocol.CompletionItem, document []byte) {
	cursor := strings.IndexByte(src, '^')
	f := manifest.Parse(name, []byte(src[:cursor]+src[cursor+1:]))
	s := project.Defaults()
	v := &project.View{File: f, Lines: text.NewLines(f.Text(), protocol.UTF16), Client: new(protocol.ClientCapabilities), Settings: s.Rules, Config: s.Config}
	params, err := json.Marshal(protocol.PositionParams{Position: v.Lines.Position(cursor)})
	if err != nil {
		panic(err)
	}
	list, err := complete.Of(v, params)
	if err != nil {
		panic(err)
	}
	return list.(protocol.CompletionList).Items, f.Text()
}

// choose returns the document once a proposal is accepted, "" if there is no such proposal.
func choose(name, src, label string) string {
	items, document := at(name, src)
	for _, item := range items {
		if item.Label == label {
			changes := []protocol.ContentChange{{Range: &item.TextEdit.Range, Text: item.TextEdit.NewText}}
			return string(text.Change(document, changes, protocol.UTF16))
		}
	}
	return ""
}

func labels(items []protocol.CompletionItem) (all []string) {
	for _, item := range items {
		all = append(all, item.Label)
	}
	return all
}

func Example() {
	items, _ := at("bot.yaml", "apiVersion: batch/v1\nkind: Job\nspec:\n  template:\n    spec:\n      restartPolicy: ^\n")
	fmt.Println(labels(items))
	// Output: [OnFailure Never]
}

const job = "apiVersion: batch/v1\nkind: Job\n"

func TestAcceptedProposalsFitIntoTheDocument(t *testing.T) {
	const pod, image = "apiVersion: v1\nkind: Pod\n", "docker-registry.tools.wmflabs.org/toolforge-python37-sssd-base:latest"
	for _, c := range []struct{ src, label, want string }{
		{"^", "Job", "apiVersion: batch/v1\nkind: Job\n"},
		{"ap^", "apiVersion", "apiVersion: "},
		{"kind: ^", "Deployment", "kind: Deployment"},
		{"kind:^", "Deployment", "kind: Deployment"},
		{"kind: De^ployed # x\n", "Deployment", "kind: Deployment # x\n"},
		{"apiVersion: ^\nkind: Job\n", "batch/v1", "apiVersion: batch/v1\nkind: Job\n"},
		{"apiVersion: batch/v1\nkind: ^\n", "Job", job},
		{job + "^", "spec", job + "spec:\n  "},
		{job + "sp^\n", "spec", job + "spec:\n  \n"},
		{job + "s^pec: {}\n", "spec", job + "spec: {}\n"},
		{job + "spec:\n  ^", "backoffLimit", job + "spec:\n  backoffLimit: "},
		{job + "spec: {^}\n", "backoffLimit", job + "spec: {backoffLimit: }\n"},
		{job + "spec:\n  template:\n    spec:\n      ^", "containers", job + "spec:\n  template:\n    spec:\n      containers:\n        - "},
		{pod + "spec:\n  containers:\n  ^", "name", pod + "spec:\n  containers:\n  - name: "},
		{pod + "spec:\n  containers:\n  ^", "volumes", pod + "spec:\n  containers:\n  volumes:\n    - "},
		{pod + "spec:\n  containers:\n    ^", "image", pod + "spec:\n  containers:\n    - image: "},
		{pod + "spec:\n  containers:\n  - ^", "name", pod + "spec:\n  containers:\n  - name: "},
		{pod + "spec:\n  containers:\n  -^", "name", pod + "spec:\n  containers:\n  - name: "},
		{pod + "spec:\n  containers:\n  -^", "env", pod + "spec:\n  containers:\n  - env:\n    - "},
		{pod + "spec:\n  containers:\n  - na^me: x\n", "name", pod + "spec:\n  containers:\n  - name: x\n"},
		{pod + "spec:\n  containers:\n  - name: x\n    im^\n  - name: y\n", "image", pod + "spec:\n  containers:\n  - name: x\n    image: \n  - name: y\n"},
		{pod + "spec:\n  containers:\n  - name: x\n    ^\n", "env", pod + "spec:\n  containers:\n  - name: x\n    env:\n    - \n"},
		{pod + "spec:\n  containers:\n  - name: x\n    image: ^\n", image, pod + "spec:\n  containers:\n  - name: x\n    image: " + image + "\n"},
		{pod + "spec:\n  containers: [{name: x, image: \"docker^\"}]\n", image, pod + "spec:\n  containers: [{name: x, image: \"" + image + "\"}]\n"},
		{pod + "spec:\n  containers: [{^}]\n", "image", pod + "spec:\n  containers: [{image: }]\n"},
		{pod + "spec:\n  containers:\n  - name: x\n    ^\n", "resources with the defaults", pod + "spec:\n  containers:\n  - name: x\n    resources:\n" +
			"      limits:\n        cpu: 500m\n        memory: 512Mi\n      requests:\n        cpu: 150m\n        memory: 256Mi\n"},
		{pod + "spec:\n  containers:\n  - resources:\n      limits:\n        ^\n", "memory", pod + "spec:\n  containers:\n  - resources:\n      limits:\n        memory: \n"},
		{pod + "spec:\n  containers:\n  - resources:\n      limits: {memory: ^}\n", "512Mi", pod + "spec:\n  containers:\n  - resources:\n      limits: {memory: 512Mi}\n"},
		{pod + "metadata:\n  labels:\n    ^\n", "toolforge: tool", pod + "metadata:\n  labels:\n    toolforge: tool\n"},
		{pod + "metadata:\n  labels: {toolforge: ^}\n", "tool", pod + "metadata:\n  labels: {toolforge: tool}\n"},
		{pod + "spec:\n  hostNetwork: ^\n  broken: [\n", "false", pod + "spec:\n  hostNetwork: false\n  broken: [\n"},
		{"apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nspec:\n  policyTypes:\n  - ^\n", "Egress", "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nspec:\n  policyTypes:\n  - Egress\n"},
		{"apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nspec:\n  policyTypes: [^]\n", "Egress", "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nspec:\n  policyTypes: [Egress]\n"},
		{"a: 1\n---\n^", "Job", "a: 1\n---\napiVersion: batch/v1\nkind: Job\n"},
		{"apiVersion: v1\nkind: List\nitems:\n- ^", "Pod", "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  "},
		{"apiVersion: v1\r\nkind: Pod\r\n^", "metadata", "apiVersion: v1\r\nkind: Pod\r\nmetadata:\r\n  "},
		{`{"apiVersion": "v1", "kind": "Pod", ^}`, "spec", `{"apiVersion": "v1", "kind": "Pod", "spec": }`},
		{`{"apiVersion": "v1", "kind": "^"}`, "Pod", `{"apiVersion": "v1", "kind": "Pod"}`},
	} {
		if got := choose("bot.yaml", c.src, c.label); got != c.want {
			items, _ := at("bot.yaml", c.src)
			t.Errorf("%q, %s: %q, want %q, of %q", c.src, c.label, got, c.want, labels(items))
		}
	}
	if got := choose("/home/service.template", "type: ^\n", "python3.7"); got != "type: python3.7\n" {
		t.Errorf("service.template: %q", got)
	}
	if got := choose("service.manifest", "^", "backend"); got != "backend: " {
		t.Errorf("service.manifest: %q", got)
	}
}

func TestNothingIsProposedWhereNothingFits(t *testing.T) {
	for _, src := range []string{
		"name: CI\non: ^\n", "name: CI\n^\n", job + "# ^", job + "spec:\n  backoffLimit: 1\n    ^\n", job + "metadata:\n  name: ^\n", "a: |\n  ^\n",
		"apiVersion: v1\nkind: ConfigMap\ndata:\n  ^\n", job + "spec:\n  template:\n    spec:\n      containers:\n      - command: [^]\n",
	} {
		if items, _ := at("bot.yaml", src); len(items) > 0 {
			t.Errorf("%q: %q", src, labels(items))
		}
	}
}

func TestAFieldIsProposedOnce(t *testing.T) {
	if got := choose("bot.yaml", job+"spec: {}\n^", "spec"); got != "" {
		t.Errorf("%q", got)
	}
	if got := choose("bot.yaml", job+"spec:\n  backoffLimit: 1\n  ^\n  completions: 1\n", "completions"); got != "" {
		t.Errorf("%q", got)
	}
}

func TestFieldsWithoutEffectAreNotProposed(t *testing.T) {
	for _, c := range []struct{ src, field string }{
		{job + "^", "status"}, {job + "metadata:\n  ^", "uid"}, {job + "spec:\n  ^", "ttlSecondsAfterFinished"},
		{job + "spec:\n  template:\n    spec:\n      ^", "nodeName"}, {"apiVersion: v1\nkind: Service\nspec:\n  ^", "clusterIP"},
	} {
		if items, _ := at("bot.yaml", c.src); len(items) == 0 || choose("bot.yaml", c.src, c.field) != "" {
			t.Errorf("%q: %s of %q", c.src, c.field, labels(items))
		}
	}
}
