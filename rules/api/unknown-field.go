package api

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/kubectl"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

//go:embed unknown-field.md
var unknownFieldDoc string

var UnknownField = &lint.Rule{
	ID: "TFK311", Name: "unknown-field",
	Stage: lint.Kubectl, Severity: lint.Error, Fix: lint.Review,
	BothWays: true,
	Count:    lint.Admitted, // the server drops the field
	Doc:      unknownFieldDoc,
	Object:   checkUnknownField,
}

func checkUnknownField(p *lint.Pass, _ *manifest.Object) {
	s := workload.Of(p)
	for _, x := range kubectl.SchemaProblems(s) {
		if x.Kind != kubectl.FieldUnknown || isMistaken(s, x.Node) || isNewer(s, x) || removedAt(s, x.Node.Path()) != nil || x.Node.Key() == "restartPolicy" && isStrayPolicy(s, x.Node) {
			continue
		}
		name := kubectl.Misspelt(x.Node, x.Schema)
		var fix *lint.Fix
		if name != "" && x.Node.Parent().Field(name) == nil && kubectl.OnlyOneFor(name, x.Node, x.Schema) {
			edits, ok := x.Node.RenameKey(name)
			fix = lint.NewFix(lint.Review, edits, ok, "rename it to "+name)
		} else if name == "" {
			fix = moveHome(s, x)
		}
		p.AtKey(x.Node, fix, "%s has no field %q: %s", kubectl.ShortName(x.Schema), x.Node.Key(), wayOut(s, x, name))
	}
}

// moveHome moves a field that belongs to another map, where that map is there and lacks it. The restart policy of a Job
// is job-restart-policy's to move.
func moveHome(s *workload.Object, x kubectl.Problem) *lint.Fix {
	to, ok := kubectl.BelongsTo(s, x.Node)
	key := x.Node.Key()
	if !ok || onlyMap(x) != "" || !to.Node.IsMap() || to.Node.Field(key).Exists() || key == "restartPolicy" {
		return nil
	}
	value, ok := manifest.Written(x.Node)
	if !ok {
		return nil
	}
	edits, ok := manifest.Move([]*manifest.Node{x.Node}, to.Node, nil, key, value)
	return lint.NewFix(lint.Review, edits, ok, "move it "+where(to, key))
}

// isNewer reports whether an unknown field is one of a later release, which is field-after-1.15's to report.
func isNewer(s *workload.Object, x kubectl.Problem) bool {
	return NewerField(s, x.Schema, x.Node) != nil
}

// wayOut says what an unknown field may have been meant for; misspelt is the field that it looks like.
func wayOut(s *workload.Object, x kubectl.Problem, misspelt string) string {
	scalar := !x.Node.IsMap() && !x.Node.IsList()
	if misspelt != "" {
		return meant(x, misspelt)
	}
	if name := kubectl.Abridged(x.Node, x.Schema); name != "" && scalar {
		return meant(x, name)
	}
	if name := onlyMap(x); name != "" {
		return "it belongs under " + x.Node.Parent().ChildPath(name)
	}
	if to, ok := kubectl.BelongsTo(s, x.Node); ok {
		return "it belongs " + where(to, x.Node.Key())
	}
	if name := kubectl.Abridged(x.Node, x.Schema); name != "" {
		return meant(x, name)
	}
	if kind := kindWith(s, x.Node); kind != "" {
		return "it is a field of " + article(kind) + " " + kind
	}
	if len(x.Schema.Fields) <= kubectl.FewFields {
		return "its fields are " + kubectl.FieldNames(x.Schema.Fields)
	}
	return fmt.Sprintf("`kubectl explain %s` lists its fields", explained(s, x.Node.Parent()))
}

func meant(x kubectl.Problem, name string) string {
	if x.Node.Parent().Field(name).IsNull() {
		return fmt.Sprintf("did you mean %q?", name)
	}
	return fmt.Sprintf("it looks like %q, which is there already", name)
}

func where(h kubectl.Holder, field string) string {
	where := "under " + h.Path
	if h.Path == "" {
		where = "at the top of the object"
	}
	if !h.Node.Field(field).IsNull() {
		where += ", where there is one already"
	}
	return where
}

// onlyMap finds the map with keys of the author's choice in a schema of hardly anything else: matchLabels, whose labels
// are often written straight into the selector.
func onlyMap(x kubectl.Problem) string {
	name, maps := "", 0
	for _, f := range x.Schema.Fields {
		if f.Schema.Type == schemas.Map && kubectl.Fits(x.Node.Kind(), f.Schema.Elem.Type) {
			name = f.Name
			maps++
		}
	}
	if len(x.Schema.Fields) > 2 || maps != 1 {
		return ""
	}
	return name
}

// explained is the place of a map as kubectl explain takes it: kind and fields, without indices.
func explained(s *workload.Object, n *manifest.Node) string {
	path := kubectl.Join(strings.ToLower(s.Object.Kind), n.Path())
	for {
		before, rest, found := strings.Cut(path, "[")
		if !found {
			return strings.TrimSuffix(path, ".")
		}
		_, after, _ := strings.Cut(rest, "]")
		path = before + after
	}
}
