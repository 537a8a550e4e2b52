package validation

import "strings"

// containers judges the init containers and the containers of a pod. volumes are those that a mount may name.
func (v *validator) containers(spec place, volumes *podVolumes) {
	first, main := spec.at("initContainers"), spec.at("containers")
	if v.lacksSpec(spec) || main.node.IsList() && len(main.node.Items()) == 0 {
		v.reject(main, say("the pod has no containers").help("add a container under containers"))
	}
	var names seen
	for _, c := range main.items() {
		v.container(c, spec, volumes)
		v.uniqueName(c, &names)
	}
	for _, c := range first.items() {
		v.container(c, spec, volumes)
		v.uniqueName(c, &names)
		for _, field := range [...]string{"livenessProbe", "readinessProbe", "lifecycle"} {
			if p := c.at(field); p.isSet() {
				v.forbid(p, "in an init container")
			}
		}
	}
	v.hostPorts(spec)
}

// lacksSpec reports whether there is no spec to hold containers, for a reason that the schema does not mind: it demands
// most templates.
func (v *validator) lacksSpec(spec place) bool {
	field, _, _ := strings.Cut(spec.rest, ".")
	if spec.up.IsNull() {
		field = spec.up.Key()
	}
	demanded := field == "jobTemplate" || field == "template" && v.gvk.Kind != "ReplicaSet"
	return !spec.isSet() && !demanded
}

func (v *validator) uniqueName(c place, names *seen) {
	if name := c.at("name"); name.text() != "" && names.again(name.text()) {
		v.reject(name, say("two containers are named %q", name.text()).help("rename one of them"))
	}
}

func (v *validator) container(c, spec place, volumes *podVolumes) {
	if name := c.at("name"); isBlank(name) {
		v.rejectMissing(name, "name the container, such as web")
	} else {
		v.requireLabelName(name)
	}
	if image := c.at("image"); isEmpty(image) {
		v.rejectMissing(image, "name the image that the container runs")
	}
	v.ports(c.at("ports"))
	v.envFrom(c.at("envFrom"))
	v.env(c.at("env"))
	v.resources(c.at("resources"))
	v.volumeMounts(c, volumes)
	v.volumeDevices(c, volumes)
	v.probe(c.at("livenessProbe"))
	if p := c.in("livenessProbe", "successThreshold"); p.numberOr(1) > 1 {
		v.reject(p, say("successThreshold of a liveness probe cannot be %d", p.numberOr(0)).help("use 1, or remove it"))
	}
	v.probe(c.at("readinessProbe"))
	v.lifecycle(c.at("lifecycle"))
	v.requireOneOf(c.at("terminationMessagePolicy"), "File", "File", "FallbackToLogsOnError")
	v.requireOneOf(c.at("imagePullPolicy"), "IfNotPresent", "Always", "IfNotPresent", "Never")
	v.securityContext(c.at("securityContext"), spec)
}

// ports judges the ports of a container.
func (v *validator) ports(ports place) {
	var names seen
	for _, port := range ports.items() {
		name := port.at("name")
		if s := name.text(); s != "" && v.portName(name) && names.again(s) {
			v.reject(name, say("two ports of the container are named %q", s).help("rename one of them"))
		}
		v.requireRange(port.at("containerPort"), 1, 65535)
		if host := port.at("hostPort"); host.numberOr(0) != 0 {
			v.requireRange(host, 1, 65535)
		}
		v.protocol(port.at("protocol"))
	}
}

// protocol judges the protocol of a port. SCTP is behind a gate, at which the server looks apart: even where it leaves the
// rest of a template to the pods, and in a Pod with a path of its own.
func (v *validator) protocol(p place) {
	if p.text() != "SCTP" {
		v.requireOneOf(p, "TCP", "TCP", "UDP")
		return
	}
	path := p.path()
	if v.gvk.Kind == "Pod" {
		path = "[]." + path
	}
	before := v.pods
	v.pods = false
	v.rejectAt(p, path, say("SCTP is not enabled in the cluster").help("use TCP or UDP"))
	v.pods = before
}

// hostPorts looks for ports of the host that are wanted twice. On the network of the host every port is one of the host.
func (v *validator) hostPorts(spec place) {
	onHost := spec.at("hostNetwork").isTrue()
	main := hostPorts{onHost: onHost}
	for _, c := range spec.at("containers").items() {
		for _, port := range c.at("ports").items() {
			number, host := port.at("containerPort"), port.at("hostPort")
			if onHost && host.numberOr(0) != 0 && host.numberOr(0) != number.numberOr(0) {
				v.reject(number, say("containerPort %d differs from hostPort %d under hostNetwork", number.numberOr(0), host.numberOr(0)).help("use the same number for both"))
			}
			if main.again(port) {
				v.reject(host, say("two ports of the pod use the same port of the host").help("change or remove one of them"))
			}
		}
	}
	for _, c := range spec.at("initContainers").items() {
		own := hostPorts{onHost: onHost} // init containers run one after the other
		for _, port := range c.at("ports").items() {
			if own.again(port) {
				// The server looks at each alone, and so takes each for the first.
				list := c.node.Parent().Path()
				rest := port.at("hostPort").path()[len(c.path()):]
				v.rejectAt(port.at("hostPort"), list+"[0]"+rest, say("two ports of the container use the same port of the host").help("change or remove one of them"))
			}
		}
	}
}

// hostPorts are the ports of the host that a pod has.
type hostPorts struct {
	onHost bool
	taken  map[hostPort]bool
}

type hostPort struct {
	protocol, ip string
	number       int64
}

// again adds the port of the host that belongs to one of a container, and reports whether it was there.
func (h *hostPorts) again(port place) bool {
	p := hostPort{port.at("protocol").textOr("TCP"), port.at("hostIP").text(), port.at("hostPort").numberOr(0)}
	if p.number == 0 && h.onHost {
		p.number = port.at("containerPort").numberOr(0)
	}
	if p.number == 0 || h.taken[p] {
		return p.number != 0
	}
	if h.taken == nil {
		h.taken = map[hostPort]bool{}
	}
	h.taken[p] = true
	return false
}
