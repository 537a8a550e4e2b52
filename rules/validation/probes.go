package validation

// validateProbe validates a probe of a container.
func (v *validator) validateProbe(p place) {
	if !p.isSet() {
		return
	}
	v.validateHandler(p)
	for _, field := range [...]string{"initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold", "failureThreshold"} {
		v.rejectNegative(p.at(field))
	}
}

// validateLifecycle validates the hooks of a container.
func (v *validator) validateLifecycle(p place) {
	for _, field := range [...]string{"postStart", "preStop"} {
		if hook := p.at(field); hook.isSet() {
			v.validateHandler(hook)
		}
	}
}

// validateHandler validates the action of a probe or a hook.
func (v *validator) validateHandler(p place) {
	const second = "beside another action"
	exec, http, tcp := p.at("exec"), p.at("httpGet"), p.at("tcpSocket")
	switch {
	case exec.isSet():
		v.validateExecAction(exec)
	case http.isSet():
		v.validateHttpGetAction(http)
	case tcp.isSet():
		v.validateNumberedOrNamedPort(tcp.at("port"), "")
	default:
		v.reject(p, say("%s has no action", lastName(p)).help("add exec, httpGet or tcpSocket"))
	}
	if http.isSet() && exec.isSet() {
		v.forbid(http, second)
	}
	if tcp.isSet() && (exec.isSet() || http.isSet()) {
		v.forbid(tcp, second)
	}
}

func (v *validator) validateExecAction(p place) {
	if command := p.at("command"); lacksText(command) || command.node.IsList() && len(command.node.Items()) == 0 {
		v.rejectMissing(command, "write the command to run")
	}
}

func (v *validator) validateHttpGetAction(p place) {
	v.validateNumberedOrNamedPort(p.at("port"), "")
	v.requireOneOf(p.at("scheme"), "HTTP", "HTTP", "HTTPS")
	headers := p.at("httpHeaders")
	for _, header := range headers.items() {
		if name := header.at("name"); isText(name) {
			v.rejectFaultsAt(name, headers.path, "header name", name.text(), headerName(name.text())) // the server's path has no index
		}
	}
}

// validatePortName validates the name of a port, and reports whether it is valid.
func (v *validator) validatePortName(p place) bool {
	if s := p.text(); !isPortName(s) {
		v.reject(p, notPortName(s))
		return false
	}
	return true
}
