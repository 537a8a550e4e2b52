package validation

// validateNetworkPolicy validates a NetworkPolicy, which has the same fields in both groups.
func (v *validator) validateNetworkPolicy(root place) {
	v.validateObjectMeta(root.at("metadata"), SubdomainName)
	spec := root.at("spec")
	for _, rule := range spec.at("egress").items() {
		v.validateNetworkPolicyRule(rule, "to")
	}
	for _, rule := range spec.at("ingress").items() {
		v.validateNetworkPolicyRule(rule, "from")
	}
	v.validateLabelSelector(spec.at("podSelector"))
	v.validatePolicyTypes(spec.at("policyTypes"))
}

func (v *validator) validateNetworkPolicyRule(rule place, peers string) {
	for _, peer := range rule.at(peers).items() {
		v.validateNetworkPolicyPeer(peer)
	}
	for _, item := range rule.at("ports").items() {
		v.validateNumberedOrNamedPort(item.at("port"), "")
		if protocol := item.at("protocol"); protocol.isSet() {
			v.validatePlainProtocol(protocol, "") // an empty one has no default
		}
	}
}

func (v *validator) validateNetworkPolicyPeer(peer place) {
	block, namespaces, pods := peer.at("ipBlock"), peer.at("namespaceSelector"), peer.at("podSelector")
	v.validateLabelSelector(namespaces)
	v.validateLabelSelector(pods)
	switch selects := namespaces.isSet() || pods.isSet(); {
	case block.isSet() && selects:
		v.reject(peer, say("the peer has both an ipBlock and selectors").help("make two peers of it"))
	case !block.isSet() && !selects:
		v.reject(peer, say("the peer is empty").help("add podSelector, namespaceSelector or ipBlock"))
	}
	if block.isSet() {
		v.validateIPBlock(block)
	}
}

func (v *validator) validateIPBlock(block place) {
	cidr := block.at("cidr")
	if cidr.isLeftToSchema() {
		return
	}
	network, ok := parseRange(cidr.text())
	if !ok {
		v.reject(cidr, notRange(cidr.text()))
		return
	}
	for _, except := range block.at("except").items() {
		hole, ok := parseRange(except.text())
		switch {
		case !ok:
			v.reject(except, notRange(except.text()))
		case !network.Contains(hole.Addr()):
			v.reject(except, say("%s is outside of %s", except.text(), cidr.text()).help("use a range within %s", cidr.text()))
		}
	}
}

// validatePolicyTypes validates the types of a policy. The server names all of them if one is wrong.
func (v *validator) validatePolicyTypes(types place) {
	items := types.list()
	if len(items) > 2 {
		v.reject(types, say("%d policy types are too many", len(items)).help("keep Ingress, Egress or both"))
		return
	}
	for _, item := range items {
		if v.requireOneOf(item, "", "Ingress", "Egress") {
			continue
		}
		for _, other := range items {
			if other != item {
				v.rejectAt(item, other.path(), say("%q is rejected along with %q", other.text(), item.text()).help("fix %q", item.text()))
			}
		}
	}
}
