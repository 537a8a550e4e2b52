package validation

// endpoints judges Endpoints.
func (v *validator) endpoints(root place) {
	v.objectMeta(root.at("metadata"), subdomainName)
	for _, subset := range root.at("subsets").items() {
		v.endpointSubset(subset)
	}
}

func (v *validator) endpointSubset(subset place) {
	ready, notReady := subset.at("addresses").list(), subset.at("notReadyAddresses").list()
	if len(ready) == 0 && len(notReady) == 0 {
		v.reject(subset, say("the subset has no addresses").help("add addresses or notReadyAddresses"))
	}
	for _, address := range ready {
		v.endpointAddress(address)
	}
	for _, address := range notReady {
		v.endpointAddress(address)
	}
	ports := subset.at("ports").list()
	for _, port := range ports {
		v.optionalName(port.at("name"), len(ports) == 1)
		v.portNumber(port.at("port"))
		v.plainProtocol(port.at("protocol"), "TCP")
	}
}

func (v *validator) endpointAddress(address place) {
	if hostname := address.at("hostname"); hostname.text() != "" {
		v.rejectFaults(hostname, hostname.text(), LabelName(hostname.text()))
	}
	if ip := address.at("ip"); !ip.isLeftToSchema() {
		v.publicAddress(ip)
	}
	if name, isString := address.at("nodeName").node.Str(); isString { // an empty one counts
		v.rejectFaults(address.at("nodeName"), name, subdomainName(name))
	}
}
