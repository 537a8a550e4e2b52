// Package symbols lists the objects of a document, with their containers.
package symbols

import (
	"cmp"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/project"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/protocol"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

// Of returns the symbols of a document, as a tree if the client shows one.
func Of(v *project.View) any {
	all := []protocol.DocumentSymbol{} // never null
	for i, some := range v.Symbols.ByDocument(v.File, func(d *manifest.Document) []project.Symbol { return symbolsOf(v, d) }) {
		all = append(all, written(v, v.File.Docs[i].Span().Start, some)...)
	}
	if v.Client.TextDocument.DocumentSymbol.HierarchicalDocumentSymbolSupport {
		return all
	}
	list := []protocol.SymbolInformation{}
	for _, s := range all {
		list = append(list, flat(v, s, ""))
		for _, kid := range s.Children {
			list = append(list, flat(v, kid, s.Name))
		}
	}
	return list
}

func flat(v *project.View, s protocol.DocumentSymbol, in string) protocol.SymbolInformation {
	return protocol.SymbolInformation{Name: s.Name, Kind: s.Kind, Location: protocol.Location{URI: v.URI, Range: s.Range}, ContainerName: in}
}

// written writes symbols of a document that begins at an offset.
func written(v *project.View, start int, some []project.Symbol) (all []protocol.DocumentSymbol) {
	for _, s := range some {
		whole, selected := s.Whole.MovedBy(start), s.Selected.MovedBy(start)
		all = append(all, protocol.DocumentSymbol{
			Name: s.Name, Detail: s.Detail, Kind: s.Kind, Children: written(v, start, s.Children),
			Range: v.Lines.Range(whole.Start, whole.End), SelectionRange: v.Lines.Range(selected.Start, selected.End),
		})
	}
	return all
}

func symbolsOf(v *project.View, d *manifest.Document) (all []project.Symbol) {
	for _, o := range v.ObjectsOf(d) {
		all = append(all, object(o))
	}
	d.Release()
	return all
}

func object(o *workload.Object) project.Symbol {
	id := &o.Object.ID
	name := cmp.Or(id.Kind, "(no kind)") + " " + cmp.Or(id.Name, o.Root().At("metadata", "generateName").String(), "(no name)")
	d := o.Object.Doc
	whole := d.Span()
	if id.Item >= 0 {
		whole, _ = o.Root().Span()
	}
	at := o.Root().At("metadata", "name")
	if !at.Exists() {
		at = o.Root()
	}
	s := symbol(d, name, id.APIVersion, protocol.SymbolObject, whole, at.ValueMark())
	for _, c := range o.Containers() {
		span, _ := c.Span()
		named := c.Field("name")
		mark := c.Mark()
		if named.Exists() {
			mark = named.ValueMark()
		}
		kid := symbol(d, cmp.Or(named.String(), "(no name)"), c.Field("image").String(), protocol.SymbolClass, span, mark)
		s.Children = append(s.Children, kid)
	}
	return s
}

// symbol makes a symbol. Its range contains the text that is selected, as the protocol wants it.
func symbol(d *manifest.Document, name, detail string, kind int, whole, selected manifest.Span) project.Symbol {
	whole.Start, whole.End = min(whole.Start, selected.Start), max(whole.End, selected.End)
	start := d.Span().Start
	return project.Symbol{Name: name, Detail: detail, Kind: kind, Whole: whole.MovedBy(-start), Selected: selected.MovedBy(-start)}
}
