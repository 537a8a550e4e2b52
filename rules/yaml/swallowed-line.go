package yaml

import (
	_ "embed"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/internal/words"
)

//go:embed swallowed-line.md
var swallowedLineDoc string

var swallowedLine = &lint.Rule{
	ID: "TFK913", Name: "swallowed-line",
	Stage: lint.Runs, Severity: lint.Warning,
	BothWays: true,
	Doc:      swallowedLineDoc,
	Document: checkSwallowedLine,
}

func checkSwallowedLine(p *lint.Pass, d *manifest.Document) {
	if !d.File.JSON() {
		findSwallowed(p, d.Root())
	}
}

// dashLine matches the second or a later line of a text that looks like an item of a list.
var dashLine = words.Pattern(`\n[ \t]*(- [^\r\n]*)`)

func findSwallowed(p *lint.Pass, n *manifest.Node) {
	kids := n.Children()
	for i := range kids {
		findSwallowed(p, &kids[i])
	}
	text, ok := n.Str()
	if !ok || n.Quoted() || !strings.Contains(text, " - ") {
		return
	}
	span, ok := n.Span()
	if !ok {
		return
	}
	source := n.Document().File.Text()[span.Start:span.End]
	if m := dashLine().FindSubmatchIndex(source); m != nil {
		p.Report(lint.Report{Span: manifest.Span{Start: span.Start + m[2], End: span.Start + m[3]}, Path: n.Path()},
			"this line is part of the text above it, not an item of its own").
			Effect("the value is the one text %q", words.Brief(text)).
			Help("align the dash with the items above, or quote the text if it is meant")
	}
}
