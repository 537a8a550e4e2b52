package validation

import (
	"fmt"
	"regexp"
	"strings"
)

// ingress judges an Ingress, which is the same in both groups. Which hosts and paths a tool may use is not its matter.
func (v *validator) ingress(root place) {
	v.objectMeta(root.at("metadata"), subdomainName)
	spec := root.at("spec")
	backend, rules := spec.at("backend"), spec.at("rules").list()
	if later := spec.at("defaultBackend"); v.isLaterIngress() && later.set() {
		backend = later
	}
	switch {
	case backend.set():
		v.ingressBackend(backend, "spec.backend")
	case len(rules) == 0:
		v.consequence(spec, Cause{spec.node, "rules"}, "an Ingress needs rules, or a backend for everything")
	}
	for _, rule := range rules {
		v.ingressRule(rule)
	}
	for _, tls := range spec.at("tls").items() {
		for i, host := range tls.at("hosts").items() {
			for _, m := range hostName(host.text()) { // the server counts the hosts where it means the entry
				v.problemAt(host, fmt.Sprintf("spec.tls[%d].hosts", i), "%q is no host: %s", host.text(), m)
			}
		}
	}
}

// ingressRule judges a rule. The server says the first rule where it means any of them, and does not look at the paths
// of a host with a wildcard.
func (v *validator) ingressRule(rule place) {
	if host := rule.at("host"); host.text() != "" {
		if _, ok := parseIP(host.text()); ok {
			v.problem(host, "%s is an IP address: a host must be a name", host.text())
		}
		v.checked(host, host.text(), hostName(host.text()))
		if strings.Contains(host.text(), "*") {
			return
		}
	}
	http := rule.at("http")
	paths := http.at("paths")
	items := paths.list()
	if http.set() && len(items) == 0 && !paths.saidBySchema() {
		v.problemAt(paths, "spec.rules[0].http.paths", "a rule needs at least one path")
	}
	for i, item := range items {
		v.ingressPath(item.at("path"), i)
		v.ingressBackend(item.at("backend"), "spec.rules[0].http.backend")
	}
}

// ingressPath judges a path, which is a regular expression of POSIX.
func (v *validator) ingressPath(path place, i int) {
	text := path.text()
	report := func(format string, args ...any) {
		v.problemAt(path, fmt.Sprintf("spec.rules[0].http.paths[%d].path", i), format, args...)
	}
	if text != "" && text[0] != '/' {
		report("%q does not begin with a slash, as a path must", text)
	}
	if !strings.ContainsAny(text, `\*+?()[]{}`) { // nothing that could be wrong
		return
	}
	if _, err := regexp.CompilePOSIX(text); err != nil {
		report("%q must be a regular expression of POSIX: %s", text, strings.TrimPrefix(err.Error(), "error parsing regexp: "))
	}
}

// ingressBackend judges a backend; path is where the server sees it.
func (v *validator) ingressBackend(backend place, path string) {
	if backend.saidBySchema() {
		return
	}
	name, port := backend.at("serviceName"), backend.at("servicePort")
	if v.isLaterIngress() {
		name, port = v.laterBackend(backend)
		report := v.report
		defer func() { v.report = report }()
		v.report = func(x Problem) { // the server names the place in the old form, and only there a number will do for a name
			x.Path, x.Also, x.Fix = x.Node.Path(), x.Path, nil
			report(x)
		}
	}
	if name.text() == "" {
		if !name.saidBySchema() {
			v.problemAt(name, path+".serviceName", "serviceName is empty: name the Service to send requests to")
		}
		return
	}
	for _, m := range serviceName(name.text()) {
		v.problemAt(name, path+".serviceName", "%q is no name of a Service: %s", name.text(), m)
	}
	v.numberedOrNamedPort(port, path+".servicePort")
}

// isLaterIngress reports whether an Ingress is written as Kubernetes 1.19 has it. It is judged by what becomes of it in the
// old form, at the places where it has that now.
func (v *validator) isLaterIngress() bool {
	return v.gvk.Group == "networking.k8s.io" && v.gvk.Version == "v1"
}

// laterBackend finds the name and the port of the Service in a backend of Kubernetes 1.19, or of the old form beside others
// of the new one.
func (v *validator) laterBackend(backend place) (name, port place) {
	service := backend.at("service")
	if !service.set() {
		name, port = backend.at("serviceName"), backend.at("servicePort")
		if !name.set() || !port.set() {
			v.problem(backend, "a backend must be a Service: write its name and port")
		}
		return name, port
	}
	port = service.at("port")
	number, named := port.at("number"), port.at("name")
	if service.node.IsMap() && number.set() == named.set() {
		v.problem(port, "a port has a number or a name: write one of them")
	}
	if number.set() {
		return service.at("name"), number
	}
	return service.at("name"), named
}
