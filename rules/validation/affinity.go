package validation

// affinity judges an Affinity.
func (v *validator) affinity(p place) {
	v.nodeAffinity(p.at("nodeAffinity"))
	v.podAffinity(p.at("podAffinity"))
	v.podAffinity(p.at("podAntiAffinity"))
}

// nodeAffinity judges a NodeAffinity.
func (v *validator) nodeAffinity(p place) {
	if !p.isSet() {
		return
	}
	for _, term := range p.at("preferredDuringSchedulingIgnoredDuringExecution").items() {
		v.requireRange(term.at("weight"), 1, 100)
		v.nodeSelectorTerm(term.at("preference"))
	}
	terms := p.in("requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms")
	if terms.node.IsList() && len(terms.node.Items()) == 0 {
		v.rejectMissing(terms, "add a term, or remove the requirement")
	}
	for _, term := range terms.items() {
		v.nodeSelectorTerm(term)
	}
}

// nodeSelectorTerm judges a NodeSelectorTerm.
func (v *validator) nodeSelectorTerm(p place) {
	for _, r := range p.at("matchExpressions").items() {
		v.nodeSelectorRequirement(r)
	}
	for _, r := range p.at("matchFields").items() {
		v.nodeFieldRequirement(r)
	}
}

// nodeSelectorRequirement judges a NodeSelectorRequirement about the labels of a node. Its values may be anything.
func (v *validator) nodeSelectorRequirement(p place) {
	if key := p.at("key"); isText(key) {
		v.rejectFaults(key, key.text(), LabelKey(key.text()))
	}
	op, values := p.at("operator"), p.at("values")
	if !isText(op) || !v.requireOneOf(op, "", "In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt") {
		return
	}
	count := len(values.node.Items())
	switch op.text() {
	case "In", "NotIn":
		if count == 0 {
			v.rejectMissing(values, "add a value for "+op.text()+" to compare with")
		}
	case "Exists", "DoesNotExist":
		if count > 0 {
			v.forbid(values, "with the operator "+op.text())
		}
	case "Gt", "Lt":
		if count != 1 {
			v.reject(values, say("%s needs exactly 1 value, not %d", op.text(), count).help("write one value"))
		}
	}
}

// nodeFieldRequirement judges a NodeSelectorRequirement about the fields of a node, of which there is its name.
func (v *validator) nodeFieldRequirement(p place) {
	op, values, key := p.at("operator"), p.at("values"), p.at("key")
	if isText(op) && v.requireOneOf(op, "", "In", "NotIn") && len(values.node.Items()) != 1 {
		v.reject(values, say("%s needs exactly 1 value, not %d", op.text(), len(values.node.Items())).help("write one value"))
	}
	if !isText(key) || !v.requireOneOf(key, "", "metadata.name") {
		return
	}
	for _, name := range values.items() {
		v.rejectFaults(name, name.text(), subdomainName(name.text()))
	}
}

// podAffinity judges a PodAffinity or a PodAntiAffinity.
func (v *validator) podAffinity(p place) {
	if !p.isSet() {
		return
	}
	for _, term := range p.at("requiredDuringSchedulingIgnoredDuringExecution").items() {
		v.podAffinityTerm(term)
	}
	for _, term := range p.at("preferredDuringSchedulingIgnoredDuringExecution").items() {
		v.requireRange(term.at("weight"), 1, 100)
		v.podAffinityTerm(term.at("podAffinityTerm"))
	}
}

// podAffinityTerm judges a PodAffinityTerm. The server has its own names for labelSelector and namespaces.
func (v *validator) podAffinityTerm(p place) {
	if selector := p.at("labelSelector"); selector.isSet() {
		v.spelled(selector, p.at("matchExpressions").path).labelSelector(selector)
	}
	for _, name := range p.at("namespaces").items() {
		v.spelled(name, p.at("namespace").path).rejectFaults(name, name.text(), LabelName(name.text()))
	}
	if key := p.at("topologyKey"); v.requireNonEmpty(key, "name a label of the nodes, such as kubernetes.io/hostname") && isText(key) {
		v.rejectFaults(key, key.text(), LabelKey(key.text()))
	}
}
