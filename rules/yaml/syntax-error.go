package yaml

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

//go:embed syntax-error.md
var syntaxErrorDoc string

var SyntaxError = &lint.Rule{
	ID: "TFK001", Name: "syntax-error",
	Stage: lint.Parse, Severity: lint.Error, Fix: lint.Safe,
	BothWays: true,
	Doc:      syntaxErrorDoc,
	Document: checkSyntaxError,
}

func checkSyntaxError(p *lint.Pass, d *manifest.Document) {
	err := d.Err()
	if err == nil || err.Flow && p.Prepared != nil { // only kubectl reads a text that begins with a brace as JSON
		return
	}
	if _, tab := tabsIn(d); tab { // yaml-tab reports it
		return
	}
	diagnose(d, err).report(p)
}

// A diagnosis says why a document cannot be read, where the parser only says at what it stumbled.
type diagnosis struct {
	span    manifest.Span
	message string
	label   string // may be empty, as the next two
	effect  string // where the stage does not say it
	help    string // where there is no fix
	related []lint.Related
	fix     *lint.Fix
}

func (w *diagnosis) report(p *lint.Pass) {
	f := p.Report(lint.Report{Span: w.span, Fix: w.fix, Related: w.related}, "%s", w.message)
	if w.label != "" {
		f.Label("%s", w.label)
	}
	if w.effect != "" {
		f.Effect("%s", w.effect)
	}
	if w.help != "" && w.fix == nil {
		f.Help("%s", w.help)
	}
}

// maxSearched is the length of the longest document in which the mistake is looked for, since the document is parsed again
// for every guess. No object is larger: etcd would reject it.
const maxSearched = 3 << 19

// diagnose tries the diagnoses that know one mistake each, the surest first.
func diagnose(d *manifest.Document, err *manifest.SyntaxError) *diagnosis {
	if d.Span().Len() > maxSearched {
		return reworded(err)
	}
	for _, ask := range [...]func(*manifest.Document, *manifest.SyntaxError) *diagnosis{
		controlCharacter, halfCharacter, strayByteOrderMark, foreignText, brokenJSON, yamlDirective, copiedSpaces, indentedSeparator,
		shallowBlock, breakableLines, strangeBreak, unknownAnchor, brokenTag, unclosedQuote, unclosedBracket, textBehindBracket,
		secondColon, textBetweenKeys, mixedEntries, oddIndent, indentedTooDeep,
	} {
		if why := ask(d, err); why != nil {
			return why
		}
	}
	return reworded(err)
}
