package yaml

import (
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/internal/words"
)

var (
	htmlStart = words.Pattern(`(?i)^\s*(<!doctype html[^>\n]*>?|<html[^>\n]*>?)`)
	// shellStart matches the first line of a script, or the first line with a command that reads the manifest from the lines below.
	shellStart = words.Pattern(`^(#![^\n]*|(?:[ \t]*(?:#[^\n]*)?\n)*[ \t]*(?:\$ )?(?:kubectl|cat|tee)\b[^\n]*<<[^\n]*)`)
	// conflictLine matches a line with which Git marks what two branches changed.
	conflictLine = words.Pattern(`(?m)^((?:<<<<<<<|>>>>>>>)(?: [^\n]*)?)$`)
	fenceLine    = words.Pattern("(?m)^```[^\n]*(?:\n|$)")
)

// foreignText finds a text that is not YAML at all, with a manifest somewhere in it: a web page, a shell script, a merge conflict,
// Markdown.
func foreignText(d *manifest.Document, _ *manifest.SyntaxError) *diagnosis {
	text, start := textOf(d), d.Span().Start
	line := func(m []int) manifest.Span {
		end := start + m[2] + len(strings.TrimRight(string(text[m[2]:m[3]]), "\r"))
		return manifest.Span{Start: start + m[2], End: end}
	}
	if m := htmlStart().FindSubmatchIndex(text); m != nil {
		return &diagnosis{span: line(m), message: "the file is an HTML page, not a manifest", help: "download the manifest itself (on most sites: Raw)"}
	}
	if m := shellStart().FindSubmatchIndex(text); m != nil {
		return &diagnosis{span: line(m), message: "the file is a script, not a manifest", help: "save the manifest in it as a file of its own"}
	}
	if m := conflictLine().FindSubmatchIndex(text); m != nil {
		return &diagnosis{span: line(m), message: "a merge conflict is not resolved here", help: "keep one of the versions, and delete the lines with <<<<<<<, ======= and >>>>>>>"}
	}
	if why := prompt(d); why != nil {
		return why
	}
	return fences(d)
}

// promptLine matches a first line that was copied from a terminal.
var promptLine = words.Pattern(`^\s*(\$ [^\n]*)(?:\n|$)`)

// prompt finds the command that showed a manifest in a terminal.
func prompt(d *manifest.Document) *diagnosis {
	m := promptLine().FindSubmatchIndex(textOf(d))
	if m == nil {
		return nil
	}
	first := d.Span().Start
	edits := []manifest.Edit{{Span: manifest.Span{Start: first + m[2], End: first + m[1]}}}
	return &diagnosis{
		span:    manifest.Span{Start: first + m[2], End: first + m[3]},
		message: "this line is a command of a shell, not part of a manifest",
		help:    "delete the line",
		fix:     lint.NewFix(lint.Safe, edits, fixed(d, edits) != nil, "delete the line"),
	}
}

// fences finds the lines with which Markdown begins and ends a piece of code.
func fences(d *manifest.Document) *diagnosis {
	var edits []manifest.Edit
	for _, m := range fenceLine().FindAllIndex(textOf(d), -1) {
		edits = append(edits, manifest.Edit{Span: manifest.Span{Start: d.Span().Start + m[0], End: d.Span().Start + m[1]}})
	}
	if len(edits) == 0 || fixed(d, edits) == nil {
		return nil
	}
	return &diagnosis{
		span:    manifest.Span{Start: edits[0].Start, End: edits[0].Start + len("```")},
		message: "``` is Markdown, not part of a manifest",
		fix:     lint.NewFix(lint.Safe, edits, true, "delete the lines with ```"),
	}
}
