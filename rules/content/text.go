package content

import (
	"bytes"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
)

// mentionsObject reports whether the text of a document that cannot be read looks like a Kubernetes object: a line begins
// with apiVersion or kind, in YAML or JSON, and names what may be one of Kubernetes.
func (c *Classifier) mentionsObject(d *manifest.Document) bool {
	span := d.Span()
	text := d.File.Text()[span.Start:span.End]
	if bytes.IndexByte(text, 0) >= 0 {
		text = bytes.ReplaceAll(text, []byte{0}, nil) // UTF-16 without a byte order mark has a NUL between letters
	}
	if apiVersion, ok := keyValue(text, "apiVersion"); ok {
		kind, _ := keyValue(text, "kind")
		return apiVersion == "" || mayBePlaceholder([]byte(apiVersion)) || c.isOurs(nil, apiVersion, kind)
	}
	if kind, ok := keyValue(text, "kind"); ok {
		_, described := keyValue(text, "metadata")
		return kind != "" && (c.isKind(kind) || described && mayBePlaceholder([]byte(kind)))
	}
	return false
}

// HasKey reports whether the text of a document has a key at its outermost level.
func HasKey(d *manifest.Document, key string) bool {
	span := d.Span()
	_, ok := keyValue(d.File.Text()[span.Start:span.End], key)
	return ok
}

// keyValue finds a key at the outermost level of a text, and the word after it. A colon without a space after it counts too, as
// in "kind:Pod", since it is a common reason why a text cannot be read.
func keyValue(text []byte, key string) (value string, ok bool) {
	inFlow, indent := isFlow(text), firstIndent(text)
	for at := 0; ; at += len(key) {
		i := bytes.Index(text[at:], []byte(key))
		if i < 0 {
			return "", false
		}
		at += i
		rest := bytes.TrimLeft(text[at+len(key):], `"'`)
		rest = bytes.TrimLeft(rest, " \t")
		if len(rest) == 0 || rest[0] != ':' {
			continue
		}
		before := bytes.TrimRight(text[:at], `"'`)
		line := bytes.TrimRight(before, " \t")
		begins := len(line) == 0 || line[len(line)-1] == '\n' || line[len(line)-1] == '\r'
		if begins && (inFlow || bytes.Equal(before[len(line):], indent)) || inFlow && bytes.ContainsAny(line[len(line)-1:], "{,") {
			return firstWord(rest[1:]), true
		}
	}
}

// isFlow reports whether a text begins with a brace or bracket.
func isFlow(text []byte) bool {
	text = bytes.TrimLeft(text, " \t\r\n")
	return len(text) > 0 && (text[0] == '{' || text[0] == '[')
}

// firstIndent is the indentation of the first line that is neither blank nor a comment, a marker, or a placeholder alone.
func firstIndent(text []byte) []byte {
	for line := range bytes.Lines(text) {
		content := bytes.TrimSpace(line)
		if len(content) == 0 || bytes.ContainsAny(content[:1], "#%{<@") || bytes.HasPrefix(content, []byte("---")) {
			continue
		}
		return line[:len(line)-len(bytes.TrimLeft(line, " \t"))]
	}
	return nil
}

// firstWord is the first word of a line, without quotes.
func firstWord(text []byte) string {
	line, _, _ := bytes.Cut(text, []byte{'\n'})
	word := strings.TrimLeft(string(line), " \t\"'")
	if i := strings.IndexAny(word, " \t\r\"',}"); i >= 0 {
		word = word[:i]
	}
	return strings.TrimSuffix(word, ":")
}
