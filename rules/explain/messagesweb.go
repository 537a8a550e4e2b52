package explain

import (
	"strings"

	"github.com/toolforge/tfk8s/rules/internal/words"
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
		signs: []string{"502 bad gateway", "bad gateway", "connecting to upstream", "reading response header from upstream"},
		form:  words.Pattern(`(?i)bad gateway|refused|prematurely`),
		rules: []string{"service-selector", "ingress-backend", "remove-legacy-service"},
		means: "the proxy found the tool, but no program answered: the pod is starting or failing, or does not listen on the port that the Service names",
		help:  "`kubectl get pods` and `kubectl logs POD` show whether it runs; it must listen on the Service's targetPort (8000 for webservice) on 0.0.0.0",
	}, {
		signs: []string{"503 service", "service unavailable", "service temporarily unavailable", "no webservice"},
		rules: []string{"remove-legacy-service", "service-selector"},
		means: "the proxy has no running pod for this tool: nothing is started, the Service selects no pod, or a Service left on the {old} still gets the requests",
		help:  "`webservice status`, or `kubectl get deployment,service,ingress,endpoints`; delete what is left on the {old}: `kubectl --context={oldContext} delete service NAME`",
	}, {
		signs: []string{"upstream sent too big header"},
		means: "the headers of the program's answer, such as its cookies, are too large for the proxy",
		help:  "set fewer or smaller cookies; an Ingress of your own can accept more with the annotation nginx.ingress.kubernetes.io/proxy-buffer-size",
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
		signs: []string{"504 gateway", "gateway time", "upstream timed out"},
		means: "the proxy found the program, but it did not answer in time: it is busy, waits for something, or has too little cpu",
		help:  "`kubectl logs POD` shows what it does; let a Job do long work; for a webservice, add --cpu 1 to `webservice ... start`",
	}, {
		signs: []string{"413 request", "request entity too large", "413 payload", "http 413", "error 413", "too large body"},
		means: "the request is larger than a proxy on its way accepts",
		help:  "send less, or in parts; an Ingress of your own can accept more with the annotation nginx.ingress.kubernetes.io/proxy-body-size",
	}, {
		signs: []string{"403 client error", "http error 403", "status 403", "http 403"},
		means: "the website or API that the program asked does not accept its request",
		help:  "send a User-Agent that names the tool and a way to reach you; check the login, and whether the address is blocked there",
	}, {
		signs: []string{"429 too many requests", "http 429", "error 429", "status 429", "429 client error", "too many requests"},
		match: func(q *query) bool { return !strings.Contains(q.plain, "error from server") },
		means: "the website or API that was asked accepts no more requests for a while",
		help:  "send fewer requests, one after the other, with a User-Agent that names the tool, and wait as long as the header Retry-After says",
	}, {
		signs: []string{"403 forbidden", "403 - forbidden"},
		match: func(q *query) bool { return !strings.Contains(q.plain, "error from server") },
		means: "the webserver of the tool does not show this page: the folder has no index file, or the file cannot be read",
		help:  "add index.html or index.php to {homes}/TOOL/public_html, and `chmod o+rx` the folder; a program or .lighttpd.conf can forbid it too",
	}, {
		signs: []string{"the plain http request was sent to https port"},
		means: "the address begins with http://, but the port expects https://",
		help:  "use https:// in the address",
	}, {
		signs: []string{"dns_probe_finished_nxdomain", "err_name_not_resolved"},
		rules: []string{"ingress-host"},
		means: "there is no host with this name",
		help:  "the addresses of a tool are {host} and {shared}",
	}, {
		signs: []string{"err_cert_common_name_invalid", "ssl_error_bad_cert_domain", "subject alternative name"},
		rules: []string{"ingress-host"},
		means: "the certificate of Toolforge does not have this host name",
		help:  "use the host {host}, without a further name before it, or {shared}",
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
