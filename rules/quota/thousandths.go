package quota

import (
	"math"
	"strconv"
	"strings"

	"k8s.io/apimachinery/pkg/api/resource"
)

// most is the largest amount in thousandths; a larger one counts as this. No quota is so large, and two of them can be added
// without an overflow.
const most = math.MaxInt64 / 4

// Thousandths returns a quantity in thousandths, the unit of all sums here.
func Thousandths(q *resource.Quantity) int64 {
	if q.CmpInt64(most/unit) > 0 {
		return most
	}
	return q.MilliValue()
}

// amountText writes an amount of a row of the quota.
func amountText(row string, value int64) string {
	format := resource.DecimalSI
	if strings.HasSuffix(row, "memory") || strings.HasSuffix(row, "storage") {
		format = resource.BinarySI
	}
	return resource.NewMilliQuantity(value, format).String()
}

// inUnitOf writes an amount of a row of the quota in the unit of its limit: 9.75Gi for a limit of 6Gi, 2.5 for a limit of 2. It
// rounds up, so that an amount above the limit never looks like the limit.
func inUnitOf(hard string, value int64) string {
	suffix := strings.TrimLeft(hard, "+-.0123456789")
	one, err := resource.ParseQuantity("1" + suffix)
	if err != nil {
		return hard
	}
	const digits = 1000
	inUnits := math.Ceil(float64(value)*digits/float64(Thousandths(&one))) / digits
	return strconv.FormatFloat(inUnits, 'f', -1, 64) + suffix
}
