package validation

import "slices"

// A Requirement is what a label selector requires of one label.
type Requirement struct {
	Key      string
	Operator string // In, NotIn, Exists or DoesNotExist
	Values   []string
}

// IsValid reports whether the server accepts the requirement.
func (r *Requirement) IsValid() bool {
	switch r.Operator {
	case "In", "NotIn":
		if len(r.Values) == 0 {
			return false
		}
	case "Exists", "DoesNotExist":
		if len(r.Values) > 0 {
			return false
		}
	default:
		return false
	}
	return labelKey(r.Key) == nil && !slices.ContainsFunc(r.Values, func(v string) bool { return LabelValue(v) != nil })
}

// Allows reports whether an object may have the label with a value, or lack it.
func (r *Requirement) Allows(value string, exists bool) bool {
	switch r.Operator {
	case "In":
		return exists && slices.Contains(r.Values, value)
	case "NotIn":
		return !exists || !slices.Contains(r.Values, value)
	case "Exists":
		return exists
	}
	return !exists
}

// parseRequirements parses the selector of a Job, and adds what the server adds. ok is false if the selector is invalid.
func parseRequirements(selector place) (all []Requirement, ok bool) {
	wanted := selector.at("matchLabels")
	for _, label := range wanted.entries() {
		all = append(all, Requirement{label.key(), "In", []string{label.text()}})
	}
	for _, expression := range selector.at("matchExpressions").items() {
		r := Requirement{Key: expression.at("key").text(), Operator: expression.at("operator").text()}
		for _, value := range expression.at("values").items() {
			r.Values = append(r.Values, value.text())
		}
		all = append(all, r)
	}
	if slices.ContainsFunc(all, func(r Requirement) bool { return !r.IsValid() }) {
		return nil, false
	}
	if !wanted.at(labelControllerUID).isSet() {
		all = append(all, Requirement{labelControllerUID, "In", []string{unknownUID}})
	}
	return all, true
}

func matchesAll(labels map[string]string, wanted []Requirement) bool {
	return !slices.ContainsFunc(wanted, func(r Requirement) bool {
		value, exists := labels[r.Key]
		return !r.Allows(value, exists)
	})
}
