package plan

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/toolforge/tfk8s/lint"

	"github.com/toolforge/tfk8s/schemas"
)

// A move collects what the plan for one tool needs.
type move struct {
	*Request
	*owner
	from, to cluster
	files    []*File  // to convert and create, in this order, without those that only webservice needs
	objects  []object // in the order of the run
	web      []object // those that webservice created
	handmade bool     // webservice created no object, though some have its labels
	problems []Text   // what must be fixed by hand

	definitions map[objectKey]*definition
	defined     []*definition // the definitions in the order of the run
}

type object struct {
	Surveyed
	file *File
	kind string // the current cluster's name of it
}

// id returns the name of the object as kubectl writes it, or its place if it has no name.
func (o *object) id() code {
	if o.Name == "" {
		return code(o.file.place(o.At))
	}
	return code(resource(o.kind) + "/" + o.Name)
}

// newMove collects what belongs to the tool.
func newMove(r *Request, of *owner) *move {
	current, legacy := cluster{r.Policy.Current, r.Policy, false}, cluster{r.Policy.Legacy, r.Policy, true}
	m := &move{Request: r, owner: of, from: legacy, to: current, definitions: map[objectKey]*definition{}}
	if r.Back {
		m.from, m.to = current, legacy
	}
	m.checkUnread()
	m.checkTemplates()
	if len(m.Mixed) > 0 {
		m.addProblem(text(listSome(m.Mixed), plural(len(m.Mixed), " also contains", " also contain"), " objects of other APIs, which the cluster rejects: move them to another file"))
	}
	m.handmade = m.runsWithLabels()
	for _, p := range of.sources {
		m.addFile(p)
	}
	m.checkKustomizations()
	m.checkAlternatives()
	if m.Back && len(m.web) > 0 && m.webType() == "" {
		m.addProblem(text("no file contains the type of the webservice: run ", code(r.Policy.Webservice.Commands.Status), " before you stop it"))
	}
	first := m.firstKinds()
	slices.SortStableFunc(m.files, func(a, b *File) int { return cmp.Compare(first[a], first[b]) })
	return m
}

func (m *move) addFile(p *part) {
	f := p.file
	before, web, others, stays, settings := len(m.objects), 0, 0, 0, false
	derived := p.derived()
	for _, x := range p.objects {
		o := object{*x, f, currentKind(m.Policy, x.Kind)}
		switch {
		case derived[[2]int{o.Document, o.Item}]:
			others++
		case !o.Settings && m.isAlternative(&o):
			others++
		case m.isWebservices(&o):
			m.web = append(m.web, o)
			web, settings = web+1, settings || o.Settings
		default:
			m.objects = append(m.objects, o)
			if m.to.kindOf(o.kind) == "" {
				stays++
			}
		}
	}
	own := len(m.objects) - before
	if p.isShared() {
		m.addProblem(text(code(f.Path), " contains objects of several tools, but kubectl creates all objects of a file: make a file for each tool"))
	}
	if own > 0 && web > 0 {
		m.addProblem(text(code(f.Path), " contains objects that webservice creates, and others: move the others to a file of their own, and plan that file"))
	}
	if own > stays {
		m.files = append(m.files, f)
		m.checkMakers(f)
	}
	m.checkFindings(p, own+web+others > 0 && own == stays && !settings)
	m.checkNames(m.objects[before:])
}

// runsWithLabels reports whether a Deployment of the tool has webservice's labels but runs something else. People copy the
// labels, and webservice would replace such a Deployment by a web server of its own.
func (m *move) runsWithLabels() bool {
	return slices.ContainsFunc(m.sources, func(p *part) bool {
		return slices.ContainsFunc(p.objects, func(o *Surveyed) bool { return o.Webservice && o.Kind == "Deployment" && !o.Runner })
	})
}

// isWebservices reports whether webservice created an object and would create it again under the same name.
func (m *move) isWebservices(o *object) bool {
	return o.Settings || o.Webservice && !m.handmade && (m.tool == "" || slices.ContainsFunc(m.Policy.Webservice.Objects, func(w schemas.WebserviceObject) bool {
		return w.Kind == o.kind && schemas.Expand(w.Name, m.tool) == o.Name
	}))
}

func (m *move) addProblem(t Text) { m.problems = append(m.problems, t) }

