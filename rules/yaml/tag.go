package yaml

import (
	"regexp"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/internal/words"
)

var (
	// gluedTag matches a tag, and the character behind it that should be a space. A tag in angle brackets ends with them.
	gluedTag = words.Pattern(`(?:^|[\s,\[{:-])(!<[^>\s]*>|![\w;/?:@&=+$,.!~*'()%\[\]-]*)[^\s]`)
	// openTag matches a tag without its closing bracket.
	openTag = words.Pattern(`(?:^|[\s,\[{:-])(!<[^>\s]*)(?:\s|$)`)
	anyTag  = words.Pattern(`(?:^|[\s,\[{:-])(![^\s,}\]]*)`)
)

// tagFaults are what the parser says of tags. The first whose start fits counts.
var tagFaults = [...]struct {
	start, message, help string
	place                func() *regexp.Regexp
}{
	{"did not find expected whitespace or line break", "a space is missing after the tag, which begins with !", "put a space after it, or quote the value if it is no tag", gluedTag},
	{"did not find the expected '>'", "the tag, which begins with !<, is not closed", "close it with >, or quote the value if it is no tag", openTag},
	{"did not find expected tag URI", "no tag is like this one, which begins with !", "quote the value if it is no tag", anyTag},
	{"found undefined tag handle", "YAML does not know this tag, which begins with !", "quote the value if it is no tag", anyTag},
}

// brokenTag finds the place of a tag. The parser says only its line.
func brokenTag(d *manifest.Document, err *manifest.SyntaxError) *diagnosis {
	for _, fault := range tagFaults {
		if !strings.HasPrefix(err.Message, fault.start) {
			continue
		}
		why := &diagnosis{span: err.Span, message: fault.message, help: fault.help}
		for _, s := range linesAround(d, lineNumber(d, err.Span.Start)) {
			if m := fault.place().FindSubmatchIndex(d.File.Text()[s.Start:s.End]); m != nil {
				why.span = manifest.Span{Start: s.Start + m[2], End: s.Start + m[3]}
				break
			}
		}
		return why
	}
	return nil
}
