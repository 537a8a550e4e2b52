package validation

import (
	"math"
	"strconv"
	"strings"
	"unicode"

	"k8s.io/apimachinery/pkg/api/resource"

	"github.com/toolforge/tfk8s/lint/manifest"
)

// Quantity reads a quantity as the API server does: as text, even if it is a number, and without spaces around it. ok
// is false if it is not a quantity.
func Quantity(n *manifest.Node) (q resource.Quantity, ok bool) {
	switch n.Kind() {
	case manifest.String:
		return ParseQuantity(trimQuantity(n.String()))
	case manifest.Int, manifest.Float:
		if f, _ := n.Float(); math.IsInf(float64(float32(f)), 0) { // the server rejects what a float32 cannot hold
			return q, false
		}
		return ParseQuantity(Numeral(n))
	}
	return q, false
}

// ParseQuantity parses a quantity. It rejects powers of ten that are so large that the calculation would not end, on
// the server neither.
func ParseQuantity(text string) (q resource.Quantity, ok bool) {
	if len(text) > len("e+999") {
		if exponent := strings.LastIndexAny(text, "eE"); exponent >= 0 && len(text)-exponent > len("e+999") {
			return q, false
		}
	}
	q, err := resource.ParseQuantity(text)
	return q, err == nil
}

// Numeral returns a number as kubectl sends it.
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

// trimQuantity removes the spaces around a quantity as the server does. The server trims the JSON text, in which a tab
// or a line break is an escape sequence and not a space.
func trimQuantity(s string) string {
	return strings.TrimFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) && r >= ' ' && r != '\u2028' && r != '\u2029'
	})
}
