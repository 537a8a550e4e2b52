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
		if protocol := item.at("protocol"); protocol.set() {
			v.plainProtocol(protocol, "") // an empty one does not count as absent
		}
	}
}

func (v *validator) networkPolicyPeer(peer place) {
	block, namespaces, pods := peer.at("ipBlock"), peer.at("namespaceSelector"), peer.at("podSelector")
	v.labelSelector(namespaces)
	v.labelSelector(pods)
	switch selects := namespaces.set() || pods.set(); {
	case block.set() && selects:
		v.problem(peer, "a peer is an ipBlock or what selectors find, not both: make two of it")
	case !block.set() && !selects:
		v.problem(peer, "a peer needs a podSelector, a namespaceSelector or an ipBlock")
	}
	if block.set() {
		v.ipBlock(block)
	}
}

func (v *validator) ipBlock(block place) {
	cidr := block.at("cidr")
	if cidr.saidBySchema() {
		return
	}
	network, ok := parseRange(cidr.text())
	if !ok {
		v.problem(cidr, "%q is no range of addresses: write it as in 10.68.0.0/16", cidr.text())
		return
	}
	for _, except := range block.at("except").items() {
		hole, ok := parseRange(except.text())
		switch {
		case !ok:
			v.problem(except, "%q is no range of addresses: write it as in 10.68.0.0/16", except.text())
		case !network.Contains(hole.Addr()):
			v.problem(except, "%s is not within %s, so that it is no exception from it", except.text(), cidr.text())
		}
	}
}

// policyTypes judges the types of a policy. The server names all of them where it means one.
func (v *validator) policyTypes(types place) {
	items := types.list()
	if len(items) > 2 {
		v.problem(types, "%d policy types are too many: there are Ingress and Egress", len(items))
		return
	}
	for _, item := range items {
		if v.oneOf(item, "", "Ingress", "Egress") {
			continue
		}
		for _, other := range items {
			if other != item {
				v.problemAt(item, other.path(), "the server refuses %q along with %q", other.text(), item.text())
			}
		}
	}
}
