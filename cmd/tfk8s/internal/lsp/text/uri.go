package text

import (
	"path/filepath"
	"strconv"
	"strings"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/protocol"
)

const fileScheme = "file://"

// Path returns the path of a document. ok is false if the document is no file; the path is then what the URI names, such as
// Untitled-1.
func Path(uri protocol.URI) (path string, ok bool) {
	rest, ok := strings.CutPrefix(string(uri), fileScheme)
	if !ok {
		_, name, _ := strings.Cut(string(uri), ":")
		return unescape(name), false
	}
	if slash := strings.IndexByte(rest, '/'); slash > 0 && rest[:slash] == "localhost" {
		rest = rest[slash:]
	}
	path = unescape(rest)
	if len(path) >= 3 && path[0] == '/' && path[2] == ':' && isLetter(path[1]) { // /c:/folder
		path = strings.ToUpper(path[1:2]) + path[2:]
	}
	return filepath.Clean(filepath.FromSlash(path)), true
}

// URI returns the URI of a file. The letter of a drive is a small one, as Visual Studio Code writes it.
func URI(path string) protocol.URI {
	path = filepath.ToSlash(path)
	if len(path) >= 2 && path[1] == ':' && isLetter(path[0]) {
		path = strings.ToLower(path[:1]) + path[1:]
	}
	if !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	return protocol.URI(fileScheme + escape(path))
}

func unescape(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) {
			if code, err := strconv.ParseUint(s[i+1:i+3], 16, 8); err == nil {
				b.WriteByte(byte(code))
				i += 2
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

func escape(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		if isLetter(c) || c >= '0' && c <= '9' || strings.IndexByte("/-._~", c) >= 0 {
			b.WriteByte(c)
			continue
		}
		b.WriteByte('%')
		b.WriteByte(hex[c>>4])
		b.WriteByte(hex[c&15])
	}
	return b.String()
}

func isLetter(c byte) bool { c |= 0x20; return c >= 'a' && c <= 'z' }
