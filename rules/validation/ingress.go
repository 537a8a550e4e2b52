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
	switch {
	case backend.set():
		v.ingressBackend(backend, "spec.backend")
	case len(rules) == 0:
		v.problem(spec, "an Ingress needs rules, or a backend for everything")
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
