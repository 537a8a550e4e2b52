package field

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/rules/kubectl"
	"github.com/toolforge/tfk8s/schemas"
)

// A reshaping is how to write a value of the wrong type in the type that its field needs. Its edits are empty where only a
// person can write it.
type reshaping struct {
	help, title string
	edits       []manifest.Edit
}

func (r reshaping) fix() *lint.Fix { return lint.NewFix(lint.Review, r.edits, true, r.title) }

// reshape returns how to write what is meant by a value of the wrong type. ok is false where the value does not show that.
func reshape(x kubectl.Problem) (r reshaping, ok bool) {
	n := x.Node
	switch isEnvVar := isListOf(x.Schema, "EnvVar"); {
	case isCommand(x) && n.Kind() == manifest.String:
		return commandAsList(n), true
	case isEnvVar && n.IsMap():
		return variablesAsList(n)
	case x.Schema.Type == schemas.Array && x.Schema.Elem.Type == schemas.String && n.Kind() == manifest.String && !n.IsMap():
		text := "[" + jsonText(n.String()) + "]"
		return reshaping{help: "write it as " + words.Brief(text)}, true
	case x.Schema.Type == schemas.Object && n.Kind() == manifest.String && kubectl.ShortName(x.Schema) == "EnvVar":
		return assignmentAsVariable(n)
	case x.Schema.Type == schemas.Object && len(x.Schema.Required) == 1 && isScalar(n):
		return scalarAsField(x, x.Schema.Required[0])
	case x.Schema.Type == schemas.Object && len(x.Schema.Required) == 0 && n.Kind() == manifest.String && onlyText(x.Schema) != "":
		return scalarAsField(x, onlyText(x.Schema))
	}
	return reshaping{}, false
}

func isListOf(s *schemas.Schema, name string) bool {
	return s.Type == schemas.Array && s.Elem != nil && kubectl.ShortName(s.Elem) == name
}

func isScalar(n *manifest.Node) bool { return !n.IsMap() && !n.IsList() && !n.IsNull() }

// isCommand reports whether a list of the words of a command is wanted.
func isCommand(x kubectl.Problem) bool {
	key := x.Node.Key()
	return x.Schema.Type == schemas.Array && (key == "command" || key == "args")
}

// plainCommand matches a command line that a shell only splits at its blanks.
var plainCommand = words.Pattern(`^[A-Za-z0-9_./+-][A-Za-z0-9_./:@%+,-]*(?: +[A-Za-z0-9_./:@%+,=-]+)*$`)

// commandAsList splits a command line into words, or leaves that to a shell.
func commandAsList(n *manifest.Node) reshaping {
	line := strings.TrimSpace(n.String())
	if plainCommand().MatchString(line) {
		text := jsonList(strings.Fields(line))
		return reshaping{"write it as " + text, "write it as " + words.Brief(text), replaceLine(n, text)}
	}
	list := []string{"/bin/sh", "-c", line}
	if n.Key() == "args" {
		list = []string{"-c", line}
		return reshaping{help: `write command: ["/bin/sh"] and args: ` + jsonList(list)}
	}
	return reshaping{help: "write it as " + jsonList(list)}
}

// variablesAsList writes a map of variables as the list that env needs.
func variablesAsList(n *manifest.Node) (r reshaping, ok bool) {
	kids := n.Fields()
	if len(kids) == 0 || !isScalar(&kids[0]) || isVariable(n) {
		return reshaping{}, false
	}
	first := &kids[0]
	r.help = fmt.Sprintf("write each variable as an item, like - {name: %s, value: %s}", first.Key(), jsonText(first.Text()))
	r.title = r.help
	if isFlow(n) {
		return r, true
	}
	var edits []manifest.Edit
	for i := range kids {
		key, isKey := kids[i].KeySpan()
		value, isValue := kids[i].Span()
		if !isKey || !isValue || !isScalar(&kids[i]) || value.Len() == 0 || kids[i].Uses() > 1 || strings.Contains(textIn(n, key.Start, value.End), "\n") {
			return r, true
		}
		text := textIn(n, value.Start, value.End)
		if kids[i].Kind() != manifest.String {
			text = jsonText(kids[i].Text())
		}
		edits = append(edits, manifest.Edit{
			Span: manifest.Span{Start: key.Start, End: value.End},
			New:  "- name: " + textIn(n, key.Start, key.End) + n.Document().File.Newline() + strings.Repeat(" ", columnOf(n, key.Start)+2) + "value: " + text,
		})
	}
	r.edits = edits
	return r, true
}

