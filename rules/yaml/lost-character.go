package yaml

import (
	_ "embed"
	"fmt"
	"unicode/utf8"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

//go:embed lost-character.md
var lostCharacterDoc string

var LostCharacter = &lint.Rule{
	ID: "TFK014", Name: "lost-character",
	Stage: lint.Runs, Severity: lint.Warning,
	Effect:   "kubectl sends U+FFFD, a question mark in a box, instead of the character",
	BothWays: true,
	Doc:      lostCharacterDoc,
	Document: checkLostCharacters,
}

func checkLostCharacters(p *lint.Pass, d *manifest.Document) {
	if d.Err() != nil || d.File.IsASCII(d.Span()) {
		return
	}
	lost := lostIn(d)
	if len(lost) > 0 {
		lost = reportQuotes(p, d, lost)
	}
	for len(lost) > 0 {
		line, n := d.File.Position(lost[0].span.Start).Line, 1
		for n < len(lost) && d.File.Position(lost[n].span.Start).Line == line {
			n++
		}
		reportLost(p, lost[:n])
		lost = lost[n:]
	}
}

// reportQuotes reports the quotes of Windows-1252 around a value at that value, where another rule says more about them. It returns the
// other lost characters.
func reportQuotes(p *lint.Pass, d *manifest.Document, lost []lostRune) (others []lostRune) {
	values := map[int]manifest.Span{} // by the places of their quotes
	eachTypographic(d.Root(), func(v typographic) {
		mark := v.node.ValueMark()
		values[v.span.Start], values[v.span.End-1] = mark, mark
	})
	reported := map[manifest.Span]bool{}
	for _, at := range lost {
		switch mark, isQuote := values[at.span.Start]; {
		case !isQuote:
			others = append(others, at)
		case !reported[mark]:
			reported[mark] = true
			p.Report(lint.Report{Span: mark}, "the quotes of this value are not UTF-8").Help("save the file as UTF-8")
		}
	}
	return others
}

// A lostRune is a byte that is not UTF-8, or U+FFFD where the byte is 0.
type lostRune struct {
	span manifest.Span
	byte byte
}

// lostIn lists the lost characters of a document that are not in comments.
func lostIn(d *manifest.Document) (lost []lostRune) {
	start, src := d.Span().Start, sourceText(d.File, d.Span())
	for i := 0; i < len(src); {
		r, size := utf8.DecodeRune(src[i:])
		if r == utf8.RuneError {
			at := lostRune{span: manifest.Span{Start: start + i, End: start + i + size}}
			if size == 1 {
				at.byte = src[i]
			}
			lost = append(lost, at)
		}
		i += size
	}
	if len(lost) == 0 {
		return nil
	}
	comments, _ := d.Comments()
	kept := lost[:0]
	for _, at := range lost {
		for len(comments) > 0 && comments[0].End <= at.span.Start {
			comments = comments[1:]
		}
		if len(comments) == 0 || at.span.Start < comments[0].Start {
			kept = append(kept, at)
		}
	}
	return kept
}

// reportLost reports the lost characters of a line. A byte that is a letter in Latin-1 was most likely meant as that.
func reportLost(p *lint.Pass, lost []lostRune) {
	first := lost[0]
	report := lint.Report{Span: first.span}
	if first.byte == 0 {
		p.Report(report, "the character U+FFFD is in the place of one that was lost").Help("write the character that was meant")
		return
	}
	label := fmt.Sprintf("the byte 0x%X", first.byte)
	if first.byte >= 0xA0 {
		label += fmt.Sprintf(", %q in Latin-1", rune(first.byte))
	}
	message := "a byte is not UTF-8"
	if len(lost) > 1 {
		message = fmt.Sprintf("%d bytes of this line are not UTF-8", len(lost))
	}
	p.Report(report, "%s", message).Label("%s", label).Help("save the file as UTF-8")
}
