package validation

// validateEndpoints validates Endpoints.
func (v *validator) validateEndpoints(root place) {
	v.validateObjectMeta(root.at("metadata"), SubdomainName)
	for _, subset := range root.at("subsets").items() {
		v.validateEndpointSubset(subset)
	}
}

func (v *validator) validateEndpointSubset(subset place) {
	ready, notReady := subset.at("addresses").list(), subset.at("notReadyAddresses").list()
	if len(ready) == 0 && len(notReady) == 0 {
		v.reject(subset, say("the subset has no addresses").help("add addresses or notReadyAddresses"))
	}
	for _, address := range ready {
		v.validateEndpointAddress(address)
	}
	for _, address := range notReady {
		v.validateEndpointAddress(address)
	}
	ports := subset.at("ports").list()
	for _, port := range ports {
		v.validateOptionalName(port.at("name"), len(ports) == 1)
		v.validatePortNumber(port.at("port"))
		v.validatePlainProtocol(port.at("protocol"), "TCP")
	}
}

func (v *validator) validateEndpointAddress(address place) {
	if hostname := address.at("hostname"); hostname.text() != "" {
		v.rejectFaults(hostname, hostname.text(), LabelName(hostname.text()))
	}
	if ip := address.at("ip"); !ip.isLeftToSchema() {
		v.validatePublicAddress(ip)
	}
	if name, isString := address.at("nodeName").node.Str(); isString { // an empty name is invalid too
		v.rejectFaults(address.at("nodeName"), name, SubdomainName(name))
	}
}
