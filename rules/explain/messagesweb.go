package explain

import (
	"strings"

	"github.com/toolforge/tfk8s/schemas"
)

// webMessages are about the way from the web to a pod, and about webservice.
func webMessages(p *schemas.Policy) []message {
	return []message{{
		signs: []string{strings.ToLower(p.Ingress.PathMessage)},
		rules: []string{"ingress-path"},
		means: "on a host that all tools share, and where no host is named, each path must begin with the tool's name",
		help:  "write path: /TOOL or path: /TOOL/..., or use the host {host}, where any path is accepted",
	}, {
		signs: []string{"ingress host"},
		rules: []string{"ingress-host"},
		means: "the host does not belong to the tool",
		help:  "use the host {host}, or {shared} as host and path",
	}, {
		signs: []string{"502 bad gateway"},
		rules: []string{"service-selector", "ingress-backend", "remove-legacy-service"},
		means: "the proxy found the tool, but no program answered: the pod is starting or failing, or does not listen on the port that the Service names",
		help:  "`kubectl get pods` and `kubectl logs POD` show whether it runs; it must listen on the Service's targetPort (8000 for webservice) on 0.0.0.0",
	}, {
		signs: []string{"503 service", "no webservice"},
		rules: []string{"remove-legacy-service", "service-selector"},
		means: "the proxy has no running pod for this tool: nothing is started, the Service selects no pod, or a Service left on the {old} still gets the requests",
		help:  "`webservice status`, or `kubectl get deployment,service,ingress,endpoints`; delete what is left on the {old}: `kubectl --context={oldContext} delete service NAME`",
	}, {
		signs: []string{"500 internal server error"},
		match: func(q *query) bool { return !strings.Contains(q.plain, "error from server") }, // that is an answer to kubectl
		means: "the program of the tool was reached, and failed at this request",
		help:  "`kubectl logs POD`, or the program's own log in the home of the tool, shows why",
	}, {
		signs: []string{"err_too_many_redirects", "too many redirects", "redirecting in a way that will never complete"},
		rules: []string{"redirect-loop"},
		means: "the redirect leads back to an address that is redirected too",
		help:  "`tfk8s lint FILE` finds such an Ingress; `tfk8s explain redirect` shows how to redirect a tool",
	}, {
		signs: []string{"504 gateway"},
		means: "the proxy found the program, but it did not answer in time: it is busy, waits for something, or has too little cpu",
		help:  "`kubectl logs POD` shows what it does; let a Job do long work; for a webservice, add --cpu 1 to `webservice ... start`",
	}, {
		signs: []string{"404 not found", "default backend - 404"},
		rules: []string{"ingress-missing", "ingress-host", "ingress-path"},
		means: "no Ingress of the {cluster} has this host and path, or the program itself has no such page",
		help:  "`kubectl get ingress` must list {host}, or {shared}; webservice creates both, an own Service needs an own Ingress",
	}, {
		signs: []string{"service left on legacy"},
		rules: []string{"remove-legacy-service"},
		means: "a Service that is left on the {old} keeps the proxy sending requests there",
		help:  "`kubectl --context={oldContext} delete service NAME`; then check `kubectl --context={context} get deployment,service,ingress`",
	}, {
		signs: []string{"webservice is not running", "webservice stop", "webservice status"},
		rules: []string{"webservice-name-label"},
		means: "webservice finds only objects with its own labels, and only on the cluster of the current context",
		help:  "`kubectl config use-context {context}` ({oldContext} for what still runs there), then `kubectl get deployment,rs,service`; delete by hand what is left",
	}, {
		signs: []string{"k8s-status"},
		means: "k8s-status is a web page with the objects that each tool has on the {cluster}, and the quota of its namespace",
		help:  "open https://tools.wmflabs.org/k8s-status/; `tfk8s quota FILE...` adds up what your manifests need, before you create them",
	}, {
		signs: []string{"could not find a public_html folder"},
		means: "a webservice of this type serves the folder public_html of the tool's home, and there is none",
		help:  "`mkdir {homes}/TOOL/public_html`, or start webservice with another type",
	}}
}
