package rules

import (
	"bytes"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
)

// rewriteIngress writes an Ingress of networking.k8s.io/v1 as the betas have it: backends without a service in between,
// no types of paths, no class. It returns the paths that matched nothing below them, and do so then.
func (s *Subject) rewriteIngress(d *draft) (exact []string) {
	spec := s.Root().Field("spec")
	var gone []*manifest.Node
	if class := spec.Field("ingressClassName"); class.Exists() {
		gone = append(gone, class)
	}
	if backend := spec.Field("defaultBackend"); backend.Exists() {
		d.add(backend.RenameKey("backend"))
		flattenBackend(d, backend)
	}
	rules := spec.Field("rules").Items()
	for i := range rules {
		paths := rules[i].At("http", "paths").Items()
		for j := range paths {
			if kind := paths[j].Field("pathType"); kind.Exists() {
				gone = append(gone, kind)
				if path := paths[j].Field("path").String(); kind.String() == "Exact" && !slices.Contains(exact, path) {
					exact = append(exact, path)
				}
			}
			flattenBackend(d, paths[j].Field("backend"))
		}
	}
	if len(gone) > 0 {
		d.add(manifest.Delete(gone...))
	}
	return exact
}

// flattenBackend makes "serviceName: x" and "servicePort: y" of "service: {name: x, port: {number: y}}". It writes both
// texts as they were; a backend of another form fails.
func flattenBackend(d *draft, backend *manifest.Node) {
	service := backend.Field("service")
	if service == nil && (backend.IsNull() || backend.Field("serviceName").Exists()) {
		return // there is none, or it is of the old form already
	}
	name, port := service.Field("name"), portOf(service.Field("port"))
	if len(backend.Fields()) != 1 || len(service.Fields()) != 2 || name.Kind() != manifest.String || port == nil {
		d.failed = true
		return
	}
	d.rewrite(service, name, rewritten{"serviceName", scalarText(name)}, rewritten{"servicePort", scalarText(port)})
}

// A rewritten is an entry of a map with the text of its value.
type rewritten struct{ key, text string }

// rewrite writes entries in the place of one. The first may have its value from inside of it, and then has the comment
// behind that; any other comment makes it fail, as it would be lost.
func (d *draft) rewrite(old, first *manifest.Node, entries ...rewritten) {
	key, ok := old.KeySpan()
	value, good := old.Span()
	whole := manifest.Span{Start: key.Start, End: value.End}
	comment, alone := commentBehind(old.Document(), first, whole)
	if !ok || !good || !alone || old.Uses() > 1 {
		d.failed = true
		return
	}
	quote := ""
	if old.Document().File.Text()[key.Start] == '"' {
		quote = `"`
	}
	var parts []string
	for i, e := range entries {
		d.failed = d.failed || e.text == ""
		if i == 0 {
			e.text += comment
		}
		parts = append(parts, quote+e.key+quote+": "+e.text)
	}
	d.add([]manifest.Edit{{Span: whole, New: strings.Join(parts, separator(old.Parent(), whole)), Uses: 1}}, true)
}

// portOf is the number or the name of a port, nil where it has not exactly one.
func portOf(port *manifest.Node) *manifest.Node {
	if len(port.Fields()) != 1 {
		return nil
	}
	if number := port.Field("number"); number.Kind() == manifest.Int {
		return number
	}
	if name := port.Field("name"); name.Kind() == manifest.String {
		return name
	}
	return nil
}

// scalarText is how a scalar on one line is written, "" where it is not or stands elsewhere.
func scalarText(n *manifest.Node) string {
	span, ok := n.Span()
	text := string(n.Document().File.Text()[span.Start:span.End])
	if !ok || strings.ContainsAny(text, "\r\n*&!|>") {
		return ""
	}
	return text
}

// commentBehind is the comment on the line of a scalar, with the blanks before it. alone is false where the span holds
// any other comment, which would be lost with it.
func commentBehind(d *manifest.Document, n *manifest.Node, span manifest.Span) (comment string, alone bool) {
	value, _ := n.Span()
	text := d.File.Text()
	comments, ok := d.Comments()
	for _, c := range comments {
		switch {
		case c.Start < span.Start || c.Start >= span.End:
		case c.Start < value.End || strings.Trim(string(text[value.End:c.Start]), " \t") != "":
			return "", false
		default:
			comment = string(text[value.End:c.End])
		}
	}
	return comment, ok
}

// separator is what stands between two entries of a map, of which one has a span: a comma in flow style, and a new line
// where the map has one.
func separator(n *manifest.Node, entry manifest.Span) string {
	file := n.Document().File
	text := file.Text()
	lead := text[bytes.LastIndexAny(text[:entry.Start], "\r\n")+1 : entry.Start]
	line := file.Newline() + string(lead[:len(lead)-len(bytes.TrimLeft(lead, " \t"))])
	switch whole, _ := n.Span(); {
	case text[whole.Start] != '{':
		return line
	case bytes.ContainsAny(text[entry.Start:entry.End], "\r\n"):
		return "," + line
	}
	return ", "
}
