package validation

import (
	check "k8s.io/apimachinery/pkg/util/validation"
)

// probe judges a probe of a container.
func (v *validator) probe(p place) {
	if !p.set() {
		return
	}
	v.handler(p)
	for _, field := range [...]string{"initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold", "failureThreshold"} {
		v.atLeast(p.at(field), 0)
	}
}

// lifecycle judges the hooks of a container.
func (v *validator) lifecycle(p place) {
	for _, field := range [...]string{"postStart", "preStop"} {
		if hook := p.at(field); hook.set() {
			v.handler(hook)
		}
	}
}

// handler judges what a probe or a hook does.
func (v *validator) handler(p place) {
	const one = "one thing at a time"
	exec, http, tcp := p.at("exec"), p.at("httpGet"), p.at("tcpSocket")
	switch {
	case exec.set():
		v.execAction(exec)
	case http.set():
		v.httpGetAction(http)
	case tcp.set():
		v.numberedOrNamedPort(tcp.at("port"), "")
	default:
		v.problem(p, "%s does nothing: give exec, httpGet or tcpSocket", lastName(p))
	}
	if http.set() && exec.set() {
		v.forbidden(http, one)
	}
	if tcp.set() && (exec.set() || http.set()) {
		v.forbidden(tcp, one)
	}
}

func (v *validator) execAction(p place) {
	if command := p.at("command"); isEmpty(command) || command.node.IsList() && len(command.node.Items()) == 0 {
		v.required(command, "say what to run")
	}
}

func (v *validator) httpGetAction(p place) {
	v.numberedOrNamedPort(p.at("port"), "")
	v.oneOf(p.at("scheme"), "HTTP", "HTTP", "HTTPS")
	headers := p.at("httpHeaders")
	for _, header := range headers.items() {
		if name := header.at("name"); isText(name) {
			for _, m := range headerName(name.text()) {
				v.problemAt(name, headers.path(), "%q is invalid: %s", name.text(), m) // the server's path has no index
			}
		}
	}
}

// portName judges the name of a port, and reports whether it will do.
func (v *validator) portName(p place) bool {
	const longest = 15
	switch s := p.text(); {
	case len(s) > longest:
		v.problem(p, "%q has %d characters, and the name of a port may have %d", s, len(s), longest)
	case len(check.IsValidPortName(s)) > 0:
		v.problem(p, "%q is no name of a port: lower case letters, digits and single dashes between them, and one letter at least", s)
	default:
		return true
	}
	return false
}
