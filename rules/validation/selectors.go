package validation

// validateLabelSelector validates the keys, operators and values of a label selector, and returns whether they are
// valid.
func (v *validator) validateLabelSelector(selector place) bool {
	ok := v.validateMatchLabels(selector.at("matchLabels"))
	expressions := selector.at("matchExpressions").node.Items()
	for i := range expressions {
		ok = v.validateLabelRequirement(place{node: &expressions[i]}) && ok
	}
	return ok
}

func (v *validator) validateMatchLabels(labels place) bool {
	v.validateLabels(labels, labels)
	return areLabels(labels)
}

// areLabels reports whether all keys and values are valid as those of labels.
func areLabels(labels place) bool {
	fields := labels.node.Fields()
	for i := range fields {
		if len(labelKey(fields[i].Key())) > 0 || len(LabelValue(fields[i].String())) > 0 {
			return false
		}
	}
	return true
}

func (v *validator) validateLabelRequirement(r place) bool {
	ok := true
	key, op, values := r.at("key"), r.at("operator"), r.at("values")
	count := len(values.node.Items())
	switch op.text() {
	case "In", "NotIn":
		if ok = count > 0; !ok {
			v.rejectMissing(values, "add a value for "+op.text()+" to compare with")
		}
	case "Exists", "DoesNotExist":
		if ok = count == 0; !ok {
			v.forbid(values, "with the operator "+op.text())
		}
	default:
		ok = v.requireOneOf(op, "", "In", "NotIn", "Exists", "DoesNotExist")
	}
	faults := labelKey(key.text())
	v.rejectFaultsAt(key, key.path, "label key", key.text(), faults)
	return ok && len(faults) == 0
}

// validateOwnSelector validates the selector by which a workload finds its pods. If the server cannot use it, it
// rejects the selector as a whole too. It does so without details if the values of an expression are invalid.
func (v *validator) validateOwnSelector(selector place) {
	ok := v.validateLabelSelector(selector)
	expressions := selector.at("matchExpressions").node.Items()
	for i := range expressions {
		values := expressions[i].Field("values").Items()
		for j := range values {
			v.rejectFaultsAt(place{node: &values[j]}, selector.path, "label value", values[j].Text(), LabelValue(values[j].String()))
		}
	}
	if !ok {
		v.reject(selector, say("the selector is invalid").help("fix its keys and values"))
	}
}
