package explain

// ofWebservice are what webservice says of itself, and what kubectl and the proxy say beside it.
var ofWebservice = []symptom{
	{`webservice: error: argument -m/--mem: 512MB is not a valid Kubernetes quantity`, "manifest-limits", "--mem must be a whole number with a unit, which 512MB is not"},
	{`webservice: error: argument -c/--cpu: 0.5 is not a valid Kubernetes quantity`, "manifest-limits", "--cpu 500m instead of 0.5"},
	{`webservice: error: argument --mem: 1.5Gi is not a valid Kubernetes quantity`, "manifest-limits", "--mem 1536Mi instead of 1.5Gi"},
	{`argparse.ArgumentTypeError: 2GB is not a valid Kubernetes quantity`, "service-manifest", "cannot read 2GB as an amount"},
	{`ValueError: Invalid number format: 512MB`, "service-manifest", "cannot read 512MB as an amount"},
	{`ValueError: 512ki has unknown suffix`, "service-manifest", "cannot read 512ki as an amount"},
	{`No webservice running.`, "manifest-migrate", "moves only a webservice that runs"},
	{`Webservice is not running on Kubernetes.`, "manifest-grid", "runs on gridengine"},
	{`Webservice is running on 2020 Kubernetes cluster.`, "", "has moved already"},
	{`Failed to change kubectl context: None`, "", "could not make toolforge the current context"},
	{`--mem is only for --backend=kubernetes and the new cluster`, "manifest-grid", "gridengine here, which has no --mem"},
	{`--release is not implemented for --backend=kubernetes`, "", "leave out --release"},
	{`--release is deprecated and has no effect`, "", "leave out --release"},
	{`type must be one of:`, "service-manifest", "no webservice of this type"},
	{`DEPRECATED: 'python' type is deprecated.`, "manifest-runtime", "type python runs, but"},
	{`ERROR: shell is only supported for kubernetes backend`, "", "webservice --backend=kubernetes TYPE shell"},
	{`Your job is not running, starting..........`, "", "found no running webservice, so it starts one"},
	{`toollabs.common.tool.InvalidToolException: Tool username should begin with tools.`, "", "run `become TOOL` first"},
	{`KeyError: 'current-context'`, "", "kubectl found no kubeconfig"},

	{`error: unable to decode "x.yaml": Object 'apiVersion' is missing in '{"kind":"Deployment"}'`, "no-object", "apiVersion or kind is missing"},
	{`error: You must specify one or more resources by argument or filename.`, "", "does not know which file or object to use"},
	{`Unable to use a TTY - input is not a terminal or the right kind of file`, "", "leave out -t"},
	{`Warning  Unhealthy  2s (x3 over 12s)  kubelet, tools-k8s-worker-7  Liveness probe failed: HTTP probe failed with statuscode: 500`, "", "with the HTTP status 500"},
	{`upstream sent too big header while reading response header from upstream, client: 172.16.0.1`, "", "too large for the proxy"},
}
