package validation

// labelSelector judges a label selector itself: its keys, operators and values. It returns whether all is well.
func (v *validator) labelSelector(selector place) bool {
	ok := v.matchLabels(selector.at("matchLabels"))
	expressions := selector.at("matchExpressions").node.Items()
	for i := range expressions {
		ok = v.labelRequirement(place{node: &expressions[i]}) && ok
	}
	return ok
}

func (v *validator) matchLabels(labels place) bool {
	v.labels(labels, labels)
	return areLabels(labels)
}

// areLabels reports whether all keys and values may be those of labels.
func areLabels(labels place) bool {
	fields := labels.node.Fields()
	for i := range fields {
		if len(LabelKey(fields[i].Key())) > 0 || len(LabelValue(fields[i].String())) > 0 {
			return false
		}
	}
	return true
}

func (v *validator) labelRequirement(r place) bool {
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
	faults := LabelKey(key.text())
	v.rejectFaultsAt(key, key.path, "label key", key.text(), faults)
	return ok && len(faults) == 0
}

// ownSelector judges the selector by which a workload finds its pods. The server also names the selector as a whole when
// it cannot use it; of the values to compare with it says no more.
func (v *validator) ownSelector(selector place) {
	ok := v.labelSelector(selector)
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
