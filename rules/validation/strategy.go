package validation

import (
	"strconv"
	"strings"
)

// The strategies of Deployments and StatefulSets.
const (
	rollingUpdate = "RollingUpdate"
	recreate      = "Recreate"
	onDelete      = "OnDelete"
)

// deploymentStrategy judges how a Deployment replaces its pods.
func (v *validator) deploymentStrategy(strategy place) {
	rolling := strategy.at("rollingUpdate")
	switch kind := strategy.at("type").textOr(rollingUpdate); kind {
	case rollingUpdate:
		v.rollingUpdate(rolling)
	case recreate:
		if rolling.set() {
			v.forbidden(rolling, "the type Recreate ends all pods at once")
		}
	default:
		v.problemAt(strategy.at("type"), strategy.path(), "there is no strategy %q: use RollingUpdate or Recreate", kind)
	}
}

func (v *validator) rollingUpdate(rolling place) {
	if !rolling.set() {
		return
	}
	unavailable, surge := rolling.at("maxUnavailable"), rolling.at("maxSurge")
	v.intOrPercent(unavailable)
	v.intOrPercent(surge)
	switch n := amount(unavailable); {
	case n == 0 && amount(surge) == 0:
		if !unavailable.set() {
			return
		}
		v.problem(unavailable, "maxUnavailable and maxSurge are both 0, so that no pod could be replaced: let one be at least 1")
	case n > 100 && isPercent(unavailable.text()):
		v.problem(unavailable, "%s is more than all: 100%% is the most", unavailable.text())
	}
}

// intOrPercent judges a number of pods that may be given as a percentage.
func (v *validator) intOrPercent(p place) {
	if s, ok := p.node.Str(); ok && !isPercent(s) {
		v.problem(p, "%q is no percentage: write whole percents like 25%%, or a number without quotes", s)
	}
	v.atLeast(p, 0)
}

func isPercent(s string) bool {
	digits, ok := strings.CutSuffix(s, "%")
	if !ok || digits == "" {
		return false
	}
	return strings.Trim(digits, "0123456789") == ""
}

// amount is what the server takes a number or percentage for: a text that is none is 0. The defaults are not 0.
func amount(p place) int64 {
	if !p.set() {
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

// statefulStrategy judges how a StatefulSet replaces its pods.
func (v *validator) statefulStrategy(strategy place) {
	kind, rolling := strategy.at("type"), strategy.at("rollingUpdate")
	switch def := v.defaultStatefulStrategy(); kind.textOr(def) {
	case rollingUpdate:
		if kind.text() != "" { // the default comes with a rollingUpdate of its own
			v.atLeast(rolling.at("partition"), 0)
		}
	case onDelete:
		if rolling.set() {
			v.forbidden(rolling, "the type OnDelete updates no pods by itself; RollingUpdate does")
		}
	default:
		v.problemAt(kind, strategy.path(), "there is no strategy %q: use RollingUpdate or OnDelete", kind.text())
	}
}

func (v *validator) defaultStatefulStrategy() string {
	if v.gvk.Version == "v1beta1" {
		return onDelete
	}
	return rollingUpdate
}
