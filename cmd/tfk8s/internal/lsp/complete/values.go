package complete

import (
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/fields"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/outline"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/protocol"
	"github.com/toolforge/tfk8s/schemas"
)

// values proposes the values of a field.
func (c *completer) values(n *outline.Node) {
	object := fields.Object(n)
	switch {
	case n.Parent == object && n.Key == "kind":
		c.kinds(fields.KindOf(object))
	case n.Parent == object && n.Key == "apiVersion":
		c.versions(fields.KindOf(object).Kind)
	case n.Key == "image" && c.isContainer(n.Parent):
		c.images()
	case isLabel(n, c.policy().PodPreset.Label.Key):
		c.addValue(proposal{label: c.policy().PodPreset.Label.Value})
	case n.Parent.Parent != nil && n.Parent.Parent.Key == "resources":
		c.amounts(n)
	default:
		for i, value := range c.accepted(n) {
			c.addValue(proposal{label: value, rank: min(i, 9)})
		}
	}
}

// addValue adds a proposal for a value. Behind a colon it needs a blank.
func (c *completer) addValue(p proposal) {
	p.kind = protocol.CompletionEnum
	if p.insert = c.quoted(p.label); c.place.Start > 0 && c.text[c.place.Start-1] == ':' {
		p.insert = " " + p.insert
	}
	c.add(p)
}

func (c *completer) isContainer(n *outline.Node) bool {
	s := fields.Schema(c.view.Settings.Bundle, n)
	return s != nil && fields.ShortName(s) == "Container"
}

func isLabel(n *outline.Node, key string) bool {
	return n.Key == key && n.Parent != nil && (n.Parent.Key == "labels" || n.Parent.Key == "matchLabels")
}

// kinds proposes the kinds that a tool may create, in the API version if the object has one.
func (c *completer) kinds(g schemas.GVK) {
	var seen []string
	for _, r := range c.creatable() {
		if slices.Contains(seen, r.Kind) || g.Version != "" && (r.Group != g.Group || r.Version != g.Version) {
			continue
		}
		seen = append(seen, r.Kind)
		c.addValue(proposal{label: r.Kind, detail: r.APIVersion()})
	}
}

// versions proposes the API versions of a kind, or of all kinds.
func (c *completer) versions(kind string) {
	var seen []string
	for _, r := range c.creatable() {
		version := r.APIVersion()
		if slices.Contains(seen, version) || kind != "" && r.Kind != kind {
			continue
		}
		seen = append(seen, version)
		p := proposal{label: version}
		if kind != "" && c.isOutdated(r.GVK) {
			p.deprecated, p.rank, p.detail = true, 1, "deprecated"
		}
		c.addValue(p)
	}
}

// images proposes the images of the current cluster by their whole names.
func (c *completer) images() {
	p := c.policy()
	for i := range p.Images.Table {
		row := &p.Images.Table[i]
		if row.Current == "" || row.Dropped != "" {
			continue
		}
		suffixes := []string{""}
		if row.Suffixed {
			suffixes = p.Images.Suffixes
		}
		for _, suffix := range suffixes {
			name := p.Registry.Host + "/" + row.CurrentName(suffix) + ":" + p.Images.Tags[0]
			image := proposal{label: name, detail: row.Runtime(), deprecated: row.Deprecated}
			if row.Deprecated {
				image.rank, image.detail = 1, strings.TrimSpace(image.detail+" (deprecated)")
			}
			c.addValue(image)
		}
	}
}

// amounts proposes the default of the cluster for a limit or request.
func (c *completer) amounts(n *outline.Node) {
	defaults := map[string]schemas.Resources{"limits": c.policy().LimitRange.Default, "requests": c.policy().LimitRange.DefaultRequest}
	if text := defaults[n.Parent.Key].Of(n.Key); text != "" {
		c.addValue(proposal{label: text, detail: "the default of the cluster"})
	}
}
