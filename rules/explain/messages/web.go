package messages

// webMessages are about the way from the web to a pod, and about webservice.
func webMessages() []Message {
	return []Message{{
		Signs: []string{"{pathMessage}"},
		Rules: []string{"ingress-path"},
		Means: "on a host that all tools share, and where no host is named, each path must begin with the tool's name",
		Help:  "write path: /TOOL or path: /TOOL/..., or use the host {host}, where any path is accepted",
	}, {
		Signs: []string{"ingress host"},
		Rules: []string{"ingress-host"},
		Means: "the host does not belong to the tool",
		Help:  "use the host {host}, or {shared} as host and path",
	}, {
		Signs: []string{"502 bad gateway", "bad gateway", "connecting to upstream", "reading response header from upstream"},
		Form:  `(?i)bad gateway|refused|prematurely`,
		Rules: []string{"service-selector", "ingress-backend", "remove-legacy-service"},
		Means: "the proxy found the tool, but no program answered: the pod is starting or failing, or does not listen on the port that the Service names",
		Help:  "`kubectl get pods` and `kubectl logs POD` show whether it runs; it must listen on the Service's targetPort (8000 for webservice) on 0.0.0.0",
	}, {
		Signs: []string{"503 service", "service unavailable", "service temporarily unavailable", "no webservice"},
		Rules: []string{"remove-legacy-service", "service-selector"},
		Means: "the proxy has no running pod for this tool: nothing is started, the Service selects no pod, or a Service left on the {old} still gets the requests",
		Help:  "`webservice status`, or `kubectl get deployment,service,ingress,endpoints`; delete what is left on the {old}: `kubectl --context={oldContext} delete service NAME`",
	}, {
		Signs: []string{"upstream sent too big header"},
		Means: "the headers of the program's answer, such as its cookies, are too large for the proxy",
		Help:  "set fewer or smaller cookies; an Ingress of your own can accept more with the annotation nginx.ingress.kubernetes.io/proxy-buffer-size",
	}, {
		Signs:  []string{"500 internal server error"},
		Unless: []string{"error from server"}, // that is an answer to kubectl
		Means:  "the program of the tool was reached, and failed at this request",
		Help:   "`kubectl logs POD`, or the program's own log in the home of the tool, shows why",
	}, {
		Signs: []string{"err_too_many_redirects", "too many redirects", "redirecting in a way that will never complete"},
		Rules: []string{"redirect-loop"},
		Means: "the redirect leads back to an address that is redirected too",
		Help:  "`tfk8s lint FILE` finds such an Ingress; `tfk8s explain redirect` shows how to redirect a tool",
	}, {
		Signs: []string{"504 gateway", "gateway time", "upstream timed out"},
		Means: "the proxy found the program, but it did not answer in time: it is busy, waits for something, or has too little cpu",
		Help:  "`kubectl logs POD` shows what it does; let a Job do long work; for a webservice, add --cpu 1 to `webservice ... start`",
	}, {
		Signs: []string{"413 request", "request entity too large", "413 payload", "http 413", "error 413", "too large body"},
		Means: "the request is larger than a proxy on its way accepts",
		Help:  "send less, or in parts; an Ingress of your own can accept more with the annotation nginx.ingress.kubernetes.io/proxy-body-size",
	}, {
		Signs: []string{"403 client error", "http error 403", "status 403", "http 403"},
		Means: "the website or API that the program asked does not accept its request",
		Help:  "send a User-Agent that names the tool and a way to reach you; check the login, and whether the address is blocked there",
	}, {
		Signs:  []string{"429 too many requests", "http 429", "error 429", "status 429", "429 client error", "too many requests"},
		Unless: []string{"error from server"},
		Means:  "the website or API that was asked accepts no more requests for a while",
		Help:   "send fewer requests, one after the other, with a User-Agent that names the tool, and wait as long as the header Retry-After says",
	}, {
		Signs:  []string{"403 forbidden", "403 - forbidden"},
		Unless: []string{"error from server"},
		Means:  "the webserver of the tool does not show this page: the folder has no index file, or the file cannot be read",
		Help:   "add index.html or index.php to {homes}/TOOL/public_html, and `chmod o+rx` the folder; a program or .lighttpd.conf can forbid it too",
	}, {
		Signs: []string{"the plain http request was sent to https port"},
		Means: "the address begins with http://, but the port expects https://",
		Help:  "use https:// in the address",
	}, {
		Signs: []string{"dns_probe_finished_nxdomain", "err_name_not_resolved"},
		Rules: []string{"ingress-host"},
		Means: "there is no host with this name",
		Help:  "the addresses of a tool are {host} and {shared}",
	}, {
		Signs: []string{"err_cert_common_name_invalid", "ssl_error_bad_cert_domain", "subject alternative name"},
		Rules: []string{"ingress-host"},
		Means: "the certificate of Toolforge does not have this host name",
		Help:  "use the host {host}, without a further name before it, or {shared}",
	}, {
		Signs: []string{"404 not found", "default backend - 404"},
		Rules: []string{"ingress-missing", "ingress-host", "ingress-path"},
		Means: "no Ingress of the {cluster} has this host and path, or the program itself has no such page",
		Help:  "`kubectl get ingress` must list {host}, or {shared}; webservice creates both, an own Service needs an own Ingress",
	}, {
		Signs: []string{"service left on legacy"},
		Rules: []string{"remove-legacy-service"},
		Means: "a Service that is left on the {old} keeps the proxy sending requests there",
		Help:  "`kubectl --context={oldContext} delete service NAME`; then check `kubectl --context={context} get deployment,service,ingress`",
	}, {
		Signs: []string{"webservice is not running", "webservice stop", "webservice status"},
		Rules: []string{"webservice-name-label"},
		Means: "webservice finds only objects with its own labels, and only on the cluster of the current context",
		Help:  "`kubectl config use-context {context}` ({oldContext} for what still runs there), then `kubectl get deployment,rs,service`; delete by hand what is left",
	}, {
		Signs: []string{"k8s-status"},
		Means: "k8s-status is a web page with the objects that each tool has on the {cluster}, and the quota of its namespace",
		Help:  "open https://tools.wmflabs.org/k8s-status/; `tfk8s quota FILE...` adds up what your manifests need, before you create them",
	}, {
		Signs: []string{"could not find a public_html folder"},
		Means: "a webservice of this type serves the folder public_html of the tool's home, and there is none",
		Help:  "`mkdir {homes}/TOOL/public_html`, or start webservice with another type",
	}}
}
