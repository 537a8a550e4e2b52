package validation

// validateAffinity validates an Affinity.
func (v *validator) validateAffinity(p place) {
	v.validateNodeAffinity(p.at("nodeAffinity"))
	v.validatePodAffinity(p.at("podAffinity"))
	v.validatePodAffinity(p.at("podAntiAffinity"))
}

// validateNodeAffinity validates a NodeAffinity.
func (v *validator) validateNodeAffinity(p place) {
	if !p.isSet() {
		return
	}
	for _, term := range p.at("preferredDuringSchedulingIgnoredDuringExecution").items() {
		v.requireRange(term.at("weight"), 1, 100)
		v.validateNodeSelectorTerm(term.at("preference"))
	}
	terms := p.in("requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms")
	if terms.node.IsList() && len(terms.node.Items()) == 0 {
		v.rejectMissing(terms, "add a term, or remove the requirement")
	}
	for _, term := range terms.items() {
		v.validateNodeSelectorTerm(term)
	}
}

// validateNodeSelectorTerm validates a NodeSelectorTerm.
func (v *validator) validateNodeSelectorTerm(p place) {
	for _, r := range p.at("matchExpressions").items() {
		v.validateNodeSelectorRequirement(r)
	}
	for _, r := range p.at("matchFields").items() {
		v.validateNodeFieldRequirement(r)
	}
}

// validateNodeSelectorRequirement validates a NodeSelectorRequirement about the labels of a node. The server does not
// validate its values.
func (v *validator) validateNodeSelectorRequirement(p place) {
	if key := p.at("key"); isText(key) {
		v.rejectFaults(key, key.text(), labelKey(key.text()))
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

// validateNodeFieldRequirement validates a NodeSelectorRequirement about the fields of a node. The only such field is
// the name.
func (v *validator) validateNodeFieldRequirement(p place) {
	op, values, key := p.at("operator"), p.at("values"), p.at("key")
	if isText(op) && v.requireOneOf(op, "", "In", "NotIn") && len(values.node.Items()) != 1 {
		v.reject(values, say("%s needs exactly 1 value, not %d", op.text(), len(values.node.Items())).help("write one value"))
	}
	if !isText(key) || !v.requireOneOf(key, "", "metadata.name") {
		return
	}
	for _, name := range values.items() {
		v.rejectFaults(name, name.text(), SubdomainName(name.text()))
	}
}

// validatePodAffinity validates a PodAffinity or a PodAntiAffinity.
func (v *validator) validatePodAffinity(p place) {
	if !p.isSet() {
		return
	}
	for _, term := range p.at("requiredDuringSchedulingIgnoredDuringExecution").items() {
		v.validatePodAffinityTerm(term)
	}
	for _, term := range p.at("preferredDuringSchedulingIgnoredDuringExecution").items() {
		v.requireRange(term.at("weight"), 1, 100)
		v.validatePodAffinityTerm(term.at("podAffinityTerm"))
	}
}

// validatePodAffinityTerm validates a PodAffinityTerm. The server spells labelSelector and namespaces in other ways.
func (v *validator) validatePodAffinityTerm(p place) {
	if selector := p.at("labelSelector"); selector.isSet() {
		v.withPath(selector, p.at("matchExpressions").path).validateLabelSelector(selector)
	}
	for _, name := range p.at("namespaces").items() {
		v.withPath(name, p.at("namespace").path).rejectFaults(name, name.text(), LabelName(name.text()))
	}
	if key := p.at("topologyKey"); v.requireNonEmpty(key, "name a label of the nodes, such as kubernetes.io/hostname") && isText(key) {
		v.rejectFaults(key, key.text(), labelKey(key.text()))
	}
}
