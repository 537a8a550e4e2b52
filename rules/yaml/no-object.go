package yaml

import (
	_ "embed"
	"fmt"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
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
		checkList(p, root.Field("items"), root)
	case !root.IsMap() || root.Field("apiVersion").IsNull() && root.Field("kind").IsNull():
		notAnObject(p, d)
	}
}

// notAnObject reports a document among objects, at which kubectl stops.
func notAnObject(p *lint.Pass, d *manifest.Document) {
	r := lint.Report{Span: d.Root().ValueMark()}
	what := fmt.Sprintf("this document is %s, not a Kubernetes object", workload.InWords(d.Root()))
	if d.Root().IsMap() {
		if kids := d.Root().Fields(); len(kids) > 0 {
			r.Span = kids[0].Mark()
		}
		what = "this document has neither apiVersion nor kind"
	}
	p.Report(r, "%s", what).Effect("kubectl stops here: what follows in the file is not created").
		Help("delete the document, or indent its text if it belongs to the document above")
}

// checkList looks at what a List is made of. One bad item makes kubectl create nothing of it.
func checkList(p *lint.Pass, items, root *manifest.Node) {
	report := func(n *manifest.Node, path, format string, args ...any) {
		mark := n.Mark()
		if mark.Len() == 0 { // an item that is not written
			mark = n.Parent().Mark()
		}
		p.Report(lint.Report{Span: mark, Path: path}, format, args...).Effect("kubectl creates nothing of the List")
	}
	switch {
	case items == nil:
		report(root.Field("kind"), "kind", "the %s has no items", root.Field("kind").Text())
	case items.IsNull(), items.IsList() && len(items.Items()) == 0:
		report(items, "items", "the %s is empty", root.Field("kind").Text())
	case !items.IsList():
		report(items, "items", "the items of the %s are %s, not a list", root.Field("kind").Text(), workload.InWords(items))
	}
	// A list of one kind, such as a ConfigMapList, need not repeat it in its items.
	typed := root.Field("kind").String() != "List"
	for i := range items.Items() {
		path := fmt.Sprintf("items[%d]", i) // once it is an object, the paths in it begin there
		switch item := &items.Items()[i]; {
		case !item.IsMap():
			report(item, path, "this item is %s, not an object", workload.InWords(item))
		case !typed && item.Field("apiVersion").IsNull() && item.Field("kind").IsNull():
			report(item, path, "this item has neither apiVersion nor kind")
		}
	}
}
