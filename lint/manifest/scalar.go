package manifest

import (
	"encoding/base64"
	"strconv"
	"strings"
	"time"

	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// A Kind is what kubectl makes of a node, by the YAML 1.1 of go-yaml v2: "yes" is a Bool, 0644 an Int.
type Kind uint8

const (
	Null Kind = iota
	Bool
	Int
	Float
	String
	List
	Map
)

// String returns the word that kubectl's validation uses for the kind.
func (k Kind) String() string {
	return [...]string{"null", "boolean", "integer", "number", "string", "array", "map"}[k]
}

// quoted holds the styles in which a scalar is a string whatever it says.
var quoted = yaml.SingleQuotedStyle | yaml.DoubleQuotedStyle | yaml.LiteralStyle | yaml.FoldedStyle

// scalarKind resolves a scalar node. problem is "" unless the scalar makes the whole document unreadable.
func scalarKind(n *yaml.Node) (kind Kind, problem string) {
	if n.Style&yaml.TaggedStyle != 0 {
		return taggedKind(n)
	}
	if n.Style&quoted != 0 {
		return String, ""
	}
	kind, _ = resolve(n.Value)
	if kind == String && n.Line == 0 && n.Tag == jsonNumber {
		kind = Float // 1e999 is a number in JSON, though too large for a float64
	}
	return kind, ""
}

func taggedKind(n *yaml.Node) (kind Kind, problem string) {
	tag := n.ShortTag()
	switch tag {
	case "!!null", "!!bool", "!!int", "!!float", "!!timestamp":
	case binaryTag:
		if _, err := base64.StdEncoding.DecodeString(n.Value); err != nil {
			return String, "the value tagged !!binary is not base64"
		}
		return String, ""
	default: // !!str and tags of an application
		return String, ""
	}
	kind, name := resolve(n.Value)
	if tag == "!!float" && kind == Int {
		if _, big, _ := parseInt(n.Value); !big {
			return Float, ""
		}
	}
	if tag != name {
		return String, "the value " + strconv.Quote(n.Value) + " is no " + strings.TrimPrefix(tag, "!!")
	}
	return kind, ""
}

const binaryTag = "!!binary"

// textOf is the value of a string scalar.
func textOf(n *yaml.Node) string {
	if n.Style&yaml.TaggedStyle != 0 && n.ShortTag() == binaryTag {
		data, _ := base64.StdEncoding.DecodeString(n.Value)
		return string([]rune(string(data))) // JSON has U+FFFD for bytes that are no UTF-8
	}
	return n.Value
}

// resolve finds out the kind and the tag of a plain scalar.
func resolve(s string) (Kind, string) {
	if s == "" {
		return Null, "!!null"
	}
	switch s[0] {
	case 'y', 'Y', 'n', 'N', 't', 'T', 'f', 'F', 'o', 'O', '~':
		return resolveWord(s)
	case '+', '-', '.', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		return resolveNumber(s)
	}
	return String, "!!str"
}

func resolveWord(s string) (Kind, string) {
	switch s {
	case "~", "null", "Null", "NULL":
		return Null, "!!null"
	case "y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON",
		"n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF":
		return Bool, "!!bool"
	}
	return String, "!!str"
}

func resolveNumber(s string) (Kind, string) {
	if isInfinite(s) {
		return Float, "!!float"
	}
	if s[0] == '.' {
		if _, err := strconv.ParseFloat(s, 64); err == nil {
			return Float, "!!float"
		}
		return String, "!!str"
	}
	if isTimestamp(s) {
		return String, "!!timestamp"
	}
	if _, _, ok := parseInt(s); ok {
		return Int, "!!int"
	}
	if plain := strings.ReplaceAll(s, "_", ""); isFloat(plain) {
		if _, err := strconv.ParseFloat(plain, 64); err == nil {
			return Float, "!!float"
		}
	}
	return String, "!!str"
}

// parseInt reads an integer as YAML 1.1 writes it: 0x and 0b prefixes, octal with a leading zero, underscores anywhere.
// big reports whether the value fits only an unsigned integer.
func parseInt(s string) (value int64, big, ok bool) {
	plain := strings.ReplaceAll(s, "_", "")
	if digits := strings.TrimLeft(plain, "+-"); digits == "" || digits[0] != '0' && leadingDigits(digits) < len(digits) {
		return 0, false, false // 500m: strconv would say why it is none, at length
	}
	if i, err := strconv.ParseInt(plain, 0, 64); err == nil {
		return i, false, true
	}
	if u, err := strconv.ParseUint(plain, 0, 64); err == nil {
		return int64(u), true, true
	}
	if bits, ok := strings.CutPrefix(plain, "0b"); ok { // go-yaml accepts the sign behind the prefix, too
		i, err := strconv.ParseInt(bits, 2, 64)
		return i, false, err == nil
	}
	return 0, false, false
}

// parseFloat reads what resolve found to be a Float.
func parseFloat(s string) (float64, error) {
	if isInfinite(s) {
		s = strings.ReplaceAll(s, ".", "")
	}
	if i, big, ok := parseInt(s); ok && !big { // !!float 0x10
		return float64(i), nil
	}
	return strconv.ParseFloat(strings.ReplaceAll(s, "_", ""), 64)
}

// isFloat matches [-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?
func isFloat(s string) bool {
	if s[0] == '+' || s[0] == '-' {
		s = s[1:]
	}
	whole := leadingDigits(s)
	s = s[whole:]
	frac := 0
	if strings.HasPrefix(s, ".") {
		frac = leadingDigits(s[1:])
		s = s[1+frac:]
	}
	if whole+frac == 0 {
		return false
	}
	if s == "" {
		return true
	}
	if s[0] != 'e' && s[0] != 'E' {
		return false
	}
	s = s[1:]
	if s != "" && (s[0] == '+' || s[0] == '-') {
		s = s[1:]
	}
	return s != "" && leadingDigits(s) == len(s)
}

func leadingDigits(s string) int {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return i
		}
	}
	return len(s)
}

