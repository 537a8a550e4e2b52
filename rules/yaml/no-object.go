package yaml

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/content"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed no-object.md
var noObjectDoc string

var NoObject = &lint.Rule{
	ID: "TFK002", Name: "no-object",
	Stage: lint.Kubectl, Severity: lint.Error,
	BothWays: true,
	Doc:      noObjectDoc,
	Document: checkNoObject,
}

func checkNoObject(p *lint.Pass, d *manifest.Document) {
	root := d.Root()
	switch {
	case d.Err() != nil, p.Prepared != nil: // kubectl never sees a file of another kind
	case !root.Exists():
	case root.IsMap() && root.Field("kind").String() == "List" || d.IsList():
		checkList(p, root)
	case root.IsMap() && root.Field("items").Exists() && root.Field("items").IsNull():
		checkEmptyItems(p, d)
	case !root.IsMap() || root.Field("apiVersion").IsNull() && root.Field("kind").IsNull():
		notAnObject(p, d)
	}
}

// notAnObject reports a document among objects, at which kubectl stops.
func notAnObject(p *lint.Pass, d *manifest.Document) {
	r := lint.Report{Span: d.Root().ValueMark()}
	if encoding := content.Misread(d.File); encoding != "" {
		r.Span.End = r.Span.Start + len("\uFEFF") // the whole text is one line
		p.Report(r, "the byte order mark is that of UTF-16, but the text is in %s", encoding).Help("save the file as UTF-8")
		return
	}
	what := fmt.Sprintf("this document is %s, not a Kubernetes object", workload.InWords(d.Root()))
	help := "delete the document, or indent its text if it belongs to the document above"
	if d.Root().IsMap() {
		if kids := d.Root().Fields(); len(kids) > 0 {
			r.Span = kids[0].Mark()
		}
		what = "this document has neither apiVersion nor kind"
		if hasKey(d.Root(), "apiVersion") && hasKey(d.Root(), "kind") {
			help = "write apiVersion and kind with these capitals"
		}
	}
	p.Report(r, "%s", what).Effect("kubectl stops here: what follows in the file is not created").
		Help("%s", help)
}

// hasKey reports whether a map has a key, in capitals or not.
func hasKey(n *manifest.Node, name string) bool {
	return slices.ContainsFunc(n.Fields(), func(f manifest.Node) bool { return strings.EqualFold(f.Key(), name) })
}
