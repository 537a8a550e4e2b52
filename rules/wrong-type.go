package rules

import (
	_ "embed"
	"fmt"
	"strconv"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/schemas"
)

//go:embed wrong-type.md
var wrongTypeDoc string

var wrongType = &lint.Rule{
	ID: "TFK321", Name: "wrong-type",
	Stage: lint.Kubectl, Severity: lint.Error, Fix: lint.Review,
	BothWays: true,
	Doc:      wrongTypeDoc,
	Object:   checkWrongType,
}

func checkWrongType(p *lint.Pass, _ *manifest.Object) {
	s := on(p)
	for _, x := range s.schemaProblems() {
		switch x.kind {
		case typeWrong:
			if x.schema == textSchema && !s.ToLegacy { // see api-wrong-group
				continue
			}
			at := x.node
			if at.IsNull() && at.Parent().IsList() { // here kubectl names the list
				at = at.Parent()
			}
			r := lint.Report{Span: x.node.ValueMark(), Path: at.Path(), Fix: unquote(x)}
			p.Report(r, "%s must be %s, not %s: %s", nameOf(x.node), typeName(x.schema.Type), valueName(x.node), s.cure(x))
		case undecodable:
			if !s.decoded(x.node) || s.isSlip(x.node) { // see unit-slip
				continue
			}
			want, is, cure, fix := s.cureUndecodable(x)
			r := lint.Report{Span: x.node.ValueMark(), Path: x.node.Path(), Stage: new(lint.API), Fix: fix}
			p.Report(r, "%s must be %s, not %s: %s", nameOf(x.node), want, is, cure)
		}
	}
}

// decoded reports whether the server comes to decode a value, and this rule is the one that says what it finds.
func (s *Subject) decoded(n *manifest.Node) bool {
	if s.served == nil || !s.Policy.MayCreate(s.GVK.Group, s.served.Plural) {
		return false
	}
	if s.served.Namespaced && n == s.Root().At("metadata", "namespace") { // kubectl puts the namespace of its context there
		return false
	}
	if n.Parent() == s.Root() && (n.Key() == "apiVersion" || n.Key() == "kind") && s.Object.NamedByList() { // what the list says replaces it
		return false
	}
	isVariable := n.Key() == "value" && n.Parent().Parent().Key() == "env"
	return !isVariable || s.Template == nil // see env-not-string
}

// unquote takes the quotes of a number or a boolean away.
func unquote(x problem) *lint.Fix {
	text := x.node.String()
	switch x.schema.Type {
	case schemas.Integer:
		if i, err := strconv.ParseInt(text, 10, 64); err != nil || strconv.FormatInt(i, 10) != text {
			return nil
		}
	case schemas.Boolean:
		if text != "true" && text != "false" {
			return nil
		}
	default:
		return nil
	}
	edits, ok := x.node.SetText(text)
	if !ok || x.node.Uses() > 1 || len(edits[0].New) != len(text)+len(`""`) {
		return nil
	}
	edits[0].New = text
	return lint.NewFix(lint.Safe, edits, true, "take the quotes away")
}

// nameOf is the last step of a path: a key, or the list and the index.
func nameOf(n *manifest.Node) string {
	switch parent := n.Parent(); {
	case n.Key() != "":
		return n.Key()
	case parent.IsList():
		return nameOf(parent) + "[" + strconv.Itoa(n.Index()) + "]"
	}
	return "the object"
}

func typeName(t schemas.Type) string {
	return [...]string{"anything", "a map", "a map", "a list", "a string", "an integer", "a number", "true or false"}[t]
}

func valueName(n *manifest.Node) string {
	switch n.Kind() {
	case manifest.Null:
		return "null"
	case manifest.Map:
		return "a map"
	case manifest.List:
		return "a list"
	case manifest.String:
		return "the string " + strconv.Quote(clip(n.Text(), 40))
	case manifest.Bool:
		return "the boolean " + n.Text()
	}
	return "the number " + n.Text()
}

// cure says how to write what is meant.
func (s *Subject) cure(x problem) string {
	n := x.node
	if n.IsNull() {
		return "give it a value or delete it"
	}
	switch x.schema.Type {
	case schemas.Object:
		return x.cureObject()
	case schemas.Map:
		return "write it as keys with values"
	case schemas.Array:
		if n.IsMap() {
			return "put it into a list"
		}
		return "write it as a list, even if it is of one item"
	case schemas.String:
		switch {
		case n.IsMap() && s.inAuthorsMap(n):
			return "move its entries one level up, or write them as a text behind |"
		case n.IsMap() || n.IsList():
			return "write it as one value"
		}
		return "put it in quotes"
	case schemas.Boolean:
		if b := n.Text(); n.Quoted() && (b == "true" || b == "false") {
			return "take the quotes away"
		}
		return "write true or false"
	}
	if _, err := strconv.ParseFloat(n.Text(), 64); err == nil && n.Quoted() {
		return "take the quotes away"
	}
	return "write a number"
}

func (x problem) cureObject() string {
	fields := x.schema.Fields
	switch {
	case x.node.IsList() && len(x.node.Items()) == 1:
		return "take the item out of the list"
	case !x.node.IsList() && len(x.schema.Required) == 1:
		return fmt.Sprintf("write it as %q under it", x.schema.Required[0])
	case len(fields) == 1:
		return fmt.Sprintf("write it as %q under it", fields[0].Name)
	case len(fields) <= fewFields:
		return "its fields are " + fieldNames(fields)
	}
	return "write its fields under it, each with its value"
}

// inAuthorsMap reports whether a value has a key of the author's choice: a label, an entry of a ConfigMap.
func (s *Subject) inAuthorsMap(n *manifest.Node) bool {
	around := s.lineage(n)
	return n.Parent().IsMap() && around[len(around)-1].node != n.Parent()
}
