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
		if x.Kind != kubectl.FieldUnknown || isReportedElsewhere(s, x) {
			continue
		}
		if causes == nil {
			causes = consequences(s)
		}
		name := kubectl.Renamed(x.Node, x.Schema)
		report := lint.Report{Span: x.Node.Mark(), Path: x.Node.Path(), Fix: fixOfUnknown(s, x, kubectl.Meant(x.Node, x.Schema))}
		for _, path := range append(missingBecauseOf(s, x), causes[x.Node]...) {
			report.Related = alsoNamed(report, path)
		}
		f := p.Report(droppedIn(s, report), "%s has no field %q", kubectl.OwnerName(s, x.Node.Parent(), x.Schema), x.Node.Key())
		f.HelpUnlessFixed("%s", wayOut(s, x, name))
		if s.IsUncheckedItem() {
			f.Effect("kubectl does not check the items of this list, and the API server drops the field")
		}
	}
}

// droppedIn returns the report of a field that the server drops, for an object that kubectl may not check.
func droppedIn(s *workload.Object, r lint.Report) lint.Report {
	if s.IsUncheckedItem() {
		r.Stage, r.Severity = new(lint.Runs), new(lint.Warning)
	}
	return r
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
	case name == "" && isForRestartedPods(s, n):
		edits, ok := manifest.Delete(n)
		return lint.NewFix(lint.Review, edits, ok, "delete "+n.Key())
	case name == "":
		return moveHome(s, x)
	case n.Parent().Field(name) != nil || !kubectl.OnlyOneFor(name, n, x.Schema) || !kubectl.Fits(n.Kind(), field.Type):
		return nil
	}
	edits, ok := n.RenameKey(name)
	return lint.NewFix(lint.Review, edits, ok, "rename it to "+name)
}

// isForRestartedPods reports whether a field of a Job or CronJob, around its pods, is a setting of a kind whose pods keep running, such as
// a Deployment. Settings at the top of the spec show that another kind may be meant: see wrong-kind. An autoSelector is from the first
// version of Job. The server always generates the selector of a CronJob's Jobs.
func isForRestartedPods(s *workload.Object, n *manifest.Node) bool {
	if !s.MakesJobs() || !s.Template.Exists() || n.Parent() == s.Root().Field("spec") || n.Parent() == s.Root() {
		return false
	}
	isAround := n.Parent() == s.PodSpec() || workload.IsBelow(s.Template, n.Parent())
	return isAround && (api.IsSettingOfRestarted(s, n.Key()) || n.Key() == "autoSelector")
}

// isReportedElsewhere reports whether another rule knows more about an unknown field.
func isReportedElsewhere(s *workload.Object, x kubectl.Problem) bool {
	return api.IsMistaken(s, x.Node) || api.IsWordInOtherCase(s, x.Node) || api.IsNewer(s, x) || api.RemovedAt(s, x.Node.Path()) != nil || x.Node.Key() == "restartPolicy" && api.IsStrayPolicy(s, x.Node)
}

// moveHome moves a field to the map that it belongs to, if that map exists and lacks the field. job-restart-policy moves the
// restart policy of a Job.
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
	return lint.NewFix(lint.Review, edits, ok, "move it "+placeIn(to))
}

// wayOut says what to do about an unknown field. misspelled is the field that it looks like.
func wayOut(s *workload.Object, x kubectl.Problem, misspelled string) string {
	scalar := !x.Node.IsMap() && !x.Node.IsList()
	if kubectl.IsVariable(x.Node, x.Schema) {
		return "write it as name and value"
	}
	if help := flatBackend(x); help != "" {
		return help
	}
	if x.Node.Key() == "template" && x.Schema.Field("jobTemplate") != nil && x.Node.At("spec", "containers").Exists() {
		return "put it under jobTemplate.spec"
	}
	if misspelled != "" {
		return didYouMean(x, misspelled)
	}
	if name := kubectl.Abridged(x.Node, x.Schema); name != "" && scalar {
		return didYouMean(x, name)
	}
	if name := onlyMap(x); name != "" {
		return "move it under " + x.Node.Parent().ChildPath(name)
	}
	if to, ok := kubectl.BelongsTo(s, x.Node); ok && to.Exists && to.Node.Field(x.Node.Key()).IsNull() {
		return "move it " + placeIn(to)
	} else if ok && to.Exists {
		return "delete it; there is one " + placeIn(to) + " already"
	} else if ok {
		return fmt.Sprintf("write %q above it, and indent it under that", to.Name())
	}
	if name := kubectl.Abridged(x.Node, x.Schema); name != "" {
		return didYouMean(x, name)
	}
	if plural := x.Node.Key() + "s"; x.Schema.Field(plural) != nil && x.Schema.Field(plural).Type == schemas.Array {
		return fmt.Sprintf("did you mean %q, which is a list?", plural)
	}
	if kind := api.KindWith(s, x.Node); kind != "" {
		return "delete it; it is a field of " + words.Article(kind)
	}
	if maps := mapsFor(x); len(maps) == len(x.Schema.Fields) {
		return "move it under " + words.Either(maps)
	}
	if len(x.Schema.Fields) <= kubectl.FewFields {
		return "use " + words.Either(kubectl.NamesOf(x.Schema.Fields))
	}
	return fmt.Sprintf("run `kubectl explain %s` to see its fields", explained(s, x.Node.Parent().Path()))
}

func didYouMean(x kubectl.Problem, name string) string {
	if x.Node.Parent().Field(name).IsNull() {
		return fmt.Sprintf("did you mean %q?", name)
	}
	return fmt.Sprintf("delete it, because %q is set too", name)
}

func placeIn(h kubectl.Holder) string {
	if h.Path == "" {
		return "at the top level"
	}
	return "under " + h.Path
}

// onlyMap finds the map with keys of the author's choice in a schema that has hardly any other field. An example is
// matchLabels, whose labels are often written straight into the selector.
func onlyMap(x kubectl.Problem) string {
	maps := mapsFor(x)
	if len(x.Schema.Fields) > 2 || len(maps) != 1 {
		return ""
	}
	return maps[0]
}

// mapsFor lists the fields of a schema whose maps have keys of the author's choice and accept such a value.
func mapsFor(x kubectl.Problem) (names []string) {
	for _, f := range x.Schema.Fields {
		if f.Schema().Type == schemas.Map && kubectl.Fits(x.Node.Kind(), f.Schema().Elem.Type) {
			names = append(names, f.Name)
		}
	}
	return names
}

// flatBackend says how to write the backend of an Ingress of networking.k8s.io/v1 in the beta versions.
func flatBackend(x kubectl.Problem) string {
	n := x.Node
	if n.Key() != "service" || !n.IsMap() || kubectl.ShortName(x.Schema) != "IngressBackend" {
		return ""
	}
	return "use " + api.OldBackendForm(n) + " instead"
}

// explained is the argument of kubectl explain for the path of a field: kind and fields, without indices.
func explained(s *workload.Object, field string) string {
	path := kubectl.Join(strings.ToLower(s.Kind), field)
	for {
		before, rest, found := strings.Cut(path, "[")
		if !found {
			return strings.TrimSuffix(path, ".")
		}
		_, after, _ := strings.Cut(rest, "]")
		path = before + after
	}
}
