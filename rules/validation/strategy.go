package validation

import (
	"strconv"
	"strings"
)

// The update strategies of Deployments and StatefulSets.
const (
	rollingUpdate = "RollingUpdate"
	recreate      = "Recreate"
	onDelete      = "OnDelete"
)

// validateDeploymentStrategy validates how a Deployment replaces its pods.
func (v *validator) validateDeploymentStrategy(strategy place) {
	rolling := strategy.at("rollingUpdate")
	switch kind := strategy.at("type").textOr(rollingUpdate); kind {
	case rollingUpdate:
		v.validateRollingUpdate(rolling)
	case recreate:
		if rolling.isSet() {
			v.forbid(rolling, "with the type Recreate")
		}
	default:
		v.rejectAt(strategy.at("type"), strategy.path(), notOneOf("strategy type", kind, []string{rollingUpdate, recreate}))
	}
}

func (v *validator) validateRollingUpdate(rolling place) {
	if !rolling.isSet() {
		return
	}
	unavailable, surge := rolling.at("maxUnavailable"), rolling.at("maxSurge")
	v.validateIntOrPercent(unavailable)
	v.validateIntOrPercent(surge)
	switch n := readAmount(unavailable); {
	case n == 0 && readAmount(surge) == 0:
		if !unavailable.isSet() {
			return
		}
		v.reject(unavailable, say("maxUnavailable and maxSurge are both 0").help("set one of them to at least 1"))
	case n > 100 && isPercent(unavailable.text()):
		v.reject(unavailable, say("maxUnavailable %s is more than 100%%", unavailable.text()).help("use at most 100%%"))
	}
}

// validateIntOrPercent validates a number of pods that may be a percentage.
func (v *validator) validateIntOrPercent(p place) {
	if s, ok := p.node.Str(); ok && !isPercent(s) {
		x := say("%s %q is not a percentage", lastName(p), s).help("write it like 25%%, or a number without quotes")
		if isPercent(s + "%") {
			x = x.help("write %s without quotes, or %s%%", s, s)
		}
		v.reject(p, x)
	}
	v.rejectNegative(p)
}

func isPercent(s string) bool {
	digits, ok := strings.CutSuffix(s, "%")
	if !ok || digits == "" {
		return false
	}
	return strings.Trim(digits, "0123456789") == ""
}

// readAmount returns a number or percentage as the server reads it. Other texts are 0. The default is not 0.
func readAmount(p place) int64 {
	if !p.isSet() {
		return 1
	}
	if s, ok := p.node.Str(); ok {
		if isPercent(s) {
			s = strings.TrimSuffix(s, "%")
		}
		n, _ := strconv.ParseInt(s, 10, 64)
		return n
	}
	return p.numberOr(1)
}

// validateStatefulStrategy validates how a StatefulSet replaces its pods.
func (v *validator) validateStatefulStrategy(strategy place) {
	kind, rolling := strategy.at("type"), strategy.at("rollingUpdate")
	switch def := v.defaultStatefulStrategy(); kind.textOr(def) {
	case rollingUpdate:
		if kind.text() != "" { // the default strategy has a rollingUpdate of its own
			v.rejectNegative(rolling.at("partition"))
		}
	case onDelete:
		if rolling.isSet() {
			v.forbid(rolling, "with the type OnDelete")
		}
	default:
		v.rejectAt(kind, strategy.path(), notOneOf("updateStrategy type", kind.text(), []string{rollingUpdate, onDelete}))
	}
}

func (v *validator) defaultStatefulStrategy() string {
	if v.gvk.Version == "v1beta1" {
		return onDelete
	}
	return rollingUpdate
}
