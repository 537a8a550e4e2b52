package rules

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/schemas"
)

//go:embed unknown-field.md
var unknownFieldDoc string

var unknownField = &lint.Rule{
	ID: "TFK311", Name: "unknown-field",
	Stage: lint.Kubectl, Severity: lint.Error, Fix: lint.Review,
	BothWays: true,
	Count:    lint.Admitted, // the server drops the field
	Doc:      unknownFieldDoc,
	Object:   checkUnknownField,
}

func checkUnknownField(p *lint.Pass, _ *manifest.Object) {
	s := on(p)
	for _, x := range s.schemaProblems() {
		if x.kind != fieldUnknown || s.isMistaken(x.node) || s.isNewer(x) || s.removedAt(x.node.Path()) != nil || x.node.Key() == "restartPolicy" && s.isStrayPolicy(x.node) {
			continue
		}
		name := misspelt(x.node, x.schema)
		var fix *lint.Fix
		if name != "" && x.node.Parent().Field(name) == nil && onlyOneFor(name, x.node, x.schema) {
			edits, ok := x.node.RenameKey(name)
			fix = lint.NewFix(lint.Review, edits, ok, "rename it to "+name)
		} else if name == "" {
			fix = s.moveHome(x)
		}
		p.AtKey(x.node, fix, "%s has no field %q: %s", shortName(x.schema), x.node.Key(), s.wayOut(x, name))
	}
}

// moveHome moves a field that belongs to another map, where that map is there and lacks it. The restart policy of a Job
// is job-restart-policy's to move.
func (s *Subject) moveHome(x problem) *lint.Fix {
	to, ok := s.belongsTo(x.node)
	key := x.node.Key()
	if !ok || onlyMap(x) != "" || !to.node.IsMap() || to.node.Field(key).Exists() || key == "restartPolicy" {
		return nil
	}
	value, ok := written(x.node)
	if !ok {
		return nil
	}
	edits, ok := move([]*manifest.Node{x.node}, to.node, nil, key, value)
	return lint.NewFix(lint.Review, edits, ok, "move it "+to.where(key))
}

// isNewer reports whether an unknown field is one of a later release, which is field-after-1.15's to report.
func (s *Subject) isNewer(x problem) bool {
	return s.newerField(x.schema, x.node) != nil
}

// fewFields is how many fields a message may list.
const fewFields = 6

// wayOut says what an unknown field may have been meant for; misspelt is the field that it looks like.
func (s *Subject) wayOut(x problem, misspelt string) string {
	scalar := !x.node.IsMap() && !x.node.IsList()
	if misspelt != "" {
		return meant(x, misspelt)
	}
	if name := abridged(x.node, x.schema); name != "" && scalar {
		return meant(x, name)
	}
	if name := onlyMap(x); name != "" {
		return "it belongs under " + x.node.Parent().ChildPath(name)
	}
	if to, ok := s.belongsTo(x.node); ok {
		return "it belongs " + to.where(x.node.Key())
	}
	if name := abridged(x.node, x.schema); name != "" {
		return meant(x, name)
	}
	if kind := s.kindWith(x.node); kind != "" {
		return "it is a field of " + article(kind) + " " + kind
	}
	if len(x.schema.Fields) <= fewFields {
		return "its fields are " + fieldNames(x.schema.Fields)
	}
	return fmt.Sprintf("`kubectl explain %s` lists its fields", s.explained(x.node.Parent()))
}

func meant(x problem, name string) string {
	if x.node.Parent().Field(name).IsNull() {
		return fmt.Sprintf("did you mean %q?", name)
	}
	return fmt.Sprintf("it looks like %q, which is there already", name)
}

func (h holder) where(field string) string {
	where := "under " + h.path
	if h.path == "" {
		where = "at the top of the object"
	}
	if !h.node.Field(field).IsNull() {
		where += ", where there is one already"
	}
	return where
}

// onlyMap finds the map with keys of the author's choice in a schema of hardly anything else: matchLabels, whose labels
// are often written straight into the selector.
func onlyMap(x problem) string {
	name, maps := "", 0
	for _, f := range x.schema.Fields {
		if f.Schema.Type == schemas.Map && fits(x.node.Kind(), f.Schema.Elem.Type) {
			name = f.Name
			maps++
		}
	}
	if len(x.schema.Fields) > 2 || maps != 1 {
		return ""
	}
	return name
}

// explained is the place of a map as kubectl explain takes it: kind and fields, without indices.
func (s *Subject) explained(n *manifest.Node) string {
	path := join(strings.ToLower(s.Object.Kind), n.Path())
	for {
		before, rest, found := strings.Cut(path, "[")
		if !found {
			return strings.TrimSuffix(path, ".")
		}
		_, after, _ := strings.Cut(rest, "]")
		path = before + after
	}
}

// shortName is the name of a definition without its package: PodSpec.
func shortName(s *schemas.Schema) string { return s.Name[strings.LastIndexByte(s.Name, '.')+1:] }

// fieldNames joins the names of fields as a sentence does.
func fieldNames(fields []schemas.Field) string { return listed(namesOf(fields)) }

func namesOf(fields []schemas.Field) []string {
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = f.Name
	}
	return names
}
