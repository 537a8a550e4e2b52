package validation

// networkPolicy judges a NetworkPolicy, which is the same in both groups.
func (v *validator) networkPolicy(root place) {
	v.objectMeta(root.at("metadata"), subdomainName)
	spec := root.at("spec")
	for _, rule := range spec.at("egress").items() {
		v.networkPolicyRule(rule, "to")
	}
	for _, rule := range spec.at("ingress").items() {
		v.networkPolicyRule(rule, "from")
	}
	v.labelSelector(spec.at("podSelector"))
	v.policyTypes(spec.at("policyTypes"))
}

func (v *validator) networkPolicyRule(rule place, peers string) {
	for _, peer := range rule.at(peers).items() {
		v.networkPolicyPeer(peer)
	}
	for _, item := range rule.at("ports").items() {
		v.numberedOrNamedPort(item.at("port"), "")
		if protocol := item.at("protocol"); protocol.isSet() {
			v.plainProtocol(protocol, "") // an empty one does not count as absent
		}
	}
}

func (v *validator) networkPolicyPeer(peer place) {
	block, namespaces, pods := peer.at("ipBlock"), peer.at("namespaceSelector"), peer.at("podSelector")
	v.labelSelector(namespaces)
	v.labelSelector(pods)
	switch selects := namespaces.isSet() || pods.isSet(); {
	case block.isSet() && selects:
		v.reject(peer, say("the peer has both an ipBlock and selectors").help("make two peers of it"))
	case !block.isSet() && !selects:
		v.reject(peer, say("the peer is empty").help("add podSelector, namespaceSelector or ipBlock"))
	}
	if block.isSet() {
		v.ipBlock(block)
	}
}

func (v *validator) ipBlock(block place) {
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

// policyTypes judges the types of a policy. The server names all of them where it means one.
func (v *validator) policyTypes(types place) {
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
