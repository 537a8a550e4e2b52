package webservice

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/schemas"
)

//go:embed manifest-runtime.md
var manifestRuntimeDoc string

var manifestRuntime = &lint.Rule{
	ID: "TFK914", Name: "manifest-runtime",
	Stage: lint.Advice, Severity: lint.Warning, Fix: lint.Review,
	Doc:     manifestRuntimeDoc,
	Foreign: checkManifestRuntime,
}

func checkManifestRuntime(p *lint.Pass, d *manifest.Document) {
	s := inServiceFile(p)
	row := s.runtime(d.Root())
	if row == nil || !row.Deprecated {
		return
	}
	n := s.Value(d.Root(), schemas.ManifestWebType)
	if next := s.Policy.ImageOfType(row.Successor); next != nil {
		var fix *lint.Fix
		if s.UpgradeRuntime {
			edits, ok := n.SetText(next.Type)
			fix = lint.NewFix(lint.Review, edits, ok, "use "+next.Type)
		}
		found := p.At(n, fix, "webservice type %s is deprecated", row.Type)
		if fix != nil {
			found.Help("then build again what was installed with %s", row.Runtime())
		} else {
			found.Help("move to %s", next.Type)
		}
	} else if next := s.Policy.ImageOfType(row.PortTo); next != nil {
		p.At(n, nil, "webservice type %s is deprecated, and no other type runs its code", row.Type).
			Help("port the code to %s, type %s", next.Runtime(), next.Type)
	} else {
		p.At(n, nil, "webservice type %s is deprecated", row.Type).Help("move to another type")
	}
}
