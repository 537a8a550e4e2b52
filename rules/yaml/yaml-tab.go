package yaml

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

//go:embed yaml-tab.md
var yamlTabDoc string

var YamlTab = &lint.Rule{
	ID: "TFK901", Name: "yaml-tab",
	Stage: lint.Parse, Severity: lint.Error, Fix: lint.Safe,
	BothWays: true,
	Doc:      yamlTabDoc,
	Document: checkYAMLTab,
}

func checkYAMLTab(p *lint.Pass, d *manifest.Document) {
	if why, ok := tabsIn(d); ok {
		p.Report(lint.Report{Span: why.span, Fix: why.fix}, "%s", why.message).HelpUnlessFixed("indent with spaces")
	}
}
