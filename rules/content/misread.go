package content

import (
	"bytes"

	"github.com/toolforge/tfk8s/lint/manifest"
)

// Misread returns the encoding of a file of objects whose byte order mark is that of another; "" for all other files. kubectl
// believes the mark, and reads such a file as one long word.
func Misread(f *manifest.File) string {
	little, big := []byte("\xFF\xFE"), []byte("\xFE\xFF")
	other := big
	switch {
	case bytes.HasPrefix(f.Src, big):
		other = little
	case !bytes.HasPrefix(f.Src, little):
		return ""
	}
	text := f.Src[len(other):]
	if namesObject(text) {
		return "UTF-8"
	}
	if namesObject(manifest.Parse(f.Name, append(other, text...)).Text()) {
		return "the other byte order"
	}
	return ""
}

// namesObject reports whether a text has the keys that every object has.
func namesObject(text []byte) bool {
	return bytes.Contains(text, []byte("apiVersion")) && bytes.Contains(text, []byte("kind"))
}
