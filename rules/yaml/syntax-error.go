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
	if err == nil || err.Flow && p.Prepared != nil { // only kubectl takes braces for JSON
		return
	}
	if _, tab := tabsIn(d); tab { // yaml-tab says so
		return
	}
	why := diagnose(d, err)
	p.Report(lint.Report{Span: why.span, Fix: why.fix}, "%s", why.message)
}

// A diagnosis says why a document cannot be read, where the parser only says at what it stumbled.
type diagnosis struct {
	span    manifest.Span
	message string
	fix     *lint.Fix
}

// maxSearched is the length of the longest document in which the mistake is looked for, since that means to read it again
// for every guess. No object is larger: etcd would refuse it.
const maxSearched = 3 << 19

// diagnose asks those who know one mistake each, the surest first.
func diagnose(d *manifest.Document, err *manifest.SyntaxError) *diagnosis {
	if d.Span().Len() > maxSearched {
		return &diagnosis{span: err.Span, message: reworded(err.Message)}
	}
	for _, ask := range [...]func(*manifest.Document, *manifest.SyntaxError) *diagnosis{
		controlCharacter, strayByteOrderMark, braces, yamlDirective, copiedSpaces, indentedSeparator,
		breakableLines, strangeBreak, unknownAnchor, indentedTooDeep, secondColon,
	} {
		if why := ask(d, err); why != nil {
			return why
		}
	}
	return &diagnosis{span: err.Span, message: reworded(err.Message)}
}
