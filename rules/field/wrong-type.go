package field

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/kubectl"
	"github.com/toolforge/tfk8s/rules/quota"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

//go:embed wrong-type.md
var wrongTypeDoc string

var WrongType = &lint.Rule{
	ID: "TFK321", Name: "wrong-type",
	Stage: lint.Kubectl, Severity: lint.Error, Fix: lint.Review,
	BothWays: true,
	Doc:      wrongTypeDoc,
	Object:   checkWrongType,
}

func checkWrongType(p *lint.Pass, _ *manifest.Object) {
	s := workload.Of(p)
	for _, x := range kubectl.SchemaProblems(s) {
		switch x.Kind {
		case kubectl.TypeWrong:
			if x.Schema == kubectl.TextSchema && !s.ToLegacy { // see api-wrong-group
				continue
			}
			at := x.Node
			if at.IsNull() && at.Parent().IsList() { // here kubectl names the list
				at = at.Parent()
			}
			fix, help := wayToWrite(s, x)
			p.Report(lint.Report{Span: x.Node.ValueMark(), Path: at.Path(), Fix: fix},
				"%s must be %s, not %s", kubectl.NameOf(x.Node), kubectl.TypeName(x.Schema.Type), kubectl.ValueName(x.Node)).Help("%s", help)
		case kubectl.Undecodable:
			if !kubectl.Decoded(s, x.Node) || quota.IsSlip(s, x.Node) { // see unit-slip
				continue
			}
			want, is, howTo, fix := kubectl.CureUndecodable(s, x)
			r := lint.Report{Span: x.Node.ValueMark(), Path: x.Node.Path(), Stage: new(lint.API), Fix: fix}
			if fix != nil {
				howTo = ""
			}
			p.Report(r, "%s must be %s, not %s", kubectl.NameOf(x.Node), want, is).Help("%s", howTo)
		}
	}
}

// wayToWrite returns the fix of a value of the wrong type, or else what a person has to write.
func wayToWrite(s *workload.Object, x kubectl.Problem) (fix *lint.Fix, help string) {
	if fix = unquote(x); fix != nil {
		return fix, ""
	}
	r, ok := reshape(x)
	switch {
	case !ok:
		return nil, cure(s, x)
	case r.fix() != nil:
		return r.fix(), ""
	}
	return nil, r.help
}

// unquote removes the quotes of a number or a boolean.
func unquote(x kubectl.Problem) *lint.Fix {
	text := x.Node.String()
	switch x.Schema.Type {
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
	edits, ok := x.Node.SetText(text)
	if !ok || x.Node.Uses() > 1 || len(edits[0].New) != len(text)+len(`""`) {
		return nil
	}
	edits[0].New = text
	return lint.NewFix(lint.Safe, edits, true, "remove the quotes")
}

// cure says how to write what is meant.
func cure(s *workload.Object, x kubectl.Problem) string {
	n := x.Node
	if n.IsNull() {
		return cureNull(n)
	}
	switch x.Schema.Type {
	case schemas.Object:
		return cureObject(x)
	case schemas.Map:
		return "write it as \"key: value\", one per line"
	case schemas.Array:
		return cureList(x)
	case schemas.String:
		switch {
		case n.IsMap() && inAuthorsMap(s, n):
			return "move its entries one level up, or write them as a text after |"
		case n.IsList() && inAuthorsMap(s, n):
			return "write its items as a text after |"
		case n.IsMap() || n.IsList():
			return "write a single value"
		}
		return "quote it"
	case schemas.Boolean:
		if b := n.Text(); n.Quoted() && (b == "true" || b == "false") {
			return "remove the quotes"
		}
		return "write true or false"
	}
	if _, err := strconv.ParseFloat(n.Text(), 64); err == nil && n.Quoted() {
		return "remove the quotes"
	}
	return "write a number"
}

func cureObject(x kubectl.Problem) string {
	n, fields := x.Node, x.Schema.Fields
	switch {
	case n.IsList() && len(n.Items()) == 1 && n.Items()[0].IsMap():
		return "write a single map, without the dash"
	case len(fields) == 1 && kubectl.Fits(n.Kind(), fields[0].Schema().Type):
		return fmt.Sprintf("put it under the key %q", fields[0].Name)
	case len(fields) <= kubectl.FewFields:
		return "use a map with " + kubectl.FieldNames(fields)
	case len(x.Schema.Required) == 1:
		return fmt.Sprintf("use a map with %q and other fields", x.Schema.Required[0])
	}
	return "write its fields under it, each with its value"
}

// cureList says how to write a value as the list that its field needs.
func cureList(x kubectl.Problem) string {
	n, item := x.Node, x.Schema.Elem
	if fields := n.Fields(); len(fields) > 0 && item.Type == schemas.Object {
		switch first := &fields[0]; {
		case isFlow(n):
			return "put brackets around it: [{...}]"
		case item.Field(first.Key()) != nil:
			return fmt.Sprintf("put a dash before %q, and align the other keys with it", first.Key())
		case item.Field("name") != nil && first.IsMap():
			return fmt.Sprintf("write each as an item: - name: %s, with its fields below", first.Key())
		}
	}
	if item.Type == schemas.Object && isScalar(n) && len(item.Required) == 1 {
		if r, ok := scalarAsField(kubectl.Problem{Node: n, Schema: item}, item.Required[0]); ok {
			return strings.Replace(r.help, "{", "[{", 1) + "]"
		}
	}
	return "write it as a list, with a dash before each item"
}

// cureNull says what to do about a key without a value. In braces, the comma of a decimal number makes such a key: {cpu: 0,5}.
func cureNull(n *manifest.Node) string {
	digits := func(text string) bool { return text != "" && strings.Trim(text, "0123456789") == "" }
	fields := n.Parent().Fields()
	i := slices.IndexFunc(fields, func(f manifest.Node) bool { return f.Key() == n.Key() })
	if digits(n.Key()) && i > 0 && digits(fields[i-1].Text()) {
		return fmt.Sprintf("write %s.%s if a number is meant, because a comma begins another key", fields[i-1].Text(), n.Key())
	}
	return "give it a value or delete it"
}

// inAuthorsMap reports whether a value has a key of the author's choice: a label, an entry of a ConfigMap.
func inAuthorsMap(s *workload.Object, n *manifest.Node) bool {
	around := kubectl.Lineage(s, n)
	return n.Parent().IsMap() && around[len(around)-1].Node != n.Parent()
}
