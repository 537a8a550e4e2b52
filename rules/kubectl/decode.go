package kubectl

import (
	"encoding/base64"
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/validation"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

// The API server is stricter than kubectl about scalars: it decodes them into the Go types of the API. The schema shows what
// these accept by a format, or by the name of a type that decodes itself.
const (
	QuantityType = "io.k8s.apimachinery.pkg.api.resource.Quantity"
	fieldSetType = "io.k8s.apimachinery.pkg.apis.meta.v1.Fields"

	intOrString = "int-or-string"
	timeFormat  = "date-time"
	bytesFormat = "byte"
	int64Format = "int64"
)

// decodes reports whether the API server can decode a value that kubectl accepts.
func decodes(n *manifest.Node, s *schemas.Schema) bool {
	switch {
	case s.Type == schemas.Integer:
		return decodesInteger(n, s.Format)
	case s.Type == schemas.Map:
		return s.Name != fieldSetType || isFieldSet(n)
	case s.Type != schemas.String:
		return true
	case s.Name == QuantityType:
		return decodesQuantity(n)
	case s.Format == intOrString:
		i, whole := n.Int()
		return n.Kind() == manifest.String || whole && i == int64(int32(i))
	case s.Format == timeFormat:
		_, err := time.Parse(time.RFC3339, n.String())
		return err == nil
	case s.Format == bytesFormat:
		_, err := base64.StdEncoding.DecodeString(n.String())
		return err == nil && n.Kind() == manifest.String
	}
	return n.Kind() == manifest.String
}

// decodesInteger reads an integer as the server does. The server notices an overflow only if the last digit makes the number
// smaller, so it reads some numbers as others: replicas: 9999999999 is 1410065407.
func decodesInteger(n *manifest.Node, format string) bool {
	bits := 32
	if format == int64Format {
		bits = 64
	}
	i, whole := n.Int()
	if whole && i >= -1<<(bits-1) && i <= 1<<(bits-1)-1 {
		return true
	}
	digits := validation.Numeral(n)
	limit := uint64(1)<<(bits-1) - 1
	if rest, negative := strings.CutPrefix(digits, "-"); negative {
		digits, limit = rest, limit+1
	}
	value, top := uint64(0), uint64(math.MaxUint64)>>(64-bits)
	for _, c := range digits {
		if c < '0' || c > '9' {
			return false
		}
		next := (value*10 + uint64(c-'0')) & top
		if value > top/10-1 && next < value {
			return false
		}
		value = next
	}
	return value <= limit
}

func decodesQuantity(n *manifest.Node) bool {
	if n.Kind() == manifest.Int { // every integer is a quantity
		return true
	}
	_, ok := validation.Quantity(n)
	return ok
}

// isFieldSet reports whether a value is made of maps alone, as the fields that managedFields lists are.
func isFieldSet(n *manifest.Node) bool {
	for i := range n.Children() {
		if kid := &n.Children()[i]; !kid.IsNull() && !isFieldSet(kid) {
			return false
		}
	}
	return n.IsMap()
}

// CureUndecodable describes a value that the API server cannot decode: what it must be, what it is, and how to write it.
func CureUndecodable(s *workload.Object, x Problem) (want, not, cure string, fix *lint.Fix) {
	n, is := x.Node, ValueName(x.Node)
	switch {
	case x.Schema.Type == schemas.Map:
		return "a map of maps only", "a map of other values", "delete it: the server writes it", nil
	case x.Schema.Type == schemas.Integer:
		want, cure = integerCure(n, x.Schema.Format)
		return want, is, cure, nil
	case x.Schema.Name == QuantityType:
		fixed, ok := fixQuantity(n.Text())
		if !ok {
			return "a quantity", is, "write it " + QuantityForms(s.Settings, n), nil
		}
		edits, ok := n.SetText(fixed)
		return "a quantity", is, "use " + strconv.Quote(fixed), lint.NewFix(lint.Review, edits, ok, "use "+fixed)
	case x.Schema.Format == intOrString && n.Kind() == manifest.Bool:
		return "an integer or a string", is, "write a number or a name", nil
	case x.Schema.Format == intOrString:
		want, cure = integerCure(n, x.Schema.Format)
		return want, is, cure, nil
	case x.Schema.Format == timeFormat:
		return "a time", is, "write it like 2020-02-28T12:00:00Z, or delete it", nil
	case x.Schema.Format == bytesFormat:
		return "base64", notBase64(n), bytesCure(s), nil
	}
	if word, ok := choiceFor(s, n); ok {
		if word == "" {
			return "a string", is, "use " + choices(s, n), nil
		}
		edits, ok := n.SetText(word)
		return "a string", is, "use " + word, lint.NewFix(lint.Review, edits, ok, "use "+word)
	}
	edits, ok := n.Quote()
	return "a string", is, "quote it", lint.NewFix(lint.Safe, edits, ok, "quote it")
}

// choiceFor returns the value that is meant by a boolean in a field that accepts only some words, "" if that is uncertain. ok
// is false for other fields, in which any string is valid. The "no" of Docker's restart policy means Never.
func choiceFor(s *workload.Object, n *manifest.Node) (word string, ok bool) {
	is, isBool := n.Bool()
	if !isBool {
		return "", false
	}
	switch n.Key() {
	case "restartPolicy":
		switch {
		case !is && (s.MakesJobs() || s.Kind == "Pod"):
			word = "Never"
		case is && !s.MakesJobs():
			word = "Always"
		}
		return word, n.Parent() == s.PodSpec()
	case "dnsPolicy":
		return "", n.Parent() == s.PodSpec()
	case "imagePullPolicy":
		return "", slices.Contains(s.Containers(), n.Parent())
	case "concurrencyPolicy":
		return "", n.Parent() == s.Root().Field("spec")
	}
	return "", false
}

// choices lists the values of a field that accepts only some words.
func choices(s *workload.Object, n *manifest.Node) string {
	switch {
	case n.Key() == "imagePullPolicy":
		return "Always, IfNotPresent or Never"
	case n.Key() == "concurrencyPolicy":
		return "Allow, Forbid or Replace"
	case n.Key() == "dnsPolicy":
		return "ClusterFirst or Default"
	case s.MakesJobs():
		return "Never or OnFailure"
	}
	return "Always"
}

func integerCure(n *manifest.Node, format string) (want, cure string) {
	if f, _ := n.Float(); f != math.Trunc(f) {
		return "an integer", "write a whole number"
	}
	if format == int64Format {
		return "a 64-bit integer", "write a number of at most 18 digits"
	}
	return "a 32-bit integer", "write a number of at most 9 digits"
}

// fixQuantity returns the quantity that is meant where the only mistake is a blank or the case of a binary unit. A decimal
// unit in the wrong case is not fixed, since 1g and 1K may mean a binary one.
func fixQuantity(text string) (fixed string, ok bool) {
	bare := strings.Join(strings.Fields(text), "")
	if unit := strings.TrimLeft(bare, "+-.0123456789"); unit != "" {
		number := strings.TrimSuffix(bare, unit)
		unit = strings.ToLower(unit)
		if len(unit) > 1 && unit[1] == 'i' && strings.IndexByte("kmgtpe", unit[0]) >= 0 && (len(unit) == 2 || unit[2:] == "b") {
			bare = number + strings.ToUpper(unit[:1]) + "i"
		}
	}
	_, ok = validation.ParseQuantity(bare)
	return bare, ok && bare != text
}

// QuantityForms returns examples of quantities for a field.
func QuantityForms(s *workload.Settings, n *manifest.Node) string {
	name := n.Key()
	if name == "divisor" {
		name = n.Parent().Field("resource").String()
		name = name[strings.LastIndexByte(name, '.')+1:]
	}
	if name == "cpu" {
		return "like 500m or 0.5"
	}
	return "like " + s.Policy.LimitRange.Default.Memory + " or " + s.Policy.LimitRange.Max.Memory
}

// notBase64 says where a text stops being base64. It does not show the text, which may be a secret.
func notBase64(n *manifest.Node) string {
	switch n.Kind() {
	case manifest.String:
	case manifest.Bool:
		return "a boolean"
	default:
		return "a number"
	}
	text := n.String()
	_, err := base64.StdEncoding.DecodeString(text)
	var at base64.CorruptInputError
	if errors.As(err, &at) && int(at) < len(text) && !isBase64Digit(text[at]) {
		r, _ := utf8.DecodeRuneInString(text[at:])
		if r == ' ' {
			return "a text with a space"
		}
		return "a text with the character " + strconv.QuoteRune(r)
	}
	return "a text that ends too early"
}

func isBase64Digit(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c == '+' || c == '/'
}

func bytesCure(s *workload.Object) string {
	if s.Judged.Kind == "Secret" {
		return "encode it, or move the plain text to stringData"
	}
	return "encode it, or move the plain text to data"
}

// Decoded reports whether the server decodes a value, and no other rule reports what is wrong with it.
func Decoded(s *workload.Object, n *manifest.Node) bool {
	served := s.JudgedAs()
	if served == nil || !s.Policy.MayCreate(s.Judged.Group, served.Plural) {
		return false
	}
	if served.Namespaced && n == s.Root().At("metadata", "namespace") { // kubectl puts the namespace of its context there
		return false
	}
	if n.Parent() == s.Root() && (n.Key() == "apiVersion" || n.Key() == "kind") && s.Object.NamedByList() { // what the list says replaces it
		return false
	}
	isVariable := n.Key() == "value" && n.Parent().Parent().Key() == "env"
	return !isVariable || s.Template == nil // see env-not-string
}
