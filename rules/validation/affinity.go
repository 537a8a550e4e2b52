package validation

// affinity judges an Affinity.
func (v *validator) affinity(p place) {
	v.nodeAffinity(p.at("nodeAffinity"))
	v.podAffinity(p.at("podAffinity"))
	v.podAffinity(p.at("podAntiAffinity"))
}

// nodeAffinity judges a NodeAffinity.
func (v *validator) nodeAffinity(p place) {
	if !p.set() {
		return
	}
	for _, term := range p.at("preferredDuringSchedulingIgnoredDuringExecution").items() {
		v.between(term.at("weight"), 1, 100)
		v.nodeSelectorTerm(term.at("preference"))
	}
	terms := p.in("requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms")
	if terms.node.IsList() && len(terms.node.Items()) == 0 {
		v.required(terms, "without a term, no node is good enough")
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
		v.checked(key, key.text(), LabelKey(key.text()))
	}
	op, values := p.at("operator"), p.at("values")
	if !isText(op) || !v.oneOf(op, "", "In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt") {
		return
	}
	count := len(values.node.Items())
	switch op.text() {
	case "In", "NotIn":
		if count == 0 {
			v.required(values, op.text()+" compares with one at least")
		}
	case "Exists", "DoesNotExist":
		if count > 0 {
			v.forbidden(values, op.text()+" compares with none")
		}
	case "Gt", "Lt":
		if count != 1 {
			v.problem(values, "%s compares with one value, not %d", op.text(), count)
		}
	}
}

// nodeFieldRequirement judges a NodeSelectorRequirement about the fields of a node, of which there is its name.
func (v *validator) nodeFieldRequirement(p place) {
	op, values, key := p.at("operator"), p.at("values"), p.at("key")
	if isText(op) && v.oneOf(op, "", "In", "NotIn") && len(values.node.Items()) != 1 {
		v.problem(values, "%s compares a field with one value, not %d", op.text(), len(values.node.Items()))
	}
	if !isText(key) || !v.oneOf(key, "", "metadata.name") {
		return
	}
	for _, name := range values.items() {
		v.checked(name, name.text(), subdomainName(name.text()))
	}
}

// podAffinity judges a PodAffinity or a PodAntiAffinity.
func (v *validator) podAffinity(p place) {
	if !p.set() {
		return
	}
	for _, term := range p.at("requiredDuringSchedulingIgnoredDuringExecution").items() {
		v.podAffinityTerm(term)
	}
	for _, term := range p.at("preferredDuringSchedulingIgnoredDuringExecution").items() {
		v.between(term.at("weight"), 1, 100)
		v.podAffinityTerm(term.at("podAffinityTerm"))
	}
}

// podAffinityTerm judges a PodAffinityTerm. The server has its own names for labelSelector and namespaces.
func (v *validator) podAffinityTerm(p place) {
	if selector := p.at("labelSelector"); selector.set() {
		v.spelled(selector, p.at("matchExpressions").path).labelSelector(selector)
	}
	for _, name := range p.at("namespaces").items() {
		v.spelled(name, p.at("namespace").path).checked(name, name.text(), LabelName(name.text()))
	}
	if key := p.at("topologyKey"); v.notEmpty(key, "the label of nodes that says which are near to each other") && isText(key) {
		v.checked(key, key.text(), LabelKey(key.text()))
	}
}
