package validation

// scheduling judges what tells the scheduler where a pod may run: nodeSelector, affinity, tolerations.
func (v *validator) scheduling(spec place) {
	v.labels(spec.at("nodeSelector"), spec.at("nodeSelector"))
	v.affinity(spec.at("affinity"))
	v.tolerations(spec.at("tolerations"))
}

// tolerations judges the Tolerations of a pod.
func (v *validator) tolerations(list place) {
	for _, item := range list.items() {
		t := toleration{
			Key: item.at("key").text(), Operator: item.at("operator").text(), Value: item.at("value").text(), Effect: item.at("effect").text(),
		}
		if item.at("tolerationSeconds").set() {
			t.TolerationSeconds = new(int64)
		}
		t.judge(func(field, format string, args ...any) { v.problem(item.at(field), format, args...) })
	}
}

// A toleration is a Toleration as an annotation may hold it: JSON, whose names may be of any case.
type toleration struct {
	Key, Operator, Value, Effect string
	TolerationSeconds            *int64
}

// judge judges a Toleration and says of which field a problem is. The server says operator where it means the value.
func (t toleration) judge(problem func(field, format string, args ...any)) {
	if t.Key != "" {
		for _, m := range LabelKey(t.Key) {
			problem("key", "%q is no name of a taint: %s", t.Key, m)
		}
	}
	switch t.Operator {
	case "", "Equal":
		if t.Key == "" {
			problem("operator", "a toleration without a key is for every taint: its operator must be Exists")
		}
		for _, m := range LabelValue(t.Value) {
			problem("operator", "the value %q is no value of a taint: %s", t.Value, m)
		}
	case "Exists":
		if t.Value != "" {
			problem("operator", "Exists is for every value: leave out the value %q, or the operator", t.Value)
		}
	default:
		problem("operator", "%q is none of Equal, Exists", t.Operator)
	}
	switch t.Effect {
	case "NoExecute":
	case "", "NoSchedule", "PreferNoSchedule":
		if t.TolerationSeconds != nil {
			problem("effect", "tolerationSeconds is for the effect NoExecute, not %q", t.Effect)
		}
	default:
		problem("effect", "%q is none of NoSchedule, PreferNoSchedule, NoExecute", t.Effect)
	}
}
