package validation

import (
	"fmt"
	"regexp"
	"strings"
)

// validateIngress validates an Ingress, which has the same fields in both groups. Other rules check which hosts and
// paths a tool may use.
func (v *validator) validateIngress(root place) {
	v.validateObjectMeta(root.at("metadata"), SubdomainName)
	spec := root.at("spec")
	backend, rules := spec.at("backend"), spec.at("rules").list()
	if later := spec.at("defaultBackend"); v.isLaterIngress() && later.isSet() {
		backend = later
	}
	switch {
	case backend.isSet():
		v.validateIngressBackend(backend, "spec.backend")
	case len(rules) == 0:
		v.rejectBecause(spec, Cause{spec.node, "rules"}, say("the Ingress has neither rules nor a backend").help("add rules, or a backend for all requests"))
	}
	for _, rule := range rules {
		v.validateIngressRule(rule)
	}
	for _, tls := range spec.at("tls").items() {
		for i, host := range tls.at("hosts").items() {
			path := func() string { return fmt.Sprintf("spec.tls[%d].hosts", i) } // the server writes the index of the host, not of the entry
			v.rejectFaultsAt(host, path, "host", host.text(), hostName(host.text()))
		}
	}
}

// validateIngressRule validates a rule of an Ingress. The server always names the first rule in its paths. It does not
// validate the paths of a rule whose host has a wildcard.
func (v *validator) validateIngressRule(rule place) {
	if host := rule.at("host"); host.text() != "" {
		if _, ok := parseIP(host.text()); ok {
			v.reject(host, say("host %s is an IP address", host.text()).help("use a host name"))
		}
		v.rejectFaults(host, host.text(), hostName(host.text()))
		if strings.Contains(host.text(), "*") {
			return
		}
	}
	http := rule.at("http")
	paths := http.at("paths")
	items := paths.list()
	if http.isSet() && len(items) == 0 && !paths.isLeftToSchema() {
		v.rejectAt(paths, "spec.rules[0].http.paths", say("the rule has no paths").help("add a path with a backend"))
	}
	for i, item := range items {
		v.validateIngressPath(item.at("path"), i)
		v.validateIngressBackend(item.at("backend"), "spec.rules[0].http.backend")
	}
}

// validateIngressPath validates the path of an Ingress, which is a POSIX regular expression.
func (v *validator) validateIngressPath(path place, i int) {
	text := path.text()
	reject := func(x Problem) { v.rejectAt(path, fmt.Sprintf("spec.rules[0].http.paths[%d].path", i), x) }
	if text != "" && text[0] != '/' {
		reject(say("path %q does not begin with a slash", text).help("write %q", "/"+text))
	}
	if !strings.ContainsAny(text, `\*+?()[]{}`) { // it is a valid regular expression
		return
	}
	if _, err := regexp.CompilePOSIX(text); err != nil {
		x := say("path %q is not a valid POSIX regular expression", text).help("write special characters with a backslash before them")
		if strings.Contains(text, "(?") {
			x = x.help("write the groups without ?")
		}
		reject(x)
	}
}

// validateIngressBackend validates a backend. path is how the server spells it.
func (v *validator) validateIngressBackend(backend place, path string) {
	if backend.isLeftToSchema() {
		return
	}
	name, port := backend.at("serviceName"), backend.at("servicePort")
	if v.isLaterIngress() {
		name, port = v.laterBackend(backend)
		report := v.report
		defer func() { v.report = report }()
		v.report = func(x Problem) { // the server names the old path, and the fix is for the old form
			x.Path, x.Also, x.Fix = x.Node.Path(), x.Path, nil
			report(x)
		}
	}
	if name.text() == "" {
		if !name.isLeftToSchema() {
			v.rejectAt(name, path+".serviceName", missing(name).help("name the Service that gets the requests"))
		}
		return
	}
	v.rejectFaultsAt(name, func() string { return path + ".serviceName" }, "Service name", name.text(), serviceName(name.text()))
	v.validateNumberedOrNamedPort(port, path+".servicePort")
}

// isLaterIngress reports whether an Ingress has the fields of Kubernetes 1.19. Such an Ingress is validated as the old
// form that it will be converted to, but its problems are reported where the fields are now.
func (v *validator) isLaterIngress() bool {
	return v.gvk.Group == "networking.k8s.io" && v.gvk.Version == "v1"
}

// laterBackend returns the name and the port of the Service in a backend of Kubernetes 1.19. The backend may still have
// the old form.
func (v *validator) laterBackend(backend place) (name, port place) {
	service := backend.at("service")
	if !service.isSet() {
		name, port = backend.at("serviceName"), backend.at("servicePort")
		if !name.isSet() || !port.isSet() {
			v.reject(backend, say("the backend is not a Service").help("write service.name and service.port"))
		}
		return name, port
	}
	port = service.at("port")
	number, named := port.at("number"), port.at("name")
	if service.node.IsMap() && number.isSet() == named.isSet() {
		x := say("the port has neither a number nor a name").help("write number or name")
		if number.isSet() {
			x = say("the port has both a number and a name").help("keep one of them")
		}
		v.reject(port, x)
	}
	if number.isSet() {
		return service.at("name"), number
	}
	return service.at("name"), named
}
