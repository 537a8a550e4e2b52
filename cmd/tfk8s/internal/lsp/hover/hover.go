// Package hover says what is known about the place under the pointer: the findings there with the pages of their rules, the type of a
// field and its values, the row of an image in the policy, and the share of the quota that an object uses.
package hover

import (
	"cmp"
	"encoding/json"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/fields"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/outline"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/project"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/protocol"
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

// Of returns what is known about a place, nil if nothing is.
func Of(v *project.View, params json.RawMessage) (any, error) {
	var p protocol.PositionParams
	if err := json.Unmarshal(params, &p); err != nil {
		return nil, err
	}
	offset := v.Lines.Offset(p.Position)
	place := outline.At(string(v.File.Text()), offset)
	var parts []string
	for _, part := range []string{ofField(v, place), ofImage(v, offset), ofResources(v, place, offset), ofFindings(v, offset)} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	if len(parts) == 0 {
		return nil, nil
	}
	contents := protocol.MarkupContent{Kind: protocol.Markdown, Value: strings.Join(parts, "\n\n---\n\n")}
	if !v.Client.ReadsMarkdown() {
		contents.Kind = protocol.PlainText
	}
	h := &protocol.Hover{Contents: contents}
	if place.In != nil {
		r := v.Lines.Range(place.Start, place.End)
		h.Range = &r
	}
	return h, nil
}

// nodeAt returns the field at a place, nil if there is none.
func nodeAt(place outline.Place, text []byte) *outline.Node {
	switch {
	case place.In == nil || !place.HasColon && place.Value == nil:
		return nil
	case place.Value != nil:
		return place.Value
	}
	return place.In.Field(outline.Unquoted(string(text[place.Start:place.End])))
}

// ofField describes a field by the schema.
func ofField(v *project.View, place outline.Place) string {
	n := nodeAt(place, v.File.Text())
	if n == nil || n.Parent == nil {
		return ""
	}
	if form := v.Settings.Policy.ServiceManifest.File(filepath.Base(v.File.Name)); form != nil {
		return ofSetting(form.Key(n.Key))
	}
	owner, s := fields.Schema(v.Settings.Bundle, n.Parent), fields.Schema(v.Settings.Bundle, n)
	if s == nil {
		return ""
	}
	text := fmt.Sprintf("**%s**: %s", n.Key, fields.TypeOf(s))
	if owner != nil && slices.Contains(owner.Required, n.Key) {
		text += ", required"
	}
	values := fields.Values(owner, n.Key)
	if fields.KindOf(fields.Object(n)).Kind == "Job" || fields.KindOf(fields.Object(n)).Kind == "CronJob" {
		values = fields.ForJobs(n.Key, values)
	}
	if len(values) > 0 {
		text += "\n\nAllowed values: `" + strings.Join(values, "`, `") + "`"
	}
	return text
}

// ofSetting describes a key of the settings of a webservice.
func ofSetting(key *schemas.ManifestKey) string {
	if key == nil {
		return ""
	}
	text := fmt.Sprintf("**%s**: %s", key.Name, key.Type)
	if key.Since != "" {
		text += ", since " + key.Since
	}
	return text
}

// ofImage describes an image by its row of the policy.
func ofImage(v *project.View, offset int) string {
	for _, o := range v.ObjectsAround(offset) {
		for _, image := range o.Images() {
			if s, ok := image.Span(); ok && s.Start <= offset && offset <= s.End {
				return describeImage(v.Settings.Policy, image)
			}
		}
	}
	return ""
}

func describeImage(p *schemas.Policy, image *workload.UsedImage) string {
	if image.Foreign {
		return fmt.Sprintf("This image is not from `%s`, so the cluster rejects it.", p.Registry.Host)
	}
	m := image.Match
	lines := []string{"**" + image.Ref.Name + "**"}
	switch m.Kind {
	case schemas.CurrentImage:
		lines = append(lines, "- an image of the 2020 cluster")
	case schemas.LegacyImage, schemas.NoMarker, schemas.AliasImage:
		lines = append(lines, "- an image of the legacy cluster; on the 2020 cluster it is `"+m.Current+"`")
	case schemas.RetiredImage:
		lines = append(lines, "- an image of the legacy cluster, without a successor")
	case schemas.LaterOnly:
		lines = append(lines, "- did not exist yet: it came "+cmp.Or(m.Since, "later"))
	default:
		lines = append(lines, "- there is no such image")
	}
	if len(m.Suggest) > 0 {
		lines = append(lines, "- use `"+strings.Join(m.Suggest, "` or `")+"`")
	}
	if m.Row != nil {
		lines = append(lines, describeRow(p, m.Row)...)
	}
	return strings.Join(lines, "\n")
}

func describeRow(p *schemas.Policy, row *schemas.Image) (lines []string) {
	if runtime := row.Runtime(); runtime != "" {
		lines = append(lines, "- runtime: "+runtime)
	}
	if row.Type != "" {
		lines = append(lines, "- webservice type: `"+row.Type+"`")
	}
	if row.OS != "" {
		text := "- operating system: " + row.OS
		if i := slices.IndexFunc(p.Images.EndOfLife, func(e schemas.EndOfLife) bool { return e.OS == row.OS }); i >= 0 {
			text += ", supported until " + p.Images.EndOfLife[i].Date
		}
		lines = append(lines, text)
	}
	if row.Deprecated {
		lines = append(lines, "- deprecated"+successorOf(row))
	}
	if row.Dropped != "" {
		lines = append(lines, "- no longer built since "+row.Dropped)
	}
	return lines
}

func successorOf(row *schemas.Image) string {
	switch {
	case row.Successor != "":
		return "; `" + row.Successor + "` runs the same code, mostly"
	case row.PortTo != "":
		return "; port the code to `" + row.PortTo + "`"
	}
	return ""
}

// ofFindings shows the pages of the rules that found something at a place.
func ofFindings(v *project.View, offset int) string {
	var parts []string
	var seen []*lint.Rule
	for _, d := range v.At(manifest.Span{Start: offset, End: offset}) {
		if d.Rule.Doc == "" || slices.Contains(seen, d.Rule) {
			continue
		}
		seen = append(seen, d.Rule)
		parts = append(parts, strings.TrimSpace(absoluteLinks(d.Rule)))
	}
	return strings.Join(parts, "\n\n---\n\n")
}

// absoluteLinks returns the page of a rule with links that work elsewhere.
func absoluteLinks(rule *lint.Rule) string {
	address := rules.PageURL(rule)
	folder := address[:strings.LastIndexByte(address, '/')+1]
	return regexp.MustCompile(`\]\(([^):#]+)([^):]*)\)`).ReplaceAllStringFunc(rule.Doc, func(link string) string {
		target := strings.TrimSuffix(strings.TrimPrefix(link, "]("), ")")
		base := folder
		for strings.HasPrefix(target, "../") {
			target = target[len("../"):]
			base = base[:strings.LastIndexByte(strings.TrimSuffix(base, "/"), '/')+1]
		}
		return "](" + base + target + ")"
	})
}