// isVariable reports whether a map is one variable, with a name, instead of a map of variables.
func isVariable(n *manifest.Node) bool {
	return n.Field("name").Exists() && (len(n.Fields()) == 1 || n.Field("value").Exists() || n.Field("valueFrom").Exists())
}

// isFlow reports whether a map is written in braces.
func isFlow(n *manifest.Node) bool {
	span, ok := n.Span()
	return ok && n.Document().File.Text()[span.Start] == '{'
}

// columnOf is the number of characters before an offset on its line.
func columnOf(n *manifest.Node, at int) int { return n.Document().File.Position(at).Column - 1 }

func textIn(n *manifest.Node, start, end int) string {
	return string(n.Document().File.Text()[start:end])
}

// assignmentAsVariable writes NAME=value as a variable.
func assignmentAsVariable(n *manifest.Node) (r reshaping, ok bool) {
	name, value, ok := strings.Cut(n.String(), "=")
	if !ok || !variableName().MatchString(name) {
		return reshaping{}, false
	}
	text := fmt.Sprintf("{name: %s, value: %s}", name, jsonText(value))
	if n.Document().File.JSON() {
		text = fmt.Sprintf(`{"name": %q, "value": %s}`, name, jsonText(value))
	}
	return reshaping{"write it as " + text, "write it as " + text, replaceLine(n, text)}, true
}

var variableName = words.Pattern(`^[A-Za-z_][A-Za-z0-9_]*$`)

// onlyText returns the one field of a schema whose value is a text, "" where there is none, or several: the type of a strategy.
func onlyText(s *schemas.Schema) (name string) {
	for _, f := range s.Fields {
		if f.Schema().Type == schemas.String {
			if name != "" {
				return ""
			}
			name = f.Name
		}
	}
	return name
}

// scalarAsField writes a scalar below a field of the map that is needed.
func scalarAsField(x kubectl.Problem, name string) (r reshaping, ok bool) {
	field := x.Schema.Field(name)
	if field == nil || !kubectl.Fits(x.Node.Kind(), field.Type) {
		return reshaping{}, false
	}
	value := x.Node.Text()
	isText := field.Type == schemas.String && field.Format == "" && field.Name == ""
	if x.Node.Kind() == manifest.String || isText {
		value = jsonText(value)
	}
	text := fmt.Sprintf("{%s: %s}", name, value)
	if x.Node.Document().File.JSON() {
		text = fmt.Sprintf("{%q: %s}", name, value)
	}
	r.help, r.title = "write it as "+words.Brief(text), "write it as "+words.Brief(text)
	if x.Node.Kind() != manifest.String { // a name may be meant for another field
		r.edits = replaceLine(x.Node, text)
	}
	return r, true
}

// replaceLine replaces a value that is written on one line. There are no edits where it is not, or other places use it too.
func replaceLine(n *manifest.Node, text string) []manifest.Edit {
	s, ok := n.Span()
	if !ok || s.Len() == 0 || n.Uses() > 1 {
		return nil
	}
	if written := textIn(n, s.Start, s.End); strings.Contains(written, "\n") || strings.HasPrefix(written, "|") || strings.HasPrefix(written, ">") {
		return nil
	}
	return []manifest.Edit{{Span: s, New: text}}
}

func jsonList(list []string) string {
	quoted := make([]string, len(list))
	for i, word := range list {
		quoted[i] = jsonText(word)
	}
	return "[" + strings.Join(quoted, ", ") + "]"
}

// jsonText writes a text in double quotes, as JSON and YAML read it.
func jsonText(text string) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(text) // a string has no error
	return strings.TrimSuffix(b.String(), "\n")
}
