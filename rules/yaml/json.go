package yaml

import (
	"bytes"
	"fmt"
	"path"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/internal/words"
)

// readAsJSON is the effect of most mistakes in a text that begins with a brace.
const readAsJSON = "kubectl cannot read the file: it begins with a brace, so kubectl reads it as JSON"

// brokenJSON explains why a file that begins with a brace is not JSON. As YAML it may be good: a separator at its start
// makes kubectl read it so.
func brokenJSON(d *manifest.Document, err *manifest.SyntaxError) *diagnosis {
	f := d.File
	if !f.JSON() {
		return nil
	}
	if comma, ok := lastComma(f, err.Span.Start); ok {
		edits := []manifest.Edit{{Span: comma}}
		fix := lint.NewFix(lint.Safe, edits, isFileReadable(f, edits), "delete the comma")
		if fix != nil || path.Ext(f.Name) == ".json" {
			return &diagnosis{span: comma, message: "JSON allows no comma after the last value", effect: readAsJSON, fix: fix, help: "delete the comma"}
		}
	}
	if edits := []manifest.Edit{{New: "---" + f.Newline()}}; path.Ext(f.Name) != ".json" && isFileReadable(f, edits) {
		return &diagnosis{
			span: err.Span, message: "the text begins with a brace, but it is YAML, not JSON", effect: "kubectl reads it as JSON and fails here",
			fix: lint.NewFix(lint.Safe, edits, true, "begin the file with ---"),
		}
	}
	if bytes.HasPrefix(bytes.TrimSpace(textOf(d)), []byte("---")) {
		return &diagnosis{span: err.Span, message: "JSON has no separator ---", effect: readAsJSON, help: "delete the line"}
	}
	if strings.Contains(err.Message, "unexpected EOF") || strings.Contains(err.Message, "unexpected end of JSON") {
		return unclosedJSON(d, err)
	}
	why := jsonWording(f.Text(), err)
	why.effect = readAsJSON
	return why
}

// lastComma finds the comma before a closing bracket at which the JSON parser stumbled.
func lastComma(f *manifest.File, at int) (manifest.Span, bool) {
	text := f.Text()
	before := bytes.TrimRight(text[:at], " \t\r\n")
	ok := at < len(text) && (text[at] == '}' || text[at] == ']') && bytes.HasSuffix(before, []byte(","))
	return manifest.Span{Start: len(before) - 1, End: len(before)}, ok
}

// unclosedJSON finds what is still open where a JSON text ends.
func unclosedJSON(d *manifest.Document, err *manifest.SyntaxError) *diagnosis {
	open := openings(textOf(d))
	if len(open) == 0 {
		return &diagnosis{span: err.Span, message: "the JSON text ends too early", effect: readAsJSON}
	}
	why := open[len(open)-1].diagnosis(d)
	why.related = []lint.Related{textEnd(d)}
	return why
}

// offender matches the character that Go's JSON parser names, and where it met it.
var offender = words.Pattern(`^invalid character '(.+)' (.*)$`)

// jsonWording says what is wrong at the place where the JSON parser stumbled.
func jsonWording(text []byte, err *manifest.SyntaxError) *diagnosis {
	why := &diagnosis{span: err.Span, message: "the text is not valid JSON here"}
	m := offender().FindStringSubmatch(err.Message)
	if m == nil {
		return why
	}
	sign := strings.ReplaceAll(m[1], `\'`, `'`)
	switch where := m[2]; {
	case sign == "/" || sign == "#":
		why.message, why.help = "JSON has no comments", "delete the comment"
	case sign == "'":
		why.message, why.help = "JSON needs double quotes", `write " instead of '`
	case strings.HasPrefix(where, "in string literal"):
		why.message, why.help = "the line ends within a quoted text", `close the quote, or write \n for a line break`
	case strings.HasPrefix(where, "in string escape code"):
		why.message, why.help = `the backslash starts no JSON escape`, `write \\ for a backslash`
	case strings.HasPrefix(where, "after object key:value pair"), strings.HasPrefix(where, "after array element"):
		why.span = endOfValue(text, err.Span.Start)
		why.message, why.help = "a comma is missing after this value", "put a comma after it"
	case strings.HasPrefix(where, "after object key"):
		why.message, why.help = "a colon is missing after the key", "write \"key\": value"
	case strings.HasPrefix(where, "looking for beginning of object key string"):
		why.message, why.help = "a key in JSON needs double quotes", "write it as \"key\": value"
	case strings.HasPrefix(where, "looking for beginning of value") && isLoneClosing(text, err.Span.Start):
		why.message, why.help = fmt.Sprintf("the %s closes nothing", sign), "delete it, or check the braces above"
	case strings.HasPrefix(where, "looking for beginning of value"), strings.HasPrefix(where, "in literal "):
		why.message, why.help = valueWording(text, err.Span.Start)
	case strings.HasPrefix(where, "after top-level value"):
		why.message, why.help = "text follows the closing brace of the object", "delete it, or check the braces above"
	}
	return why
}

// isLoneClosing reports whether a closing sign follows the end of an object.
func isLoneClosing(text []byte, at int) bool {
	before := bytes.TrimRight(text[:at], " \t\r\n")
	return at < len(text) && (text[at] == '}' || text[at] == ']') && bytes.HasSuffix(before, []byte("}"))
}

// bareWord matches a word without quotes.
var bareWord = words.Pattern(`^[A-Za-z][\w.-]*`)

// valueWording says what is wrong with a value that JSON does not know.
func valueWording(text []byte, at int) (message, help string) {
	for at > 0 && at <= len(text) && (at == len(text) || bareWord().Match(text[at-1:])) {
		at--
	}
	word := string(bareWord().Find(text[min(at, len(text)):]))
	switch word {
	case "":
		return "a value is missing here", "write a value, or delete the key"
	case "True", "False", "None", "TRUE", "FALSE", "NULL", "Null":
		plain := strings.NewReplacer("none", "null").Replace(strings.ToLower(word))
		return fmt.Sprintf("JSON has no value %s", word), "write " + plain
	}
	return fmt.Sprintf("a text in JSON needs double quotes, and %s has none", words.Brief(word)), fmt.Sprintf("write %q", word)
}

// endOfValue is the last character of the value before an offset.
func endOfValue(text []byte, at int) manifest.Span {
	end := max(len(bytes.TrimRight(text[:at], " \t\r\n")), 1)
	return manifest.Span{Start: end - 1, End: end}
}
