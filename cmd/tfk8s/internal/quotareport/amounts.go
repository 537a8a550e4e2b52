package quotareport

import (
	"math"
	"slices"
	"strconv"

	"k8s.io/apimachinery/pkg/api/resource"
)

// amounts writes quantities of one resource in one unit, so that they can be compared at a glance: 0.5Gi of 8Gi. The values
// are exact, so that what is just over a limit never looks like the limit.
func amounts(quantities ...resource.Quantity) []string {
	texts := make([]string, len(quantities))
	common := unitFor(quantities)
	for i, q := range quantities {
		texts[i] = strconv.FormatFloat(common.of(q), 'f', -1, 64)
		if !q.IsZero() {
			texts[i] += common.name
		}
	}
	return texts
}

// A unit of memory is 2^exponent bytes. The one without a name counts whatever a resource counts.
type unit struct {
	name     string
	exponent int
}

func (u unit) of(q resource.Quantity) float64 {
	if u.name == "" {
		return float64(q.MilliValue()) / 1000
	}
	return math.Ldexp(float64(q.Value()), -u.exponent)
}

// unitFor returns the largest unit in which all quantities have at most three decimals.
func unitFor(quantities []resource.Quantity) unit {
	isBinary := func(q resource.Quantity) bool { return q.Format == resource.BinarySI }
	if !slices.ContainsFunc(quantities, isBinary) {
		return unit{}
	}
	for _, u := range []unit{{"Gi", 30}, {"Mi", 20}, {"Ki", 10}} {
		isShort := func(q resource.Quantity) bool { thousands := u.of(q) * 1000; return thousands == math.Trunc(thousands) }
		if !slices.ContainsFunc(quantities, func(q resource.Quantity) bool { return !isShort(q) }) {
			return u
		}
	}
	return unit{}
}
