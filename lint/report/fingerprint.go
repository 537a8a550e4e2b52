package report

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path"
	"path/filepath"
	"strings"
)

// fingerprints make a name for each finding that stays when lines move: of its file, rule, object, field and message.
// Findings that are equal in all of these are numbered.
type fingerprints map[string]int

func (p fingerprints) of(d *view) string {
	parts := []string{fileURI(d.file), d.Rule.ID, d.Path, d.Message}
	if d.Object != nil {
		parts = append(parts, d.Object.APIVersion, d.Object.Kind, d.Object.Namespace, d.Object.Name)
	}
	key := fmt.Sprintf("%q", parts)
	p[key]++
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %d", key, p[key]))
	return hex.EncodeToString(sum[:16])
}

// fileURI names a file as a URI: relative where the name is, and with forward slashes.
func fileURI(name string) string { return uriOf(name, string(filepath.Separator)) }

// uriOf is fileURI where the parts of a path are separated by separator.
func uriOf(name, separator string) string {
	if len(name) > 2 && name[1] == ':' && (name[2] == '\\' || name[2] == '/') { // a drive of Windows
		return "file:///" + name[:2] + percentEncoded(strings.ReplaceAll(name[2:], `\`, "/"))
	}
	if server, ok := strings.CutPrefix(name, `\\`); ok && separator == `\` {
		return "file://" + percentEncoded(strings.ReplaceAll(server, `\`, "/"))
	}
	name = path.Clean(strings.ReplaceAll(name, separator, "/"))
	if path.IsAbs(name) {
		return "file://" + percentEncoded(name)
	}
	return percentEncoded(name)
}

// percentEncoded escapes all but slashes and what RFC 3986 calls unreserved. net/url would bring network code in.
func percentEncoded(name string) string {
	var b strings.Builder
	for _, c := range []byte(name) {
		if c == '/' || c == '-' || c == '.' || c == '_' || c == '~' || '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z' {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}
