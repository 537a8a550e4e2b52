package rules

import (
	"slices"
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

// Others are at work on the documents before, so nobody may look at these.
func TestEachDocumentBehindTheFirstOfAServiceManifestIsReported(t *testing.T) {
	src := strings.Repeat("# nothing\n---\n", 200) + strings.Repeat("cpu: 1\n---\n", 200)
	found := lint.Run(Config(workload.NewSettings(), All), []*manifest.File{manifest.Parse("service.manifest", []byte(src))}).Diagnostics
	for i, d := range found {
		if d.Object.Document != 201+i || !strings.Contains(d.Effect, "reads one document") {
			t.Errorf("document %d: %s", d.Object.Document, d.Message)
		}
	}
	if len(found) != 199 {
		t.Errorf("%d findings", len(found))
	}
}

func TestTheObjectsOfWebserviceCountAmongTheOthers(t *testing.T) {
	settings := func(rest string) [2]string {
		return [2]string{"service.manifest", "backend: kubernetes\nversion: 3\nweb: php7.3\n" + rest}
	}
	service := func(name, labels string) string {
		return "apiVersion: v1\nkind: Service\nmetadata: {name: " + name + ", namespace: tool-relay" + labels + "}\nspec: {selector: {name: bot}, ports: [{port: 8000}]}\n"
	}
	exported := `, labels: {tools.wmflabs.org/webservice: "true", tools.wmflabs.org/webservice-version: "1"}`
	for _, c := range []struct {
		about string
		files [][2]string
		want  string
	}{
		{"it fits", [][2]string{settings(""), {"bot.yaml", worker("bot", 2, "500m", "512Mi")}}, ""},
		{"its cpu is used", [][2]string{settings("cpu: 1\n"), {"bot.yaml", worker("bot", 3, "500m", "512Mi")}},
			`bot.yaml error quota-exceeded-together only 2 of its 3 pods fit beside the other objects (limits.cpu 2.5 of 2) <service.manifest Deployment "relay" uses limits.cpu 1>` + "\n"},
		{"half of its memory is requested", [][2]string{settings("memory: 4Gi\n"), {"bot.yaml", worker("bot", 2, "500m", "512Mi")}}, ""},
		{"it has more than one pod", [][2]string{settings("replicas: 2\n"), {"bot.yaml", worker("bot", 3, "100m", "512Mi")}},
			`bot.yaml error quota-exceeded-together only 2 of its 3 pods fit beside the other objects (pods 5 of 4) <service.manifest Deployment "relay" uses pods 2>` + "\n"},
		{"it does not fit alone", [][2]string{settings("replicas: 5\n")},
			"service.manifest error quota-exceeded-together only 4 of its 5 pods fit into a tool's quota (limits.cpu 2.5 of 2, pods 5 of 4)\n"},
		{"its Service is the one that is allowed", [][2]string{{"web.yaml", service("web", "")}, settings("")},
			`web.yaml error object-count a tool's quota of services is 1, and other objects use it up <service.manifest Service "relay" uses services 1>` + "\n"},
		{"its names are used", [][2]string{{"k8s/relay.yaml", worker("relay", 1, "500m", "512Mi")}, settings("")},
			`k8s/relay.yaml error name-used-twice webservice creates another Deployment named "relay" <service.manifest the settings of the webservice>` + "\n"},
		{"it was exported", [][2]string{{"web.yaml", service("relay", exported)}, settings("")},
			`web.yaml note name-used-twice webservice creates the Service "relay" itself <service.manifest the settings of the webservice>` + "\n"},
		{"it is on the grid", [][2]string{{"web.yaml", service("relay", "")}, {"service.manifest", "backend: gridengine\nweb: lighttpd\n"}}, ""},
		{"only Kubernetes has its type", [][2]string{{"web.yaml", service("web", "")}, {"service.manifest", "version: 3\nweb: php7.3\n"}},
			`web.yaml error object-count a tool's quota of services is 1, and other objects use it up <service.manifest Service "relay" uses services 1>` + "\n"},
		{"it is a template", [][2]string{{"web.yaml", service("web", "")}, {"service.template", "backend: kubernetes\ntype: php7.3\n"}}, ""},
	} {
		if got := ofTheSet(c.files...); got != c.want {
			t.Errorf("%s: got\n%s, want\n%s", c.about, got, c.want)
		}
	}
}

func TestRequestsReachThePodsOfAWebservice(t *testing.T) {
	text := `apiVersion: networking.k8s.io/v1beta1
kind: Ingress
metadata: {name: more, namespace: tool-relay}
spec: {rules: [{host: relay.toolforge.org, http: {paths: [{path: /more, backend: {serviceName: relay, servicePort: 80}}]}}]}
---
apiVersion: v1
kind: Service
metadata: {name: again, namespace: tool-relay}
spec: {selector: {name: relay}, ports: [{port: 8000}]}
`
	var got []string
	for _, tool := range []string{"", "relay"} {
		s := workload.NewSettings()
		s.Tool = tool
		files := []*manifest.File{manifest.Parse("more.yaml", []byte(text)), manifest.Parse("service.manifest", []byte("backend: kubernetes\nweb: php7.3\n"))}
		for _, d := range lint.Run(Config(s, All), files).Diagnostics {
			if d.Rule.Name == "service-selector" || d.Rule.Name == "ingress-backend" {
				got = append(got, d.Rule.Name+" "+d.Path)
			}
		}
	}
	if want := []string{"ingress-backend spec.rules[0].http.paths[0].backend.servicePort", "ingress-backend spec.rules[0].http.paths[0].backend.servicePort"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
