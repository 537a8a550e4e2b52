package yaml

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/content"
)

//go:embed unrendered-template.md
var unrenderedTemplateDoc string

var unrenderedTemplate = &lint.Rule{
	ID: "TFK004", Name: "unrendered-template",
	Stage: lint.Advice, Severity: lint.Note,
	BothWays: true,
	Doc:      unrenderedTemplateDoc,
	Content:  lint.Template,
	Once:     true,
	Document: checkUnrenderedTemplate,
}

func checkUnrenderedTemplate(p *lint.Pass, d *manifest.Document) {
	span, ok := content.Placeholder(d)
	if !ok {
		span = d.Span()
	}
	p.Report(lint.Report{Span: span}, "the manifest is a template that was not rendered").
		Help("render it first, and lint the result")
}
