package yaml

import (
	"bytes"

	"github.com/toolforge/tfk8s/lint/manifest"
)

// isUTF16 reports whether a file begins with a byte order mark of UTF-16.
func isUTF16(f *manifest.File) bool {
	return bytes.HasPrefix(f.Src, []byte("\xFF\xFE")) || bytes.HasPrefix(f.Src, []byte("\xFE\xFF"))
}

// halfCharacter finds the single byte at the end of a UTF-16 file, where each character has two bytes or four.
func halfCharacter(d *manifest.Document, err *manifest.SyntaxError) *diagnosis {
	f, end := d.File, len(d.File.Text())
	const width = len("\uFFFD")
	if !isUTF16(f) || len(f.Src)%2 == 0 || d.Span().End < end || err.Span.End < end-width-1 {
		return nil
	}
	return &diagnosis{
		span:    manifest.Span{Start: end - width, End: end},
		message: "the file ends in the middle of a UTF-16 character",
	}
}
