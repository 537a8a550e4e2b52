package yaml

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/internal/words"
)

// maxClosed bounds how many openings are closed on trial.
const maxClosed = 16

// unclosedQuote finds the quote that is not closed on its line, where the parser gets further once it is.
func unclosedQuote(d *manifest.Document, err *manifest.SyntaxError) *diagnosis {
	return unclosed(d, err, opening.isQuote)
}

// unclosedBracket finds the bracket or brace that is open where the parser stumbles.
func unclosedBracket(d *manifest.Document, err *manifest.SyntaxError) *diagnosis {
	return unclosed(d, err, func(o opening) bool { return !o.isQuote() })
}

// unclosed finds an opening such that the parser gets further if it is closed on its line. Where there is none, it is the
// innermost one that is open where the parser stumbles, if that is why it does.
func unclosed(d *manifest.Document, err *manifest.SyntaxError, isWanted func(opening) bool) *diagnosis {
	stumbled := lineNumber(d, err.Span.Start)
	s := scanner{text: textOf(d)}
	var atError, last []opening
	for i, tries := 0, 0; s.at < len(s.text); i++ {
		start := s.at
		if i == stumbled {
			atError = slices.Clone(s.open)
		}
		s.line()
		if last = s.open; s.wrong != nil && i <= stumbled {
			return closedWrong(d, s)
		}
		if len(last) == 0 || i > stumbled+1 || tries == maxClosed {
			continue
		}
		if o := last[len(last)-1]; o.at >= start && isWanted(o) {
			tries++
			if why := closedOnLine(d, err, o, len(last) > 1); why != nil {
				return why
			}
		}
	}
	if !saysUnclosed(err) {
		return textBehindQuote(d, err)
	}
	for _, open := range [...][]opening{atError, last} {
		if n := len(open); n > 0 && isWanted(open[n-1]) {
			why := open[n-1].diagnosis(d)
			why.related = []lint.Related{stillOpen(d, err, open[n-1])}
			return why
		}
	}
	return nil
}

// closedWrong says that a list is closed as a map is, or the other way round.
func closedWrong(d *manifest.Document, s scanner) *diagnosis {
	why := s.wrong.diagnosis(d)
	at := d.Span().Start + s.wrongEnd
	end := manifest.Span{Start: at, End: at + 1}
	why.message = fmt.Sprintf("the %c that begins here is closed with %c", s.wrong.sign, s.text[s.wrongEnd])
	why.related = []lint.Related{{File: d.File, Span: end, Message: "it ends here"}}
	edits := []manifest.Edit{{Span: end, New: s.wrong.closing()}}
	if isSensible(fixed(d, edits)) {
		why.fix = lint.NewFix(lint.Safe, edits, true, why.help)
	}
	return why
}

// saysUnclosed reports whether the parser may have stumbled because something is not closed.
func saysUnclosed(err *manifest.SyntaxError) bool {
	return slices.ContainsFunc([]string{
		"did not find expected ','", "did not find expected node content", "found unexpected end of stream",
		"found unexpected document indicator", "could not find expected ':'",
	}, func(start string) bool { return strings.HasPrefix(err.Message, start) })
}

// closedOnLine closes an opening at the end of its line, and says so if the parser gets further then.
func closedOnLine(d *manifest.Document, err *manifest.SyntaxError, o opening, isNested bool) *diagnosis {
	first := d.Span().Start
	line, _, _ := bytes.Cut(textOf(d)[o.at:], []byte{'\n'})
	if i := bytes.Index(line, []byte(" #")); i >= 0 {
		line = line[:i]
	}
	line = bytes.TrimRight(line, " \t\r")
	ends := []int{len(line)}
	if inner := len(bytes.TrimRight(line, "]}, ")); o.isQuote() && isNested && inner < len(line) && inner > 1 {
		ends = []int{inner, len(line)}
	}
	for _, end := range ends {
		at := first + o.at + end
		edits := []manifest.Edit{{Span: manifest.Span{Start: at, End: at}, New: o.closing()}}
		if stumblesAt(d, edits) <= lineNumber(d, err.Span.Start) {
			continue
		}
		why := o.diagnosis(d)
		why.related = []lint.Related{stillOpen(d, err, o)}
		if isSensible(fixed(d, edits)) {
			why.fix = lint.NewFix(lint.Safe, edits, true, "close it with "+o.closing())
		}
		return why
	}
	return nil
}

// stillOpen is where the value that an opening begins ends to the parser, or where it notices that it does not.
func stillOpen(d *manifest.Document, err *manifest.SyntaxError, o opening) lint.Related {
	text := textOf(d)
	if o.isQuote() {
		s := scanner{text: text, at: o.at + 1, open: []opening{o}}
		for ; s.at < len(text); s.at++ {
			if s.inQuote(text[s.at]); len(s.open) == 0 {
				at := d.Span().Start + s.at
				return lint.Related{File: d.File, Span: manifest.Span{Start: at, End: at + 1}, Message: "the text ends here"}
			}
		}
		return textEnd(d)
	}
	end := textEnd(d)
	if err.Span.Start > d.Span().Start+o.at && err.Span.Start < end.Span.Start {
		return lint.Related{File: d.File, Span: err.Span, Message: "it is still open here"}
	}
	return end
}

// textEnd is the last character of a document.
func textEnd(d *manifest.Document) lint.Related {
	end := d.Span().Start + len(bytes.TrimRight(textOf(d), " \t\r\n"))
	return lint.Related{File: d.File, Span: manifest.Span{Start: max(end-1, d.Span().Start), End: end}, Message: "the text ends here"}
}

// quotedStart matches a value whose closing quote has more text behind it.
var quotedStart = words.Pattern(`^(?: *- +)* *(?:[\w./-]+: +)?("[^"]*"|'[^']*')[ \t]*([^\s#,:\]}].*)$`)

// textBehindQuote finds text behind a closing quote, on its line, or where a quote that was not closed ends at the next one.
func textBehindQuote(d *manifest.Document, err *manifest.SyntaxError) *diagnosis {
	if !strings.HasPrefix(err.Message, "did not find expected") {
		return nil
	}
	stumbled := lineNumber(d, err.Span.Start)
	s := scanner{text: textOf(d)}
	for i := 0; s.at < len(s.text) && i <= stumbled+1; i++ {
		s.line()
		if s.longEnd > 0 && i >= stumbled {
			why := s.long.diagnosis(d)
			why.related = []lint.Related{stillOpen(d, err, s.long)}
			return why
		}
	}
	for _, line := range linesAround(d, stumbled) {
		if m := quotedStart().FindStringSubmatchIndex(lineText(d, line)); m != nil {
			return &diagnosis{
				span:    manifest.Span{Start: line.Start + m[4], End: line.Start + m[5]},
				message: "this text follows the closing quote of its value",
				help:    "put all of the value in quotes, or remove the quotes",
			}
		}
	}
	return nil
}
