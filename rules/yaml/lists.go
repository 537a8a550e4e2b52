package yaml

import (
	"fmt"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/rules/kubectl"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

// checkList looks at a document that kubectl reads as a list, and at its items. One bad item makes kubectl create none of them.
func checkList(p *lint.Pass, root *manifest.Node) {
	s := p.Shared.(*workload.Settings)
	l := &list{Pass: p, root: root, bundle: s.Bundle, gvk: gvkOf(root)}
	if !s.ToLegacy && !l.checkKind() {
		return // kubectl does not look at the items
	}
	l.checkItems()
	if !s.ToLegacy {
		l.checkSchema()
	}
}

// A list is a document that kubectl reads as a list of objects.
type list struct {
	*lint.Pass
	root   *manifest.Node
	bundle *schemas.Bundle
	gvk    schemas.GVK
}

func gvkOf(n *manifest.Node) schemas.GVK {
	group, version := schemas.ParseAPIVersion(n.Field("apiVersion").String())
	return schemas.GVK{Group: group, Version: version, Kind: n.Field("kind").String()}
}

// checkKind reports an apiVersion and a kind that are not those of a list, and returns whether they are.
func (l *list) checkKind() bool {
	apiVersion, kind := l.root.Field("apiVersion"), l.root.Field("kind")
	const help = "write apiVersion: v1 and kind: List"
	switch {
	case apiVersion.IsNull():
		l.Report(lint.Report{Span: kind.Mark(), Path: "apiVersion"}, "the %s has no apiVersion", kind.Text()).Help(help)
	case apiVersion.Kind() != manifest.String:
		l.At(apiVersion, nil, "apiVersion %s is not a string", apiVersion.Text()).Help(help)
	case l.isList(l.gvk):
		return true
	case l.bundle.Lookup(l.gvk) != nil:
		l.At(kind, nil, "%s has no list of objects under items", words.Article(l.gvk.Kind)).Help("write kind: List, or remove items")
	case l.gvk.Kind == "List":
		l.At(apiVersion, nil, "there is no List in %q", apiVersion.Text()).Help(help)
	default:
		l.At(kind, nil, "there is no list of the kind %q in %q", kind.Text(), apiVersion.Text()).Help(help)
	}
	return false
}

// isList reports whether kubectl finds a kind that a list may have: "List" and, for each kind that is served, its name with
// "List" behind it or in lower case. kubectl finds a group without a version too.
func (l *list) isList(gvk schemas.GVK) bool {
	kind, isNamed := strings.CutSuffix(gvk.Kind, "List")
	return slices.ContainsFunc(l.bundle.Resources(), func(r schemas.Resource) bool {
		isVersion := r.Group == gvk.Group && (r.Version == gvk.Version || gvk.Version == "")
		return isVersion && (isNamed && (kind == "" || kind == r.Kind) || gvk.Kind == strings.ToLower(r.Kind))
	})
}

// checkItems reports a list without items, and items that kubectl cannot send one by one.
func (l *list) checkItems() {
	items, kind := l.root.Field("items"), l.root.Field("kind")
	switch {
	case items == nil:
		r := lint.Report{Span: kind.Mark(), Path: "kind"}
		if l.gvk.Kind == "List" && l.gvk.APIVersion() != "v1" {
			r.Stage = new(lint.API) // kubectl sends it as an object
		}
		l.Report(r, "the %s has no items", kind.Text()).Effect("kubectl creates nothing of the List")
	case items.IsNull(), items.IsList() && len(items.Items()) == 0:
		l.reportItem(items, "items", "the %s is empty", kind.Text())
	case !items.IsList():
		l.reportItem(items, "items", "the items of the %s are %s, not a list", kind.Text(), workload.InWords(items))
	}
	for i := range items.Items() {
		l.checkItem(&items.Items()[i], fmt.Sprintf("items[%d]", i)) // once it is an object, the paths in it begin there
	}
}

func (l *list) checkItem(item *manifest.Node, path string) {
	// A list of one kind, such as a ConfigMapList, need not repeat it in its items.
	isNamed := l.gvk.Kind != "List"
	gvk := gvkOf(item)
	switch kind := item.Field("kind"); {
	case !item.IsMap():
		l.reportItem(item, path, "this item is %s, not an object", workload.InWords(item))
	case !isNamed && item.Field("apiVersion").IsNull() && kind.IsNull():
		l.reportItem(item, path, "this item has neither apiVersion nor kind")
	case item.Field("items").IsList() && strings.HasSuffix(gvk.Kind, "List"):
		l.Report(lint.Report{Span: kind.ValueMark(), Path: path + ".kind"}, "%s cannot be an item of another list", words.Article(gvk.Kind)).
			Help("move its items into the outer list")
	case gvk.Kind == "List":
		r := lint.Report{Span: kind.ValueMark(), Path: path + ".kind"}
		if gvk.Version != "" && l.isList(gvk) {
			r.Stage = new(lint.API) // kubectl sends it as an object
		}
		l.Report(r, "the item is a List without items").Help("remove it")
	}
}

// checkSchema reports what kubectl rejects in a list of one kind, which has a schema, beside faults of items of that kind:
// fields that no list has, and items that do not have the fields of that kind.
func (l *list) checkSchema() {
	schema := l.bundle.Lookup(l.gvk)
	if schema == nil {
		return
	}
	for _, x := range kubectl.Validate(l.root, l.withoutItems(schema), nil).Found {
		switch x.Kind {
		case kubectl.FieldUnknown:
			l.AtKey(x.Node, nil, "%s has no field %q", words.Article(l.gvk.Kind), x.Node.Path()).Help("remove it")
		case kubectl.TypeWrong:
			l.At(x.Node, nil, "%s of %s cannot be %s", x.Node.Path(), words.Article(l.gvk.Kind), workload.InWords(x.Node)).Help("remove it")
		}
	}
	own := l.gvk
	own.Kind = strings.TrimSuffix(own.Kind, "List")
	items := l.root.Field("items").Items()
	for i := range items {
		gvk := gvkOf(&items[i])
		isOther := gvk.Kind != "" && gvk != own
		if isOther && !l.passesAs(&items[i], schema.Field("items").Elem) {
			l.Report(lint.Report{Span: items[i].Field("kind").ValueMark(), Path: fmt.Sprintf("items[%d].kind", i)}, "kubectl checks this %s as %s", gvk.Kind, words.Article(own.Kind)).
				Label("in %s", words.Article(l.gvk.Kind)).Help("write apiVersion: v1 and kind: List at the top")
		}
	}
}

// withoutItems returns a schema of a list that lets any items pass.
func (l *list) withoutItems(schema *schemas.Schema) *schemas.Schema {
	outer := *schema
	outer.Fields = slices.Clone(schema.Fields)
	for i := range outer.Fields {
		if outer.Fields[i].Name == "items" {
			outer.Fields[i] = schemas.NewField("items", &schemas.Schema{})
		}
	}
	return &outer
}

// passesAs reports whether kubectl accepts an item by a schema.
func (l *list) passesAs(item *manifest.Node, schema *schemas.Schema) bool {
	return !slices.ContainsFunc(kubectl.Validate(item, schema, nil).Found, func(x kubectl.Problem) bool {
		return x.Kind != kubectl.Undecodable
	})
}

func (l *list) reportItem(n *manifest.Node, path, format string, args ...any) {
	mark := n.Mark()
	if mark.Len() == 0 { // an item that is not written
		mark = n.Parent().Mark()
	}
	l.Report(lint.Report{Span: mark, Path: path}, format, args...).Effect("kubectl creates nothing of the List")
}

// checkEmptyItems reports an object with a field "items" that is null, which makes it an empty list for kubectl.
func checkEmptyItems(p *lint.Pass, d *manifest.Document) {
	root, s := d.Root(), p.Shared.(*workload.Settings)
	gvk, items := gvkOf(root), root.Field("items")
	if s.ToLegacy || s.Bundle.Served(gvk) == nil {
		return
	}
	p.AtKey(items, nil, "%s has no items", words.Article(gvk.Kind)).
		Effect("kubectl reads the document as an empty list, and creates nothing").Help("remove the line")
}