// checkUnread names files that could not be read: all of them once, in the first plan, and the first ones in each other plan.
func (m *move) checkUnread() {
	const maxNamed = 3
	for i, why := range m.Unread {
		if left := len(m.Unread) - i; i == maxNamed && !m.isFirst {
			m.addProblem(text(fmt.Sprintf("cannot read %d more %s", left, files(left))))
			return
		}
		m.addProblem(text("cannot read " + why))
	}
}

// checkTemplates lists the templates, whose objects are unknown until they are rendered.
func (m *move) checkTemplates() {
	switch names := m.Templates; len(names) {
	case 0:
	case 1:
		m.addProblem(text(code(names[0]), " is a template: render it first, then plan the result"))
	default:
		m.addProblem(text(listSome(names), " are templates: render them first, then plan the results"))
	}
}

// checkFindings lists the errors that are left after the conversion. If the file is unused, because no object of it is
// created, only unreadable text matters.
func (m *move) checkFindings(p *part, unused bool) {
	for _, d := range p.found {
		if d.Severity < lint.Error || unused && d.Stage != lint.Parse {
			continue
		}
		m.addProblem(p.file.finding(d))
	}
}

// finding words a finding in the converted file as a problem to fix by hand.
func (f *File) finding(d *lint.Diagnostic) Text {
	t := text(code(f.place(d.File.Position(d.Span.Start))))
	if f.Result.Changed {
		t = append(t, text(" (as converted)")...)
	}
	t = append(t, text(" "+d.Message)...)
	if d.Help != "" {
		t = append(t, text(": "+d.Help)...)
	}
	return append(t, text(" [", code(d.Rule.Name), "]")...)
}

// checkNames lists the objects whose names the cluster generates: no command can delete them by name. Lint reports objects
// without any name.
func (m *move) checkNames(objects []object) {
	for i := range objects {
		o := &objects[i]
		if k := m.from.kindOf(o.kind); o.Name == "" && o.Generated && k != "" {
			m.addProblem(text(code(o.file.place(o.At)), " has a name that the cluster generates: find the object with ",
				code(m.from.kubectl("get", resource(k))), ", and delete it by hand"))
		}
	}
}

// firstKinds returns when to create each file: the lowest createOrder of its objects.
func (m *move) firstKinds() map[*File]int {
	const last = 9
	first := map[*File]int{}
	for _, f := range m.files {
		first[f] = last
	}
	for _, o := range m.objects {
		if order := kindOf(o.kind).createOrder; order > 0 {
			first[o.file] = min(first[o.file], order)
		}
	}
	return first
}

// kinds returns the kinds of the objects as a cluster names them, each once, without those that it does not have.
func (m *move) kinds(s *cluster) []string {
	var kinds []string
	for _, o := range m.objects {
		if k := s.kindOf(o.kind); k != "" && kindOf(k).createOrder > 0 && !slices.Contains(kinds, k) {
			kinds = append(kinds, k)
		}
	}
	return kinds
}

// running returns the kinds of the objects that must be deleted, in that order.
func (m *move) running() []string {
	kinds := slices.DeleteFunc(m.kinds(&m.from), func(k string) bool { return kindOf(k).deleteOrder == 0 })
	slices.SortStableFunc(kinds, func(a, b string) int { return cmp.Compare(kindOf(a).deleteOrder, kindOf(b).deleteOrder) })
	return slices.DeleteFunc(kinds, func(k string) bool { return len(m.names(k)) == 0 })
}

// names returns the names of the objects of a kind on the cluster that the tool leaves, each once.
func (m *move) names(k string) []string {
	var names []string
	isNew := distinct[string]()
	for _, o := range m.objects {
		if m.from.kindOf(o.kind) == k && o.Name != "" && isNew(o.Name) {
			names = append(names, o.Name)
		}
	}
	return names
}

func (m *move) has(kinds ...string) bool {
	return slices.ContainsFunc(m.objects, func(o object) bool { return slices.Contains(kinds, o.kind) })
}

func (m *move) runsPods() bool {
	return slices.ContainsFunc(m.objects, func(o object) bool { return kindOf(o.kind).runsPods() })
}

// missing returns the ConfigMaps and Secrets that pods read and no file contains.
func (m *move) missing() []Reference {
	isNew := distinct[Reference]()
	for _, o := range m.objects {
		isNew(Reference{Kind: o.kind, Name: o.Name})
		for _, r := range o.file.Extra {
			isNew(r)
		}
	}
	var refs []Reference
	for _, o := range m.objects {
		for _, r := range o.Reads {
			if isNew(r) {
				refs = append(refs, r)
			}
		}
	}
	return refs
}
