package legacy

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/api"
	"github.com/toolforge/tfk8s/rules/field"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

// asAnnotation makes the fix that writes a field of the pods as the annotation that it replaced. It returns nil if the annotation
// would not say the same when it is read back.
func asAnnotation(s *workload.Object, row *schemas.Annotation, n *manifest.Node) *lint.Fix {
	a := field.Annotation{Annotation: row, Text: annotationText(row, n), Home: s.Template}
	value, why := field.AsField(s, a)
	if why != "" || !field.Equal(value, n) || isAnnotated(s, row.To) || hasComments(n) {
		return nil
	}
	var d manifest.Draft
	d.Add(manifest.Prune([]string{"securityContext"}, n))
	entry := manifest.Pairs{{Key: row.Key, Value: a.Text}}
	if s.Template.Field("metadata").Exists() {
		d.Write(nil, manifest.Add(nil, s.Template, []string{"metadata", "annotations"}, entry))
	} else {
		d.Add(manifest.InsertFirst(s.Template, manifest.Pair{Key: "metadata", Value: manifest.Pairs{{Key: "annotations", Value: entry}}}))
	}
	shared := slices.ContainsFunc(d.Edits, func(e manifest.Edit) bool { return e.Uses > 1 })
	return lint.NewFix(lint.Safe, d.Edits, !d.Failed && !shared, "use the annotation "+row.Key)
}

// annotationText writes the text of an annotation that says the same as a field.
func annotationText(row *schemas.Annotation, n *manifest.Node) string {
	switch {
	case row.JSON:
		var b bytes.Buffer
		writeJSON(&b, n)
		return b.String()
	case row.Pairs:
		var parts []string
		items := n.Items()
		for i := range items {
			parts = append(parts, items[i].Field("name").String()+"="+items[i].Field("value").String())
		}
		return strings.Join(parts, ",")
	}
	return n.String()
}

// writeJSON writes a value on one line, with the order of its keys.
func writeJSON(b *bytes.Buffer, n *manifest.Node) {
	kids := n.Children()
	switch n.Kind() {
	case manifest.Map:
		b.WriteByte('{')
		for i := range kids {
			if i > 0 {
				b.WriteByte(',')
			}
			writeScalar(b, kids[i].Key())
			b.WriteByte(':')
			writeJSON(b, &kids[i])
		}
		b.WriteByte('}')
	case manifest.List:
		b.WriteByte('[')
		for i := range kids {
			if i > 0 {
				b.WriteByte(',')
			}
			writeJSON(b, &kids[i])
		}
		b.WriteByte(']')
	default:
		writeScalar(b, field.Plain(n))
	}
}

// writeScalar writes a scalar. It leaves out what JSON cannot say, such as an infinity, so that the text is not valid JSON.
func writeScalar(b *bytes.Buffer, v any) {
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	if e.Encode(v) == nil {
		b.Truncate(b.Len() - 1) // the new line
	}
}

// isAnnotated reports whether the pods already have an annotation that a field replaced.
func isAnnotated(s *workload.Object, field string) bool {
	return slices.ContainsFunc(s.Policy.Annotations, func(row schemas.Annotation) bool {
		return row.To == field && s.Template.At("metadata", "annotations", row.Key).Exists()
	})
}

// hasComments reports whether there are, or may be, comments inside an entry of a map.
func hasComments(n *manifest.Node) bool {
	key, _ := n.KeySpan()
	value, _ := n.Span()
	comments, ok := n.Document().Comments()
	return !ok || slices.ContainsFunc(comments, func(c manifest.Span) bool { return key.Start <= c.Start && c.End <= value.End })
}

// isUnfinished reports whether other fixes still have to change something in a field. They cannot once it is an annotation,
// because no rule looks into these.
func isUnfinished(s *workload.Object, n *manifest.Node, owner *schemas.Schema) bool {
	found := false
	walkFields(n, owner.Field(n.Key()), func(inner *manifest.Node, owner *schemas.Schema) {
		newer := api.NewerField(s, owner, inner) != nil || s.Policy.FieldAfterLegacy(owner.Name, inner.Key()) != nil
		found = found || newer
	})
	if found || n.Key() != "initContainers" {
		return found
	}
	isInit := func(c *manifest.Node) bool { return c.Parent().Key() == "initContainers" }
	isCurrent := func(i *workload.UsedImage) bool { return i.Init && i.Match.Kind == schemas.CurrentImage }
	lacksFiles := func(f unmounted) bool { return slices.ContainsFunc(f.containers, isInit) }
	hasDefaults := func(c manifest.Node) bool { return areDefaults(s.Settings, c.Field("resources")) }
	return slices.ContainsFunc(s.Images(), isCurrent) || slices.ContainsFunc(containersWithoutHome(s), isInit) ||
		slices.ContainsFunc(unmountedFiles(s), lacksFiles) ||
		s.FromCurrent && s.Resources != workload.ResourcesKeep && slices.ContainsFunc(n.Items(), hasDefaults)
}
