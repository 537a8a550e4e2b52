package field

import (
	_ "embed"
	"slices"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/kubectl"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

//go:embed dead-annotation.md
var deadAnnotationDoc string

var deadAnnotation = &lint.Rule{
	ID: "TFK308", Name: "dead-annotation",
	Stage: lint.Runs, Severity: lint.Error, Fix: lint.Safe,
	Doc:    deadAnnotationDoc,
	Object: checkDeadAnnotation,
}

func checkDeadAnnotation(p *lint.Pass, _ *manifest.Object) {
	s := workload.Of(p)
	if !s.Root().At("metadata", "annotations").Exists() && !s.Template.At("metadata", "annotations").Exists() {
		return
	}
	for i := range s.Policy.Annotations {
		if a, ok := annotation(s, &s.Policy.Annotations[i]); ok && !a.Works {
			reportDead(s, p, a)
		}
	}
}

// An Annotation is one of an object that the legacy cluster read.
type Annotation struct {
	*schemas.Annotation
	node *manifest.Node
	Text string
	Home *manifest.Node // what holds the metadata with the annotation, and the field that replaced it
}

// annotation finds an annotation of the policy; ok is false where the object does not have it, or not as a text.
func annotation(s *workload.Object, row *schemas.Annotation) (a Annotation, ok bool) {
	home := s.Root()
	switch {
	case row.On == "Pod":
		home = s.Template
	case row.On != s.Kind:
		return Annotation{}, false
	}
	n := home.At("metadata", "annotations", row.Key)
	text, ok := n.Str()
	return Annotation{row, n, text, home}, ok
}

func reportDead(s *workload.Object, p *lint.Pass, a Annotation) {
	re := revive(s, a)
	r := lint.Report{Span: a.node.Mark(), Path: a.node.Path(), Fix: re.fix}
	effect := re.effect
	switch {
	case effect != "":
		r.Severity = new(lint.Warning)
	case a.isContainers():
		effect = "its init containers never run"
	default:
		r.Severity = new(lint.Warning)
	}
	p.Report(r, "the %s ignores the annotation %s", s.Policy.Current.Title, a.Key).Effect("%s", effect).Help("%s", re.help)
}

// A remedy is what to do about an annotation. It has a fix, or help for a person.
type remedy struct {
	fix    *lint.Fix
	help   string
	effect string // that nothing is lost without the annotation; "" where something is
}

// isContainers reports whether the annotation holds containers.
func (a Annotation) isContainers() bool { return a.To == workload.InitContainers }

// revive turns an annotation into the field that replaced it, or deletes it where nothing is lost.
func revive(s *workload.Object, a Annotation) remedy {
	switch {
	case a.Text == "" || a.Text == a.Default:
		return a.delete(asksForNothing)
	case a.On == "Service" && !s.UsesNodePorts():
		return a.delete("this Service uses no node ports")
	case !a.Convert:
		return remedy{help: "delete it, or use " + a.field() + " if you still need it"}
	}
	value, why := AsField(s, a)
	if why != "" {
		return a.byHand(why)
	}
	switch there := a.Home.At(split(a.To)...); {
	case there.Exists() && Equal(value, there):
		return a.delete(a.field() + " says the same")
	case there.Exists():
		return a.byHand("it is set to something else")
	case isEmpty(value):
		return a.delete(asksForNothing)
	}
	same, why := annotationsOfField(s, a, value)
	if why != "" {
		return a.byHand(why)
	}
	if kubectl.IsMisspelled(s, a.Home, split(a.To)...) {
		return a.byHand("a misspelled key is in its place")
	}
	return a.replace(same, value)
}

const asksForNothing = "the annotation asks for nothing"

// field returns the path of the field that replaced the annotation.
func (a Annotation) field() string { return a.Home.ChildPath(a.To) }

// annotationsOfField returns the annotations that became the same field: this one, and the one of its older or newer name.
// If their values differ, why says so.
func annotationsOfField(s *workload.Object, a Annotation, value *manifest.Node) (all []*manifest.Node, why string) {
	for i := range s.Policy.Annotations {
		other, ok := annotation(s, &s.Policy.Annotations[i])
		if !ok || other.To != a.To || !other.Convert {
			continue
		}
		if its, why := AsField(s, other); why != "" || !Equal(its, value) {
			return nil, other.Key + " says something else"
		}
		all = append(all, other.node)
	}
	return all, ""
}

// emptyAnnotations is the key of a map that is deleted together with its last entry.
var emptyAnnotations = []string{"annotations"}

func (a Annotation) delete(why string) remedy {
	edits, ok := manifest.Prune(emptyAnnotations, a.node)
	re := remedy{fix: a.fix(edits, ok, "delete it").fix, effect: "nothing is lost, because " + why}
	if re.fix == nil {
		re.help = "delete it"
	}
	return re
}

// replace writes the field and deletes the annotations that it replaces.
func (a Annotation) replace(gone []*manifest.Node, value *manifest.Node) remedy {
	var d manifest.Draft
	d.Add(manifest.Prune(emptyAnnotations, gone...))
	for _, x := range manifest.Add(nil, a.Home, split(a.To), valueOf(value)) {
		d.Insert(x.Into, a.places(x.Into), x.Entries...)
	}
	return a.fix(d.Edits, !d.Failed, "use "+a.field())
}

// places names the keys after which a field is written: init containers before the others, all else at the end.
func (a Annotation) places(into *manifest.Node) []string {
	main := into.Field("containers")
	switch {
	case !a.isContainers() || !main.Exists():
		return []string{""}
	case main.Index() > 0:
		return []string{into.Fields()[main.Index()-1].Key(), ""}
	}
	return []string{main.Key(), ""}
}

// fix makes a fix of edits. There is none for text that other places use through an alias, because it may be meant for only
// one of them.
func (a Annotation) fix(edits []manifest.Edit, ok bool, title string) remedy {
	switch {
	case a.node.Uses() > 1 || slices.ContainsFunc(edits, func(e manifest.Edit) bool { return e.Uses > 1 }):
		return a.byHand("an alias uses this text elsewhere too")
	case !ok:
		return a.byHand("convert cannot edit this text")
	}
	return remedy{fix: lint.NewFix(lint.Safe, edits, true, title)}
}

func (a Annotation) byHand(why string) remedy {
	return remedy{help: "use " + a.field() + "; convert leaves it to you, because " + why}
}
