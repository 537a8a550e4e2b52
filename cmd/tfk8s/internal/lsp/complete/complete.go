// Package complete proposes what can be written at the cursor: fields of the schema, values that a field accepts, kinds with their API
// versions, images of the policy, labels and resources.
package complete

import (
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/fields"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/outline"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/project"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/protocol"
	"github.com/toolforge/tfk8s/schemas"
)

// Of returns the proposals for a place.
func Of(v *project.View, params json.RawMessage) (any, error) {
	var p protocol.PositionParams
	if err := json.Unmarshal(params, &p); err != nil {
		return nil, err
	}
	src := string(v.File.Text())
	c := &completer{view: v, text: src, place: outline.At(src, v.Lines.Offset(p.Position)), items: []protocol.CompletionItem{}}
	if c.place.AfterDash && !c.place.IsFlow && c.text[c.place.Start-1] == '-' {
		c.blank = " " // the dash needs one
		c.place.Column++
	}
	if c.place.In != nil {
		c.complete()
	}
	return protocol.CompletionList{Items: c.items}, nil
}

// A completer collects the proposals for a place.
type completer struct {
	view  *project.View
	text  string
	place outline.Place
	blank string // what must be in front of a proposal
	items []protocol.CompletionItem
}

// A proposal is one thing that can be written at the cursor.
type proposal struct {
	label, detail string
	insert        string // the text of a key with what follows, or of a value
	kind          int
	rank          int // the lower, the earlier it is shown
	deprecated    bool
}

func (c *completer) policy() *schemas.Policy { return c.view.Settings.Policy }

func (c *completer) complete() {
	in := c.place.In
	switch {
	case c.view.Settings.Policy.ServiceManifest.File(filepath.Base(c.view.File.Name)) != nil:
		c.webservice()
	case c.place.Value != nil:
		c.values(c.place.Value)
	case in == fields.Object(in):
		c.object(in)
	default:
		c.keys(in, fields.Schema(c.view.Settings.Bundle, in))
		if list := c.listAbove(); list != nil {
			c.keys(list, fields.Schema(c.view.Settings.Bundle, list))
		}
	}
}

// listAbove returns the list without items whose key is above the cursor in the same column: its dashes may be there too.
func (c *completer) listAbove() *outline.Node {
	var above *outline.Node
	for _, kid := range c.place.In.Children {
		if kid.Start < c.place.Start {
			above = kid
		}
	}
	if above == nil || above.IsItem || above.Text != "" || len(above.Children) > 0 || above.IsFlow || above.Column != c.place.Column || c.place.HasColon {
		return nil
	}
	if s := fields.Schema(c.view.Settings.Bundle, above); s == nil || s.Type != schemas.Array {
		return nil
	}
	return above
}

// add adds a proposal. In JSON, and where the word is in quotes, it gets quotes.
func (c *completer) add(p proposal) {
	item := protocol.CompletionItem{
		Label: p.label, Kind: p.kind, Detail: p.detail, Deprecated: p.deprecated, SortText: string(rune('0'+p.rank)) + p.label,
		TextEdit: &protocol.TextEdit{Range: c.view.Lines.Range(c.place.Start, c.place.End), NewText: c.blank + p.insert},
	}
	word := c.text[c.place.Start:c.place.End]
	if p.insert[0] != p.label[0] || strings.HasPrefix(word, `"`) || strings.HasPrefix(word, "'") {
		item.FilterText = strings.TrimSpace(p.insert) // editors compare it with what is replaced
		if word == "" || word[0] == p.label[0] {
			item.FilterText = p.label
		}
	}
	if slices.Contains(c.view.Client.TextDocument.Completion.CompletionItem.InsertTextModeSupport.ValueSet, protocol.InsertAsIs) {
		item.InsertTextMode = protocol.InsertAsIs
	}
	c.items = append(c.items, item)
}

// isJSON reports whether keys must be in quotes.
func (c *completer) isJSON() bool { return c.place.IsFlow && c.place.In.Root().IsFlow }

// object proposes the fields of an object, and what it may be.
func (c *completer) object(in *outline.Node) {
	known := []string{"apiVersion", "kind", "metadata", "spec", "data", "items"}
	for _, kid := range in.Children {
		if !slices.Contains(known, kid.Key) && fields.Schema(c.view.Settings.Bundle, in) == nil {
			return // it is something else
		}
	}
	if in.Field("kind") == nil && in.Field("apiVersion") == nil && !c.place.HasColon && !c.isJSON() {
		c.pairs()
	}
	s := fields.Schema(c.view.Settings.Bundle, in)
	if s == nil || len(s.Fields) == 0 {
		text := &schemas.Schema{Type: schemas.String}
		s = &schemas.Schema{Type: schemas.Object, Required: []string{"apiVersion", "kind"}, Fields: []schemas.Field{
			schemas.NewField("apiVersion", text), schemas.NewField("kind", text), schemas.NewField("metadata", c.metadata()),
		}}
	}
	c.keys(in, s)
}

// metadata returns the schema of the metadata of any object.
func (c *completer) metadata() *schemas.Schema {
	return c.view.Settings.Bundle.Lookup(schemas.GVK{Version: "v1", Kind: "Pod"}).Field("metadata")
}

// pairs proposes kinds together with their API versions.
func (c *completer) pairs() {
	for _, r := range c.creatable() {
		if c.isOutdated(r.GVK) {
			continue
		}
		c.add(proposal{
			label: r.Kind, detail: r.APIVersion(), kind: protocol.CompletionSnippet, rank: 2,
			insert: "apiVersion: " + r.APIVersion() + c.newline(c.place.Column) + "kind: " + r.Kind + c.newline(c.place.Column),
		})
	}
}

// creatable returns the kinds that a tool may create.
func (c *completer) creatable() (all []schemas.Resource) {
	for _, r := range c.view.Settings.Bundle.Resources() {
		if c.policy().MayCreate(r.Group, r.Plural) {
			all = append(all, r)
		}
	}
	return all
}

func (c *completer) isOutdated(g schemas.GVK) bool {
	return c.policy().Move(g.Kind, g.APIVersion()) != nil
}

// newline returns a line break, and the indentation of the next line.
func (c *completer) newline(column int) string {
	return c.view.File.Newline() + strings.Repeat(" ", max(column, 0))
}
