package yaml

import (
	"bytes"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/internal/words"
)

const (
	// neighbors is how many lines around a line show how far it may have to be indented.
	neighbors = 12
	// maxShifted is the length of the longest document in which a line is shifted on trial.
	maxShifted = 1 << 17
	// maxShift is how far a line may be from its column. Farther away it is rather at the wrong place.
	maxShift = 3
)

// lineStart matches the indentation of a line and its first word.
var lineStart = words.Pattern(`^( *)((?:- +)*[^\s:#]+)`)

// oddIndent finds the one line that has to be indented otherwise for the document to be read, as an object with fields of its
// kind alone.
func oddIndent(d *manifest.Document, err *manifest.SyntaxError) *diagnosis {
	if d.Span().Len() > maxShifted {
		return nil
	}
	lines, number := lineSpans(d), lineNumber(d, err.Span.Start)
	var found []reading
	odd, isSure := 0, true
	for _, i := range [...]int{number, number + 1, number - 1, number - 2} {
		if i < 1 || i >= len(lines) || noContent().MatchString(lineText(d, lines[i])) {
			continue
		}
		shifts, ok := shiftsOf(d, lines, i)
		isSure = isSure && ok
		if len(shifts) > 0 && (len(found) == 0 || isEvened(shifts[0]) && !isEvened(found[0])) {
			odd, found = i, append(shifts, found...)
		} else {
			found = append(found, shifts...)
		}
	}
	if len(found) == 0 {
		return nil
	}
	m := lineStart().FindStringSubmatch(lineText(d, lines[odd]))
	start := lines[odd].Start + len(m[1])
	why := &diagnosis{
		span:    manifest.Span{Start: start, End: start + len(m[2])},
		message: "this line is indented unlike the lines around it",
		label:   words.Count(len(m[1]), "space") + " before it",
		help:    "align it with the keys or dashes that it belongs to",
	}
	if best := agreed(found, len(found)); best != nil && isSure {
		width := len(found[0].edits[0].New)
		why.fix = lint.NewFix(lint.Safe, found[0].edits, true, "indent it by "+words.Count(width, "space"))
	}
	return why
}

// isEvened reports whether a line with an odd number of spaces has an even one in a reading, as nearly all manifests have.
func isEvened(r reading) bool {
	edit := r.edits[0]
	return edit.Span.Len()%2 == 1 && len(edit.New)%2 == 0
}

// shiftsOf are the readings of a document in which a line is indented a little otherwise, best as one of its neighbors. They
// are not sure if the line may be part of a block scalar as well.
func shiftsOf(d *manifest.Document, lines []manifest.Span, i int) (found []reading, areSure bool) {
	own := indentWidth(d, lines[i])
	areSure = true
	var widths []int
	for j := max(0, i-neighbors); j <= min(i+2, len(lines)-1); j++ {
		text := lineText(d, lines[j])
		if j == i || noContent().MatchString(text) {
			continue
		}
		for _, width := range [...]int{indentWidth(d, lines[j]), len(indentation().FindString(text))} {
			if width != own && width >= own-maxShift && width <= own+maxShift && !slices.Contains(widths, width) {
				widths = append(widths, width)
			}
		}
	}
	for _, width := range [...]int{own - 1, own + 1, own - 2, own + 2} {
		if width >= 0 && !slices.Contains(widths, width) {
			widths = append(widths, width)
		}
	}
	slices.SortStableFunc(widths, func(a, b int) int { return a%2 - b%2 })
	for _, width := range widths {
		edits := []manifest.Edit{{
			Span: manifest.Span{Start: lines[i].Start, End: lines[i].Start + own},
			New:  strings.Repeat(" ", width),
		}}
		switch doc := fixed(d, edits); {
		case !isSensible(doc):
		case isInBlock(textOf(doc), i):
			areSure = false
		default:
			found = append(found, reading{root: doc.Root(), edits: edits})
		}
	}
	return found, areSure
}

// isInBlock reports whether a line of a text is part of a block scalar.
func isInBlock(text []byte, number int) bool {
	s := scanner{text: text}
	for range number {
		s.line()
	}
	rest := text[s.at:]
	return s.block > 0 && len(rest)-len(bytes.TrimLeft(rest, " ")) >= s.block
}

func indentWidth(d *manifest.Document, s manifest.Span) int {
	text := lineText(d, s)
	return len(text) - len(strings.TrimLeft(text, " "))
}
