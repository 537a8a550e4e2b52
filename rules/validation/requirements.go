package validation

import "slices"

// A requirement is what a label selector requires of one label.
type requirement struct {
	key      string
	operator string // In, NotIn, Exists or DoesNotExist
	values   []string
}

// isValid reports whether the server accepts the requirement.
func (r requirement) isValid() bool {
	switch r.operator {
	case "In", "NotIn":
		if len(r.values) == 0 {
			return false
		}
	case "Exists", "DoesNotExist":
		if len(r.values) > 0 {
			return false
		}
	default:
		return false
	}
	return LabelKey(r.key) == nil && !slices.ContainsFunc(r.values, func(v string) bool { return LabelValue(v) != nil })
}

// matches reports whether the labels of an object are as required. An object without the label is not in the values.
func (r requirement) matches(labels map[string]string) bool {
	value, exists := labels[r.key]
	switch r.operator {
	case "In":
		return exists && slices.Contains(r.values, value)
	case "NotIn":
		return !exists || !slices.Contains(r.values, value)
	case "Exists":
		return exists
	}
	return !exists
}

// parseRequirements parses the selector of a Job, and adds what the server adds. ok is false if the selector is invalid.
func parseRequirements(selector place) (all []requirement, ok bool) {
	wanted := selector.at("matchLabels")
	for _, label := range wanted.entries() {
		all = append(all, requirement{label.key(), "In", []string{label.text()}})
	}
	for _, expression := range selector.at("matchExpressions").items() {
		r := requirement{key: expression.at("key").text(), operator: expression.at("operator").text()}
		for _, value := range expression.at("values").items() {
			r.values = append(r.values, value.text())
		}
		all = append(all, r)
	}
	if slices.ContainsFunc(all, func(r requirement) bool { return !r.isValid() }) {
		return nil, false
	}
	if !wanted.at(labelControllerUID).isSet() {
		all = append(all, requirement{labelControllerUID, "In", []string{unknownUID}})
	}
	return all, true
}

func matchesAll(labels map[string]string, wanted []requirement) bool {
	return !slices.ContainsFunc(wanted, func(r requirement) bool { return !r.matches(labels) })
}
