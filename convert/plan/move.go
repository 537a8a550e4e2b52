package plan

import (
	"cmp"
	"slices"

	"github.com/toolforge/tfk8s/lint"

	"github.com/toolforge/tfk8s/schemas"
)

// A move is the plan for one tool in the making.
type move struct {
	*Request
	*owner
	from, to side
	files    []*File  // to convert and create, in this order; those that only webservice needs are not among them
	objects  []object // in the order of the run
	web      []object // those that webservice made
	handmade bool     // none is: they only have its labels
	look     []Text

	holders map[objectKey]*holders
	held    []*holders // the same in the order of the run
}

type object struct {
	Surveyed
	file *File
	kind string // what the current cluster calls it
}

// id is what to call the object: as kubectl does, or where it stands if it has no name.
func (o *object) id() code {
	if o.Name == "" {
		return code(o.file.place(o.At))
	}
	return code(resource(o.kind) + "/" + o.Name)
}

// newMove collects what is of the tool.
func newMove(r *Request, of *owner) *move {
	current, legacy := side{r.Policy.Current, r.Policy, false}, side{r.Policy.Legacy, r.Policy, true}
	m := &move{Request: r, owner: of, from: legacy, to: current, holders: map[objectKey]*holders{}}
	if r.Back {
		m.from, m.to = current, legacy
	}
	for _, why := range r.Unread {
		m.mind(text("not all files could be read: " + why))
	}
	m.mindTemplates()
	if len(m.Mixed) > 0 {
		m.mind(text(listSome(m.Mixed), ": objects of other APIs are beside those to create, and the cluster rejects them: move them to another file"))
	}
	m.handmade = m.runsWithLabels()
	for _, f := range of.sources {
		m.addFile(f)
	}
	m.mindKustomizations()
	m.mindAlternatives()
	if m.Back && len(m.web) > 0 && m.webType() == "" {
		m.mind(text("no file tells the type of the webservice: ", code(r.Policy.Webservice.Commands.Status), " does, before you stop it"))
	}
	first := m.firstKinds()
	slices.SortStableFunc(m.files, func(a, b *File) int { return cmp.Compare(first[a], first[b]) })
	return m
}

func (m *move) addFile(f *File) {
	before, web, foreign, others, stays, settings := len(m.objects), 0, 0, 0, 0, false
	for i := range f.After {
		o := object{f.After[i], f, currentKind(m.Policy, f.After[i].Kind)}
		switch {
		case !m.owns(&o.Surveyed):
			foreign++
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
	if foreign > 0 {
		m.mind(text(code(f.Path), " holds objects of several tools: a command can take only all of it. Make a file for each tool"))
	}
	if own > 0 && web > 0 {
		m.mind(text(code(f.Path), " holds objects that webservice makes beside others: move the others to a file of their own, and plan that"))
	}
	if own > stays {
		m.files = append(m.files, f)
		m.mindMakers(f)
	}
	m.mindFindings(f, own+web+others > 0 && own == stays && !settings)
	m.mindObjects(m.objects[before:])
}

// runsWithLabels reports whether a Deployment of the tool has webservice's labels and runs something else. People copy
// the labels, and webservice would put a web server of its own in its place.
func (m *move) runsWithLabels() bool {
	for _, f := range m.sources {
		for i := range f.After {
			if o := &f.After[i]; o.Webservice && o.Kind == "Deployment" && !o.Runner && m.owns(o) {
				return true
			}
		}
	}
	return false
}

// isWebservices reports whether webservice made an object, and would again: then it has the name that webservice gives.
func (m *move) isWebservices(o *object) bool {
	return o.Settings || o.Webservice && !m.handmade && (m.tool == "" || slices.ContainsFunc(m.Policy.Webservice.Objects, func(w schemas.WebserviceObject) bool {
		return w.Kind == o.kind && schemas.Expand(w.Name, m.tool) == o.Name
	}))
}

func (m *move) mind(t Text) { m.look = append(m.look, t) }

// mindTemplates names the files of which nobody knows yet what they will be.
func (m *move) mindTemplates() {
	switch names := m.Templates; len(names) {
	case 0:
	case 1:
		m.mind(text(code(names[0]), " is a template: render it first, then plan what comes out"))
	default:
		m.mind(text(listSome(names), " are templates: render them first, then plan what comes out"))
	}
}

// mindFindings lists what lint still finds wrong after the conversion. Of a file that is not to be created only matters
// what cannot be read.
func (m *move) mindFindings(f *File, unused bool) {
	for _, d := range m.found[f.Result.File] {
		if d.Severity < lint.Error || unused && d.Stage != lint.Parse {
			continue
		}
		at := text(code(f.place(d.File.Position(d.Span.Start))))
		if f.Result.Changed {
			at = append(at, text(" (as converted)")...)
		}
		m.mind(text(at, " "+d.Message+" [", code(d.Rule.Name), "]"))
	}
}

// mindObjects lists the objects for which no command can be written. Of those without any name lint tells.
func (m *move) mindObjects(objects []object) {
	for i := range objects {
		o := &objects[i]
		if k := m.from.kindOf(o.kind); o.Name == "" && o.Generated && k != "" {
			m.mind(text(code(o.file.place(o.At)), " leaves the name to the cluster: look for what it made, ",
				code(m.from.kubectl("get", resource(k))), ", and delete that yourself"))
		}
	}
}

// firstKinds tell when files are to be created: when the first of what they hold is.
func (m *move) firstKinds() map[*File]int {
	const last = 9
	first := map[*File]int{}
	for _, f := range m.files {
		first[f] = last
	}
	for _, o := range m.objects {
		if create := kindOf(o.kind).create; create > 0 {
			first[o.file] = min(first[o.file], create)
		}
	}
	return first
}

// kinds are those of the objects that a cluster has, as it calls them, each once.
func (m *move) kinds(s *side) []string {
	var kinds []string
	for _, o := range m.objects {
		if k := s.kindOf(o.kind); k != "" && kindOf(k).create > 0 && !slices.Contains(kinds, k) {
			kinds = append(kinds, k)
		}
	}
	return kinds
}

// running are the kinds of those that must not stay behind, in the order to delete them.
func (m *move) running() []string {
	kinds := slices.DeleteFunc(m.kinds(&m.from), func(k string) bool { return kindOf(k).stop == 0 })
	slices.SortStableFunc(kinds, func(a, b string) int { return cmp.Compare(kindOf(a).stop, kindOf(b).stop) })
	return slices.DeleteFunc(kinds, func(k string) bool { return len(m.names(k)) == 0 })
}

// names are those of the objects that the cluster to leave calls by a kind, each once.
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

// missing are the ConfigMaps and Secrets that pods read and no file holds.
func (m *move) missing() []Reference {
	isNew := distinct[Reference]()
	for _, o := range m.objects {
		isNew(Reference{Kind: o.kind, Name: o.Name})
		for _, r := range o.file.Beside {
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
