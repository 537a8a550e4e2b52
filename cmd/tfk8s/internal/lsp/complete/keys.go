package complete

import (
	"path/filepath"
	"slices"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/fields"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/outline"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/protocol"
	"github.com/toolforge/tfk8s/schemas"
)

// keys proposes the fields of a map, or those of a new item of a list.
func (c *completer) keys(in *outline.Node, s *schemas.Schema) {
	if s == nil {
		return
	}
	dash := ""
	if s.Type == schemas.Array {
		if s = s.Elem; c.place.IsFlow || s == nil {
			c.itemValues(in)
			return
		}
		dash = "- "
	}
	isMap := dash != "" || !in.IsItem || !c.place.IsFlow || in.IsFlow // otherwise it is an item of a list in brackets
	switch {
	case s.Type == schemas.Object && isMap:
		c.fields(in, s, dash)
	case s.Type == schemas.Map:
		c.mapKeys(in)
	case in.IsItem:
		c.itemValues(in.Parent)
	case dash != "":
		c.listValues(in, dash)
	}
}

// fields proposes the fields that a map does not have.
func (c *completer) fields(in *outline.Node, s *schemas.Schema, dash string) {
	for _, f := range s.Fields {
		if c.hasNoEffect(in, s, f.Name) || dash == "" && c.hasOther(in, f.Name) {
			continue
		}
		p := proposal{label: f.Name, detail: fields.TypeOf(f.Schema()), kind: protocol.CompletionProperty, rank: 1}
		if slices.Contains(s.Required, f.Name) {
			p.rank, p.detail = 0, p.detail+", required"
		}
		p.insert = dash + c.key(f.Name) + c.afterKey(f.Schema(), len(dash))
		c.add(p)
		if f.Name == "resources" && fields.ShortName(s) == "Container" && !c.place.HasColon && !c.place.IsFlow {
			c.resources(dash)
		}
	}
}

// hasNoEffect reports whether the server sets a field itself, or drops it.
func (c *completer) hasNoEffect(in *outline.Node, owner *schemas.Schema, field string) bool {
	object := fields.Object(in)
	path := field
	for at := in; at != object; at = at.Parent {
		path = at.Key + "." + path
	}
	kind := fields.KindOf(object).Kind
	return c.policy().IgnoredField(owner.Name, field) != nil || slices.ContainsFunc(c.policy().ServerFields, func(f schemas.ServerField) bool {
		switch {
		case f.Path == "" || f.Prefix != "":
			return false
		case f.Kind == "Pod":
			return fields.ShortName(owner) == "PodSpec" && f.Path == field
		}
		return (f.Kind == "" || f.Kind == kind) && f.Path == path
	})
}

// hasOther reports whether a map has a key, other than at the cursor.
func (c *completer) hasOther(in *outline.Node, key string) bool {
	n := in.Field(key)
	return n != nil && n.Start != c.place.Start
}

// key returns a key as it is written at the cursor.
func (c *completer) key(name string) string {
	if word := c.text[c.place.Start:c.place.End]; word != "" && (word[0] == '"' || word[0] == '\'') {
		return word[:1] + name + word[:1]
	}
	if c.isJSON() {
		return `"` + name + `"`
	}
	return name
}

// afterKey returns what is written behind a new key: a colon, and the beginning of what it holds.
func (c *completer) afterKey(s *schemas.Schema, dash int) string {
	if c.place.HasColon {
		return ""
	}
	below := c.place.Column + dash + 2
	switch {
	case c.place.IsFlow:
		return ": "
	case s.Type == schemas.Array:
		return ":" + c.newline(below-2+c.dashIndent()) + "- "
	case s.Type == schemas.Object && len(s.Fields) > 0, s.Type == schemas.Map:
		return ":" + c.newline(below)
	}
	return ": "
}

// dashIndent returns how far the dashes of lists are from their keys in the document.
func (c *completer) dashIndent() int {
	indent := 2
	var look func(n *outline.Node) bool
	look = func(n *outline.Node) bool {
		if n.HasItems() && !n.IsFlow && n.Key != "" && n.Children[0].Start < c.place.Start {
			indent = n.Children[0].Column - n.Column
			return true
		}
		return slices.ContainsFunc(n.Children, look)
	}
	look(c.place.In.Root())
	return max(indent, 0)
}