func isInfinite(s string) bool {
	switch strings.TrimLeft(s, "+-") {
	case ".inf", ".Inf", ".INF":
		return len(s) <= len("-.inf")
	}
	return s == ".nan" || s == ".NaN" || s == ".NAN"
}

// isTimestamp reports whether go-yaml v2 reads a plain scalar as a time, which becomes a string in JSON.
func isTimestamp(s string) bool {
	if len(s) < len("2006-1-2") || s[4] != '-' || leadingDigits(s) != 4 {
		return false
	}
	for _, layout := range [...]string{
		"2006-1-2T15:4:5.999999999Z07:00", "2006-1-2t15:4:5.999999999Z07:00",
		"2006-1-2 15:4:5.999999999", "2006-1-2",
	} {
		if _, err := time.Parse(layout, s); err == nil {
			return true
		}
	}
	return false
}

var infinities = map[string]string{"+Inf": ".inf", "-Inf": "-.inf", "NaN": ".nan"}

// jsonKey is a map key in the JSON that kubectl makes of the YAML. ok is false for keys that kubectl rejects.
func jsonKey(n *yaml.Node) (key string, ok bool) {
	if n.Kind != yaml.ScalarNode {
		return "", false
	}
	kind, problem := scalarKind(n)
	if problem != "" {
		return "", false
	}
	switch kind {
	case Null:
		return "", false
	case Bool:
		return strconv.FormatBool(isTrue(n.Value)), true
	case Int:
		i, big, _ := parseInt(n.Value)
		return strconv.FormatInt(i, 10), !big
	case Float:
		v, _ := parseFloat(n.Value)
		key = strconv.FormatFloat(v, 'g', -1, 32) // 32, as in sigs.k8s.io/yaml
		if name, ok := infinities[key]; ok {
			key = name
		}
		return key, true
	}
	return textOf(n), true
}

func isTrue(s string) bool {
	return strings.IndexByte("yYtT", s[0]) >= 0 || s == "on" || s == "On" || s == "ON"
}
