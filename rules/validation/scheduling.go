package validation

// validateScheduling validates the fields that restrict where a pod may run: nodeSelector, affinity and tolerations.
func (v *validator) validateScheduling(spec place) {
	v.validateLabels(spec.at("nodeSelector"), spec.at("nodeSelector"))
	v.validateAffinity(spec.at("affinity"))
	v.validateTolerations(spec.at("tolerations"))
}

// validateTolerations validates the Tolerations of a pod.
func (v *validator) validateTolerations(list place) {
	for _, item := range list.items() {
		t := toleration{
			Key: item.at("key").text(), Operator: item.at("operator").text(), Value: item.at("value").text(), Effect: item.at("effect").text(),
		}
		if item.at("tolerationSeconds").isSet() {
			t.TolerationSeconds = new(int64)
		}
		t.validate(func(field string, x Problem) { v.reject(item.at(field), x) })
	}
}

// A toleration is a Toleration. An annotation may hold it as JSON, in which the case of the names does not matter.
type toleration struct {
	Key, Operator, Value, Effect string
	TolerationSeconds            *int64
}

// validate reports the problems of a Toleration, each with its field. The server names the operator where it means the
// value.
func (t toleration) validate(reject func(field string, x Problem)) {
	if t.Key != "" {
		for _, f := range labelKey(t.Key) {
			reject("key", f.of("taint key", t.Key))
		}
	}
	switch t.Operator {
	case "", "Equal":
		if t.Key == "" {
			reject("operator", say("a toleration without a key needs the operator Exists").help("write operator: Exists"))
		}
		for _, f := range LabelValue(t.Value) {
			reject("operator", f.of("taint value", t.Value))
		}
	case "Exists":
		if t.Value != "" {
			reject("operator", say("a toleration with the operator Exists cannot have a value").help("remove the value or the operator"))
		}
	default:
		reject("operator", notOneOf("operator", t.Operator, []string{"Equal", "Exists"}))
	}
	switch t.Effect {
	case "NoExecute":
	case "", "NoSchedule", "PreferNoSchedule":
		if t.TolerationSeconds != nil {
			reject("effect", say("tolerationSeconds needs the effect NoExecute").help("remove tolerationSeconds, or write effect: NoExecute"))
		}
	default:
		reject("effect", notOneOf("effect", t.Effect, []string{"NoSchedule", "PreferNoSchedule", "NoExecute"}))
	}
}