// resources proposes the resources of a container with the defaults of the cluster.
func (c *completer) resources(dash string) {
	limits := &c.policy().LimitRange
	column := c.place.Column + len(dash)
	text := dash + "resources:"
	for _, part := range []struct {
		key string
		of  schemas.Resources
	}{{"limits", limits.Default}, {"requests", limits.DefaultRequest}} {
		text += c.newline(column+2) + part.key + ":"
		for _, resource := range []string{"cpu", "memory"} {
			text += c.newline(column+4) + resource + ": " + part.of.Of(resource)
		}
	}
	c.add(proposal{label: "resources with the defaults", detail: "limits and requests", kind: protocol.CompletionSnippet, rank: 1, insert: text})
}

// mapKeys proposes the keys of a map that may have any: the label for the tool's files, and the resources of a container.
func (c *completer) mapKeys(in *outline.Node) {
	label := &c.policy().PodPreset.Label
	switch in.Key {
	case "labels":
		if !c.hasOther(in, label.Key) {
			p := proposal{label: label.Key + ": " + label.Value, detail: "mounts the tool's files", kind: protocol.CompletionProperty}
			if p.insert = c.key(label.Key); !c.place.HasColon {
				p.insert += ": " + c.quoted(label.Value)
			}
			c.add(p)
		}
	case "limits", "requests":
		for _, resource := range []string{"cpu", "memory"} {
			if !c.hasOther(in, resource) {
				p := proposal{label: resource, kind: protocol.CompletionProperty, insert: c.key(resource)}
				if !c.place.HasColon {
					p.insert += ": "
				}
				c.add(p)
			}
		}
	}
}

// quoted returns a text as a value at the cursor.
func (c *completer) quoted(value string) string {
	if word := c.text[c.place.Start:c.place.End]; c.place.Value != nil && word != "" && (word[0] == '"' || word[0] == '\'') {
		return word[:1] + value + word[:1]
	}
	if c.isJSON() {
		return `"` + value + `"`
	}
	return value
}

// listValues proposes new items of a list of texts.
func (c *completer) listValues(in *outline.Node, dash string) {
	for _, value := range c.accepted(in) {
		c.add(proposal{label: value, kind: protocol.CompletionEnum, insert: dash + value})
	}
}

// itemValues proposes the values of an item of a list.
func (c *completer) itemValues(list *outline.Node) { c.listValues(list, "") }

// accepted returns the values that a field accepts.
func (c *completer) accepted(n *outline.Node) []string {
	if n.Parent == nil {
		return nil
	}
	values := fields.Values(fields.Schema(c.view.Settings.Bundle, n.Parent), n.Key)
	if kind := fields.KindOf(fields.Object(n)).Kind; kind == "Job" || kind == "CronJob" {
		values = fields.ForJobs(n.Key, values)
	}
	return values
}

// webservice proposes the keys of the settings of a webservice, and some of their values.
func (c *completer) webservice() {
	form := c.policy().ServiceManifest.File(filepath.Base(c.view.File.Name))
	if c.place.Value != nil {
		c.webserviceValues(form.Key(c.place.Value.Key))
		return
	}
	if c.place.In.Parent != nil {
		return
	}
	for _, key := range form.Keys {
		if c.hasOther(c.place.In, key.Name) || key.Since > c.policy().AsOf {
			continue
		}
		p := proposal{label: key.Name, detail: string(key.Type), kind: protocol.CompletionProperty, insert: c.key(key.Name)}
		if !c.place.HasColon {
			p.insert += ": "
		}
		c.add(p)
	}
}

func (c *completer) webserviceValues(key *schemas.ManifestKey) {
	if key == nil {
		return
	}
	switch key.Type {
	case schemas.ManifestWebType:
		for i := range c.policy().Images.Table {
			if row := &c.policy().Images.Table[i]; row.Type != "" && row.Current != "" {
				c.addValue(proposal{label: row.Type, detail: row.Runtime(), deprecated: row.Deprecated})
			}
		}
	case schemas.ManifestBackends:
		for _, b := range c.policy().ServiceManifest.Backends {
			c.addValue(proposal{label: b.Name})
		}
	case schemas.ManifestBoolean:
		c.addValue(proposal{label: "true"})
		c.addValue(proposal{label: "false"})
	}
}
