package rules

import (
	"bytes"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
)

// rewriteIngress writes an Ingress of networking.k8s.io/v1 as the betas have it: backends without a service in between,
// no types of paths, no class.
func (s *Subject) rewriteIngress(d *draft) {
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
			}
			flattenBackend(d, paths[j].Field("backend"))
		}
	}
	if len(gone) > 0 {
		d.add(manifest.Delete(gone...))
	}
}

// flattenBackend makes "serviceName: x" and "servicePort: y" of "service: {name: x, port: {number: y}}". It writes both
// texts as they were; a backend of another form fails.
func flattenBackend(d *draft, backend *manifest.Node) {
	service := backend.Field("service")
	if service == nil && (backend.IsNull() || backend.Field("serviceName").Exists()) {
		return // there is none, or it is of the old form already
	}
	name, port := service.Field("name"), portOf(service.Field("port"))
	if len(backend.Fields()) != 1 || len(service.Fields()) != 2 || name.Kind() != manifest.String || port == nil || service.Uses() > 1 {
		d.failed = true
		return
	}
	key, ok := service.KeySpan()
	value, good := service.Span()
	nameText, portText := scalarText(name), scalarText(port)
	whole := manifest.Span{Start: key.Start, End: value.End}
	comment, alone := commentBehind(name, whole)
	if !ok || !good || !alone || nameText == "" || portText == "" {
		d.failed = true
		return
	}
	quote := ""
	if service.Document().File.Text()[key.Start] == '"' {
		quote = `"`
	}
	d.add([]manifest.Edit{{
		Span: whole,
		New: quote + "serviceName" + quote + ": " + nameText + comment + separator(backend, whole) +
			quote + "servicePort" + quote + ": " + portText,
		Uses: 1,
	}}, true)
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
func commentBehind(n *manifest.Node, span manifest.Span) (comment string, alone bool) {
	value, _ := n.Span()
	text := n.Document().File.Text()
	comments, ok := n.Document().Comments()
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
