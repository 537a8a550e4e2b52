package validation

import (
	"math"
	"strconv"
	"strings"
	"unicode"

	"k8s.io/apimachinery/pkg/api/resource"

	"github.com/toolforge/tfk8s/lint/manifest"
)

// Quantity reads a quantity as the API server does: as text, also where it is a number, and without blanks around it. ok
// is false where there is none.
func Quantity(n *manifest.Node) (q resource.Quantity, ok bool) {
	switch n.Kind() {
	case manifest.String:
		return ParseQuantity(trimQuantity(n.String()))
	case manifest.Int, manifest.Float:
		if f, _ := n.Float(); math.IsInf(float64(float32(f)), 0) { // the server takes none that a float32 cannot hold
			return q, false
		}
		return ParseQuantity(Numeral(n))
	}
	return q, false
}

// ParseQuantity reads the text of a quantity. It refuses powers of ten that nobody, the server included, finishes to
// calculate.
func ParseQuantity(text string) (q resource.Quantity, ok bool) {
	if len(text) > len("e+999") {
		if exponent := strings.LastIndexAny(text, "eE"); exponent >= 0 && len(text)-exponent > len("e+999") {
			return q, false
		}
	}
	q, err := resource.ParseQuantity(text)
	return q, err == nil
}

// Numeral is a number as kubectl sends it.
func Numeral(n *manifest.Node) string {
	if i, ok := n.Int(); ok && n.Kind() == manifest.Int {
		return strconv.FormatInt(i, 10)
	}
	f, _ := n.Float()
	if size := math.Abs(f); f != 0 && (size < 1e-6 || size >= 1e21) {
		return strconv.FormatFloat(f, 'e', -1, 64)
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}

// trimQuantity takes the blanks around a quantity away as the server does. It looks at the JSON, in which a tab or a line
// break is an escape and no blank.
func trimQuantity(s string) string {
	return strings.TrimFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) && r >= ' ' && r != '\u2028' && r != '\u2029'
	})
}
