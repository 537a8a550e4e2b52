package field

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/api"
	"github.com/toolforge/tfk8s/rules/internal/words"
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
	var causes map[*manifest.Node][]string
	for _, x := range kubectl.SchemaProblems(s) {
		if x.Kind != kubectl.FieldUnknown || isSaidElsewhere(s, x) {
			continue
		}
		if causes == nil {
			causes = consequences(s)
		}
		name := kubectl.Renamed(x.Node, x.Schema)
		report := lint.Report{Span: x.Node.Mark(), Path: x.Node.Path(), Fix: fixOfUnknown(s, x, kubectl.Meant(x.Node, x.Schema))}
		for _, path := range append(lackedFor(s, x), causes[x.Node]...) {
			report.Related = alsoNamed(report, path)
		}
		p.Report(report, "%s has no field %q: %s", kubectl.ShortName(x.Schema), x.Node.Key(), wayOut(s, x, name))
	}
}

// fixOfUnknown renames an unknown field to the one that it was meant to be, or else moves it to where it belongs.
func fixOfUnknown(s *workload.Object, x kubectl.Problem, name string) *lint.Fix {
	n := x.Node
	if kubectl.IsVariable(n, x.Schema) {
		var d manifest.Draft
		d.Add(manifest.InsertFirst(n.Parent(), manifest.Pair{Key: "name", Value: n.Key()}))
		d.Add(n.RenameKey("value"))
		return lint.NewFix(lint.Review, d.Edits, !d.Failed, "write it as name and value")
	}
	field := x.Schema.Field(name)
	switch {
	case name == "":
		return moveHome(s, x)
	case n.Parent().Field(name) != nil || !kubectl.OnlyOneFor(name, n, x.Schema) || !kubectl.Fits(n.Kind(), field.Type):
		return nil
	}
	edits, ok := n.RenameKey(name)
	return lint.NewFix(lint.Review, edits, ok, "rename it to "+name)
}

// isSaidElsewhere reports whether another rule has something better to say of an unknown field.
func isSaidElsewhere(s *workload.Object, x kubectl.Problem) bool {
	return api.IsMistaken(s, x.Node) || api.IsWordInOtherCase(s, x.Node) || api.IsNewer(s, x) || api.RemovedAt(s, x.Node.Path()) != nil || x.Node.Key() == "restartPolicy" && api.IsStrayPolicy(s, x.Node)
}

// moveHome moves a field that belongs to another map, where that map is there and lacks it. The restart policy of a Job
// is job-restart-policy's to move.
func moveHome(s *workload.Object, x kubectl.Problem) *lint.Fix {
	to, ok := kubectl.BelongsTo(s, x.Node)
	key := x.Node.Key()
	if ok && !to.Exists && onlyMap(x) == "" {
		edits, ok := x.Node.Wrap(to.Name())
		return lint.NewFix(lint.Review, edits, ok, "write "+to.Name()+" around it")
	}
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

// wayOut says what an unknown field may have been meant for; misspelt is the field that it looks like.
func wayOut(s *workload.Object, x kubectl.Problem, misspelt string) string {
	scalar := !x.Node.IsMap() && !x.Node.IsList()
	if kubectl.IsVariable(x.Node, x.Schema) {
		return "write it as name and value"
	}
	if misspelt != "" {
		return meant(x, misspelt)
	}
	if name := kubectl.Abridged(x.Node, x.Schema); name != "" && scalar {
		return meant(x, name)
	}
	if name := onlyMap(x); name != "" {
		return "it belongs under " + x.Node.Parent().ChildPath(name)
	}
	if to, ok := kubectl.BelongsTo(s, x.Node); ok && to.Exists {
		return "it belongs " + where(to, x.Node.Key())
	} else if ok {
		return fmt.Sprintf("it is part of %q, so write that key above it", to.Name())
	}
	if name := kubectl.Abridged(x.Node, x.Schema); name != "" {
		return meant(x, name)
	}
	if kind := api.KindWith(s, x.Node); kind != "" {
		return "it is a field of " + words.Article(kind)
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
	place := "under " + h.Path
	if h.Path == "" {
		place = "at the top of the object"
	}
	if !h.Node.Field(field).IsNull() {
		place += ", where there is one already"
	}
	return place
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
	path := kubectl.Join(strings.ToLower(s.Kind), n.Path())
	for {
		before, rest, found := strings.Cut(path, "[")
		if !found {
			return strings.TrimSuffix(path, ".")
		}
		_, after, _ := strings.Cut(rest, "]")
		path = before + after
	}
}
