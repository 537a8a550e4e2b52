package yaml

import (
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
)

// nested is what the parser says of a colon where no key can be.
const nested = "mapping values are not allowed in this context"

// wordings put what the parser says into words of its readers. The first whose start fits counts.
var wordings = [...]struct{ start, message, help string }{
	{"did not find expected '-' indicator", "this line is indented unlike the list above it", "align the dashes of the list"},
	{"did not find expected key", "this line is indented unlike the lines around it", "align the keys of a map"},
	{"did not find expected ',' or ']'", "a comma or the closing ] of a list is missing", "separate the items with commas, and close the list with ]"},
	{"did not find expected ',' or '}'", "a comma or the closing } of a map is missing", "separate the entries with commas, and close the map with }"},
	{"did not find expected node content", "a value is missing here", "write the value, or quote the text"},
	{"found unexpected end of stream", "the quote is not closed", "put a quote where the text should end"},
	{"found unexpected document indicator", "the quote is not closed before the document ends", "put a quote where the text should end"},
	{"could not find expected ':'", "this line is neither a key nor an item of a list", "write it as \"key: value\", or quote the text"},
	{"found unknown escape character", "the backslash starts no escape that YAML knows", `write \\ for a backslash, or use single quotes`},
	{"did not find expected hexdecimal number", "the backslash starts no escape that YAML knows", `write \\ for a backslash, or use single quotes`},
	{"did not find expected <document start>", "this text is not part of the document above it", "put a line --- before it, or indent it"},
	{"found unknown directive name", "a line cannot begin with %", "indent the line, or quote the text"},
	{"exceeded max depth", "the values are nested too deep", "nest them less deep"},
	{"block sequence entries are not allowed in this context", "a list cannot begin on the line of its key", "put the dash on the next line"},
	{nested, "a key cannot begin here", "check the indentation and the line above, or quote the text"},
	{"mapping keys are not allowed in this context", "a key cannot begin here", "check the indentation and the line above, or quote the text"},
	{"did not find expected comment or line break", "text follows | or > on the same line", "begin the text on the next line"},
	{"did not find expected alphabetic or numeric character", "a name is missing after * or &", "quote the value if it is no alias or anchor"},
	{"could not find expected directive name", "a line cannot begin with %", "indent the line, or quote the text"},
	{"found character that cannot start any token", "a value cannot begin with this character", "quote the value"},
}

// reworded is what the parser says, in words of its readers.
func reworded(err *manifest.SyntaxError) *diagnosis {
	for _, w := range wordings {
		if strings.HasPrefix(err.Message, w.start) {
			return &diagnosis{span: err.Span, message: w.message, help: w.help}
		}
	}
	return &diagnosis{span: err.Span, message: err.Message}
}
