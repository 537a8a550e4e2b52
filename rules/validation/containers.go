package validation

import "strings"

// validateContainers validates the init containers and the containers of a pod. volumes are those that a mount may
// name.
func (v *validator) validateContainers(spec place, volumes *podVolumes) {
	first, main := spec.at("initContainers"), spec.at("containers")
	if v.lacksSpec(spec) || main.node.IsList() && len(main.node.Items()) == 0 {
		v.reject(main, say("the pod has no containers").help("add a container under containers"))
	}
	var names seen
	for _, c := range main.items() {
		v.validateContainer(c, spec, volumes)
		v.rejectRepeatedName(c, &names)
	}
	for _, c := range first.items() {
		v.validateContainer(c, spec, volumes)
		v.rejectRepeatedName(c, &names)
		for _, field := range [...]string{"livenessProbe", "readinessProbe", "lifecycle"} {
			if p := c.at(field); p.isSet() {
				v.forbid(p, "in an init container")
			}
		}
	}
	v.validateHostPorts(spec)
}

// lacksSpec reports whether the spec that should hold the containers is missing, and the schema does not require it.
// The schema requires most templates.
func (v *validator) lacksSpec(spec place) bool {
	field, _, _ := strings.Cut(spec.rest, ".")
	if spec.up.IsNull() {
		field = spec.up.Key()
	}
	demanded := field == "jobTemplate" || field == "template" && v.gvk.Kind != "ReplicaSet"
	return !spec.isSet() && !demanded
}

// rejectRepeatedName reports a container whose name another one has.
func (v *validator) rejectRepeatedName(c place, names *seen) {
	if name := c.at("name"); name.text() != "" && names.add(name.text()) {
		v.reject(name, say("two containers are named %q", name.text()).help("rename one of them"))
	}
}

func (v *validator) validateContainer(c, spec place, volumes *podVolumes) {
	if name := c.at("name"); isBlank(name) {
		v.rejectMissing(name, "name the container, such as web")
	} else {
		v.requireLabelName(name)
	}
	if image := c.at("image"); lacksText(image) {
		v.rejectMissing(image, "name the image that the container runs")
	}
	v.validatePorts(c.at("ports"))
	v.validateEnvFrom(c.at("envFrom"))
	v.validateEnv(c.at("env"))
	v.validateResources(c.at("resources"))
	v.validateVolumeMounts(c, volumes)
	v.validateVolumeDevices(c, volumes)
	v.validateProbe(c.at("livenessProbe"))
	if p := c.in("livenessProbe", "successThreshold"); p.numberOr(1) > 1 {
		v.reject(p, say("successThreshold of a liveness probe cannot be %d", p.numberOr(0)).help("use 1, or remove it"))
	}
	v.validateProbe(c.at("readinessProbe"))
	v.validateLifecycle(c.at("lifecycle"))
	v.requireOneOf(c.at("terminationMessagePolicy"), "File", "File", "FallbackToLogsOnError")
	v.requireOneOf(c.at("imagePullPolicy"), "IfNotPresent", "Always", "IfNotPresent", "Never")
	v.validateSecurityContext(c.at("securityContext"))
}

// validatePorts validates the ports of a container.
func (v *validator) validatePorts(ports place) {
	var names seen
	for _, port := range ports.items() {
		name := port.at("name")
		if s := name.text(); s != "" && v.validatePortName(name) && names.add(s) {
			v.reject(name, say("two ports of the container are named %q", s).help("rename one of them"))
		}
		v.requireRange(port.at("containerPort"), 1, 65535)
		if host := port.at("hostPort"); host.numberOr(0) != 0 {
			v.requireRange(host, 1, 65535)
		}
		v.validateProtocol(port.at("protocol"))
	}
}

// validateProtocol validates the protocol of a container's port. The feature gate of SCTP is off. The server checks the
// gate in all templates, even in those whose other fields it validates only when the pods are created, and spells the
// path in a Pod differently.
func (v *validator) validateProtocol(p place) {
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

// validateHostPorts reports host ports that a pod uses twice. With hostNetwork every container port is a host port.
func (v *validator) validateHostPorts(spec place) {
	onHost := spec.at("hostNetwork").isTrue()
	main := hostPorts{onHost: onHost}
	for _, c := range spec.at("containers").items() {
		for _, port := range c.at("ports").items() {
			number, host := port.at("containerPort"), port.at("hostPort")
			if onHost && host.numberOr(0) != 0 && host.numberOr(0) != number.numberOr(0) {
				v.reject(number, say("containerPort %d differs from hostPort %d under hostNetwork", number.numberOr(0), host.numberOr(0)).help("use the same number for both"))
			}
			if main.add(port) {
				v.reject(host, say("two ports of the pod use the same port of the host").help("change or remove one of them"))
			}
		}
	}
	for _, c := range spec.at("initContainers").items() {
		own := hostPorts{onHost: onHost} // they run one after the other
		for _, port := range c.at("ports").items() {
			if own.add(port) {
				// The server validates each init container alone, so it names the first in the path.
				list := c.node.Parent().Path()
				rest := port.at("hostPort").path()[len(c.path()):]
				v.rejectAt(port.at("hostPort"), list+"[0]"+rest, say("two ports of the container use the same port of the host").help("change or remove one of them"))
			}
		}
	}
}

// hostPorts are the host ports that a pod uses.
type hostPorts struct {
	onHost bool
	taken  map[hostPort]bool
}

type hostPort struct {
	protocol, ip string
	number       int64
}

// add adds the host port of a container's port, and reports whether it was there already.
func (h *hostPorts) add(port place) bool {
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
