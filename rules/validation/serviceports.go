package validation

import (
	"slices"
)

// Node ports come from the range that an API server has when it is told nothing.
const (
	firstNodePort = 30000
	lastNodePort  = 32767
)

// kubeletPort is where the kubelet of a node listens.
const kubeletPort = 10250

// servicePorts judges the ports of a Service.
func (v *validator) servicePorts(spec place, kind string) {
	ports := spec.at("ports")
	items := ports.list()
	if len(items) == 0 && spec.at("clusterIP").text() != noClusterIP && kind != "ExternalName" {
		v.required(ports, "only a headless Service goes without")
	}
	for i, item := range items {
		v.servicePort(item, len(items) == 1)
		if name := item.at("name"); name.text() != "" && isRepeated(item, items[:i], samePortName) {
			v.problem(name, "the port before has the name %q as well: names tell ports apart", name.text())
		}
		if isRepeated(item, items[:i], samePort) {
			v.problem(item, "the Service has this port already: drop it, or change its number")
		}
		if port, _ := item.at("port").number(); kind == "LoadBalancer" && port == kubeletPort {
			v.problem(item, "a load balancer may not lead to port %d, which is that of the kubelet", port)
		}
	}
	if has := func(protocol string) bool {
		return slices.ContainsFunc(items, func(item place) bool { return protocolOf(item) == protocol })
	}; kind == "LoadBalancer" && (has("TCP") && has("UDP") || has("SCTP") && (has("TCP") || has("UDP"))) {
		v.problem(ports, "the ports of a load balancer must have one protocol in common")
	}
	v.nodePorts(spec, items, kind)
}

// servicePort judges a port by itself.
func (v *validator) servicePort(item place, alone bool) {
	v.optionalName(item.at("name"), alone)
	port, target := item.at("port"), item.at("targetPort")
	fine := v.portNumber(port)
	v.plainProtocol(item.at("protocol"), "TCP")
	switch n, isNumber := target.number(); {
	case isNumber && n != 0, target.text() != "":
		v.numberedOrNamedPort(target, "")
	case !fine:
		v.problemAt(port, target.path(), "without targetPort, %s is the port of the pods as well", port.node.Text())
	}
}

// nodePorts judges the ports of the nodes that a Service asks for. The server takes them in turn, those of ports with the
// same number as one.
func (v *validator) nodePorts(spec place, items []place, kind string) {
	var taken []int64
	for i, item := range items {
		at := item.at("nodePort")
		asked, _ := at.number()
		switch {
		case kind == "ClusterIP" && asked != 0:
			v.forbidden(at, "a Service of type ClusterIP has no ports on the nodes")
			continue
		case asked != 0 && isRepeated(item, items[:i], sameNodePort):
			v.problem(at, "the Service asks for node port %d already", asked)
			continue
		case kind != "NodePort" && kind != "LoadBalancer":
			continue
		}
		first := slices.IndexFunc(items, func(other place) bool { return sameNumber(item, other, "port") })
		if first >= 0 && first < i && (asked == 0 || asked == requestedNodePort(items, item)) {
			continue
		}
		if first == i {
			asked = requestedNodePort(items, item)
		}
		if asked != 0 {
			v.takeNodePort(at, asked, taken)
			taken = append(taken, asked)
		}
	}
	check := spec.at("healthCheckNodePort")
	if port, _ := check.number(); port > 0 && kind == "LoadBalancer" && spec.at("externalTrafficPolicy").text() == "Local" {
		v.takeNodePort(check, port, taken)
	}
}

func (v *validator) takeNodePort(at place, port int64, taken []int64) {
	switch {
	case port < firstNodePort || port > lastNodePort:
		v.problem(at, "%d is out of range: a port of the nodes is between %d and %d", port, firstNodePort, lastNodePort)
	case slices.Contains(taken, port):
		v.problem(at, "the Service asks for node port %d already", port)
	}
}

// requestedNodePort is the first that ports with the number of a port ask for, 0 if none does.
func requestedNodePort(items []place, port place) int64 {
	for _, other := range items {
		if n, _ := other.at("nodePort").number(); n != 0 && sameNumber(port, other, "port") {
			return n
		}
	}
	return 0
}

func isRepeated(item place, before []place, same func(a, b place) bool) bool {
	return slices.ContainsFunc(before, func(b place) bool { return same(item, b) })
}

func samePortName(a, b place) bool { return a.at("name").text() == b.at("name").text() }

func samePort(a, b place) bool { return sameNumber(a, b, "port") && protocolOf(a) == protocolOf(b) }

func sameNodePort(a, b place) bool {
	return sameNumber(a, b, "nodePort") && protocolOf(a) == protocolOf(b)
}

func sameNumber(a, b place, field string) bool {
	n, ok := a.at(field).number()
	m, also := b.at(field).number()
	return ok && also && n == m
}

func protocolOf(port place) string { return port.at("protocol").textOr("TCP") }
