package yaml

import (
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/internal/words"
)

var (
	// flowValue matches a value in brackets or braces.
	flowValue = words.Pattern(`^(?: *- +)* *(?:[\w./-]+: +)?([\[{].*)$`)
	// startsEntry matches a line that begins an entry of a map or an item of a list.
	startsEntry = words.Pattern(`^ *(?:- |-$|["']?[\w./-]+["']?:(?: |$))`)
)

// textBehindBracket finds text behind the bracket or brace that closes a value.
func textBehindBracket(d *manifest.Document, err *manifest.SyntaxError) *diagnosis {
	for _, line := range linesAround(d, lineNumber(d, err.Span.Start)) {
		m := flowValue().FindStringSubmatchIndex(lineText(d, line))
		if m == nil {
			continue
		}
		rest := behindFlow([]byte(lineText(d, line)[m[2]:]))
		trimmed := strings.TrimLeft(rest, " ")
		if trimmed == "" || trimmed[0] == '#' {
			continue
		}
		s := manifest.Span{Start: line.Start + m[3] - len(trimmed), End: line.Start + m[3]}
		why := &diagnosis{span: s, message: "this text follows the closing bracket of its value", help: "delete it, or put all of the value in quotes"}
		if strings.Trim(trimmed, "]}") == "" {
			why.message, why.help = "the "+trimmed[:1]+" closes nothing", "delete it"
			edits := []manifest.Edit{{Span: s}}
			why.fix = lint.NewFix(lint.Safe, edits, isSensible(fixed(d, edits)), "delete it")
		}
		return why
	}
	return nil
}

// behindFlow is what follows the value in brackets with which a line begins; "" where it is not closed.
func behindFlow(line []byte) string {
	s := scanner{text: line}
	for end := 1; end <= len(line); end++ {
		if s.scan(end); len(s.open) == 0 {
			return string(line[end:])
		}
	}
	return ""
}

// mixedEntries finds a key among the items of a list, or an item among the keys of a map.
func mixedEntries(d *manifest.Document, err *manifest.SyntaxError) *diagnosis {
	lines, number := lineSpans(d), lineNumber(d, err.Span.Start)
	if number < 1 || number >= len(lines) || !strings.HasPrefix(err.Message, "did not find expected") {
		return nil
	}
	line, indent := lineText(d, lines[number]), indentWidth(d, lines[number])
	up := number - 1
	for up > 0 && (noContent().MatchString(lineText(d, lines[up])) || indentWidth(d, lines[up]) > indent) {
		up--
	}
	above := lineText(d, lines[up])
	isItem, isBelowItem := strings.HasPrefix(line[indent:], "- "), strings.HasPrefix(strings.TrimLeft(above, " "), "- ")
	if indentWidth(d, lines[up]) != indent || isItem == isBelowItem || !startsEntry().MatchString(line) || !startsEntry().MatchString(above) {
		return nil
	}
	if better := oddIndent(d, err); !isItem && better != nil && better.fix != nil {
		return better
	}
	why := &diagnosis{span: manifest.Span{Start: lines[number].Start + indent, End: lines[number].Start + len(line)}}
	why.message, why.help = "this key is among the items of a list", "put a dash before it, or indent it as the map that it belongs to"
	if isItem {
		why.message, why.help = "this list item is among the keys of a map", "indent it deeper than its key, or remove the dash"
	}
	return why
}

// shallowBlock finds the text of a block scalar that is not indented deeper than its key.
func shallowBlock(d *manifest.Document, err *manifest.SyntaxError) *diagnosis {
	lines, number := lineSpans(d), lineNumber(d, err.Span.Start)
	for i := min(number, len(lines)-1); i > 0 && i >= number-3; i-- {
		text, above := lineText(d, lines[i]), lineText(d, lines[i-1])
		if noContent().MatchString(text) || startsEntry().MatchString(text) || !blockHeader().MatchString(above) ||
			indentWidth(d, lines[i]) > indentWidth(d, lines[i-1]) {
			continue
		}
		return &diagnosis{
			span:    manifest.Span{Start: lines[i].Start + indentWidth(d, lines[i]), End: lines[i].Start + len(text)},
			message: "the text of this block is not indented",
			help:    "indent each of its lines deeper than the key above",
		}
	}
	return nil
}
