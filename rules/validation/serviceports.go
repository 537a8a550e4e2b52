package validation

import (
	"slices"
	"strconv"
)

// The range of node ports is the default of the API server.
const (
	firstNodePort = 30000
	lastNodePort  = 32767
)

// kubeletPort is the port of the kubelet on each node.
const kubeletPort = 10250

// validateServicePorts validates the ports of a Service.
func (v *validator) validateServicePorts(spec place, kind string) {
	ports := spec.at("ports")
	items := ports.list()
	if len(items) == 0 && spec.at("clusterIP").text() != noClusterIP && kind != "ExternalName" {
		v.reject(ports, say("the Service has no ports").help("add a port, or write clusterIP: None"))
	}
	var names, numbers seen
	for _, item := range items {
		v.validateServicePort(item, len(items) == 1)
		if name := item.at("name"); name.text() != "" && names.add(name.text()) {
			v.reject(name, say("two ports are named %q", name.text()).help("rename one of them"))
		}
		if number, ok := item.at("port").number(); ok && numbers.add(portKey(number, item)) {
			v.reject(item, say("the Service has port %d twice", number).help("change or remove one of them"))
		}
		if port, _ := item.at("port").number(); kind == "LoadBalancer" && port == kubeletPort {
			v.reject(item, say("a load balancer cannot use port %d, the kubelet's", port).help("use another port"))
		}
	}
	if has := func(protocol string) bool {
		return slices.ContainsFunc(items, func(item place) bool { return protocolOf(item) == protocol })
	}; kind == "LoadBalancer" && (has("TCP") && has("UDP") || has("SCTP") && (has("TCP") || has("UDP"))) {
		v.reject(ports, say("the ports of the load balancer have different protocols").help("use the same protocol for all ports"))
	}
	v.validateNodePorts(spec, items, kind)
}

// validateServicePort validates one port of a Service.
func (v *validator) validateServicePort(item place, alone bool) {
	v.validateOptionalName(item.at("name"), alone)
	port, target := item.at("port"), item.at("targetPort")
	fine := v.validatePortNumber(port)
	v.validatePlainProtocol(item.at("protocol"), "TCP")
	switch n, isNumber := target.number(); {
	case isNumber && n != 0, target.text() != "":
		v.validateNumberedOrNamedPort(target, "")
	case !fine:
		v.rejectAt(port, target.path(), say("targetPort defaults to %s, which is out of range", port.node.Text()).help("use a port from 1 to %d", maxPort))
	}
}

// validateNodePorts validates the node ports of a Service. The server allocates them one after the other, and those of
// ports with the same number once.
func (v *validator) validateNodePorts(spec place, items []place, kind string) {
	var taken []int64
	var wanted seen
	var sharers map[int64]portShare
	if kind == "NodePort" || kind == "LoadBalancer" {
		sharers = groupByNumber(items)
	}
	for i, item := range items {
		at := item.at("nodePort")
		asked, _ := at.number()
		switch {
		case kind == "ClusterIP" && asked != 0:
			v.forbid(at, "in a Service of type ClusterIP")
			continue
		case asked != 0 && wanted.add(portKey(asked, item)):
			v.reject(at, say("the Service uses node port %d twice", asked).help("change or remove one of them"))
			continue
		case kind != "NodePort" && kind != "LoadBalancer":
			continue
		}
		number, ok := item.at("port").number()
		all := sharers[number]
		if ok && all.first < i && (asked == 0 || asked == all.asked) {
			continue
		}
		if ok && all.first == i {
			asked = all.asked
		}
		if asked != 0 {
			v.validateNodePort(at, asked, taken)
			taken = append(taken, asked)
		}
	}
	check := spec.at("healthCheckNodePort")
	if port, _ := check.number(); port > 0 && kind == "LoadBalancer" && spec.at("externalTrafficPolicy").text() == "Local" {
		v.validateNodePort(check, port, taken)
	}
}

func (v *validator) validateNodePort(at place, port int64, taken []int64) {
	switch {
	case port < firstNodePort || port > lastNodePort:
		v.reject(at, say("node port %d is out of range", port).help("use %d to %d", firstNodePort, lastNodePort))
	case slices.Contains(taken, port):
		v.reject(at, say("the Service uses node port %d twice", port).help("change or remove one of them"))
	}
}

// A portShare is what the ports of a Service with the same number have in common.
type portShare struct {
	first int   // index of the first of them
	asked int64 // the first node port that they ask for, 0 if none
}

// groupByNumber groups the ports of a Service by their number.
func groupByNumber(items []place) map[int64]portShare {
	shares := map[int64]portShare{}
	for i, item := range items {
		number, ok := item.at("port").number()
		if !ok {
			continue
		}
		share, known := shares[number]
		if !known {
			share.first = i
		}
		if share.asked == 0 {
			share.asked, _ = item.at("nodePort").number()
		}
		shares[number] = share
	}
	return shares
}

// portKey returns the key by which the server compares ports.
func portKey(number int64, port place) string {
	return strconv.FormatInt(number, 10) + "/" + protocolOf(port)
}

func protocolOf(port place) string { return port.at("protocol").textOr("TCP") }
