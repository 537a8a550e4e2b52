package ingress

import (
	"slices"
	"strconv"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/podpreset"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

// A hop is an object on the way of a request to a program: an Ingress, a Service, or what makes pods. It is the fact
// that the rules about this way keep of an object, so it holds no nodes.
type hop struct {
	policy    *schemas.Policy
	kind      string
	namespace string // once the object is migrated; "" where nothing tells
	legacy    bool   // its namespace, or an image, is one of the legacy cluster

	name manifest.Span // where to show the object

	reserved     manifest.Span // the first of the labels by which webservice takes the object for its own
	reservedPath string        // of that label, "" where there is none
	made         bool          // the object is just what webservice makes
	owned        bool          // it was made by another object, as the pods of an export are

	// One of them is set.
	service *service
	ingress *ingress
	pods    *pods
}

func (h *hop) InNamespace() string { return h.namespace }

// A service is what a Service says of where requests come in and go to.
type service struct {
	host     string // that the tool has, "" where the tool is unknown
	web      bool   // its port, or its labels, are those of a web service
	ports    []servicePort
	selector labelSet
	place    manifest.Span // of the selector
	path     string

	leads, leadsToLegacy bool // to pods of the run; see follow
}

// A servicePort holds the texts by which the controller finds a port: any of them will do.
type servicePort struct{ name, port, target string }

// An ingress is where an Ingress leads to.
type ingress struct{ backends []backend }

// A backend is one Service that an Ingress names, and where.
type backend struct {
	service, port           string
	servicePlace, portPlace manifest.Span
	servicePath, portPath   string
}

// The pods of an object, by the labels that they have once it is migrated.
type pods struct {
	labels labelSet
	known  bool // all of their labels can be read
	stay   bool // they are not those of a Job
	place  manifest.Span
}

// hopOf works out what the object is to requests, nil if it is nothing to them.
func hopOf(s *workload.Object) *hop { return hopSlot.Get(s, findHop) }

var hopSlot = workload.NewSlot[*hop]("what requests find there")

func findHop(s *workload.Object) *hop {
	w := &hop{
		policy:    s.Policy,
		kind:      s.Kind,
		namespace: s.FutureNamespace(),
		legacy:    s.IsLegacyNamespace() || slices.ContainsFunc(s.Images(), s.IsLegacy),
		made:      isWebserviceMade(s),
		owned:     len(s.Root().At("metadata", "ownerReferences").Items()) > 0,
	}
	if name := s.Root().At("metadata", "name"); name.Exists() {
		w.name = name.ValueMark()
	} else {
		w.name = s.Root().Field("kind").ValueMark()
	}
	if s.IsWebservices() {
		label := s.Root().At("metadata", "labels", s.Policy.Webservice.LookupLabels[0])
		w.reserved, w.reservedPath = label.ValueMark(), label.Path()
	}
	switch {
	case s.Kind == "Service":
		w.service = readService(s)
	case s.Kind == "Ingress":
		w.ingress = readIngress(s)
	case s.Template.Exists():
		w.pods = readPods(s)
	default:
		return nil
	}
	return w
}

func readService(s *workload.Object) *service {
	spec, w := s.Root().Field("spec"), &s.Policy.Webservice
	v := &service{web: s.IsWebservices()}
	if s.Tool != "" {
		v.host = schemas.Expand(s.Policy.Ingress.Host, s.Tool)
	}
	ports := spec.Field("ports").Items()
	for i := range ports {
		port := servicePort{ports[i].Field("name").String(), portText(ports[i].Field("port")), portText(ports[i].Field("targetPort"))}
		v.ports = append(v.ports, port)
		v.web = v.web || port.port == strconv.Itoa(w.Port) || port.name == w.PortName
	}
	if spec.Field("type").String() == workload.TypeExternalName { // which has no pods
		v.web = false
		return v
	}
	selector := spec.Field("selector")
	asked, _ := workload.PlainRequirements(selector)
	v.selector = make(labelSet, len(asked))
	for i, r := range asked {
		v.selector[i] = schemas.Pair{Key: r.Key, Value: r.Values[0]}
	}
	v.place, v.path = selector.Mark(), selector.Path()
	return v
}

// portText is a port as the controller compares it.
func portText(n *manifest.Node) string {
	if i, ok := n.Int(); ok {
		return strconv.FormatInt(i, 10)
	}
	return n.String()
}

func readIngress(s *workload.Object) *ingress {
	in := &ingress{}
	add := func(n *manifest.Node) {
		svc, port := n.Field("serviceName"), n.Field("servicePort")
		if newer := n.Field("service"); newer.Exists() { // networking.k8s.io/v1
			svc, port = newer.Field("name"), PortOf(newer.Field("port"))
		}
		if svc.String() != "" {
			in.backends = append(in.backends, backend{svc.String(), portText(port), svc.ValueMark(), port.ValueMark(), svc.Path(), port.Path()})
		}
	}
	add(defaultBackend(s))
	rules := s.Root().At("spec", "rules").Items()
	for i := range rules {
		paths := rules[i].At("http", "paths").Items()
		for j := range paths {
			add(paths[j].Field("backend"))
		}
	}
	return in
}

// defaultBackend is what an Ingress gives the requests to which no path of it applies.
func defaultBackend(s *workload.Object) *manifest.Node {
	spec := s.Root().Field("spec")
	if newer := spec.Field("defaultBackend"); newer.Exists() { // networking.k8s.io/v1
		return newer
	}
	return spec.Field("backend")
}

// readPods reads the labels that the pods have, and will have by the fixes of the rules about labels and selectors.
func readPods(s *workload.Object) *pods {
	p := &pods{known: s.TemplateIsJudged(), stay: s.Kind != "Job" && s.Kind != "CronJob" && s.Kind != "ScheduledJob"}
	labels := podpreset.PodLabels(s)
	fields := labels.Fields()
	p.labels = make(labelSet, 0, len(fields)+1)
	for i := range fields {
		p.labels.add(fields[i].Key(), fields[i].String())
	}
	if labels.Exists() {
		p.place = labels.Mark()
	} else {
		p.place = s.Root().Field("kind").ValueMark()
	}
	fault, label := podpreset.LabelFault(s)
	if fault == podpreset.LabelWrong {
		p.labels = slices.DeleteFunc(p.labels, func(l schemas.Pair) bool { return l.Key == label.Key() })
	}
	switch preset := s.Policy.PodPreset.Label; {
	case !podpreset.AsksForPreset(s):
	case len(p.labels) > 0:
		p.labels.add(preset.Key, preset.Value)
	default:
		for _, l := range podpreset.FirstLabels(s) {
			p.labels.add(l.Key, l.Value.(string))
		}
	}
	own, _ := s.PodRequirements()
	for _, r := range own {
		if r.Operator == "In" && len(r.Values) == 1 && (fault != podpreset.LabelWrong || r.Key != label.Key()) {
			p.labels.add(r.Key, r.Values[0])
		}
	}
	p.labels = slices.Clip(p.labels)
	return p
}

// A labelSet holds labels, few of them and of many objects: a map would be larger.
type labelSet []schemas.Pair

func (l labelSet) get(key string) (value string, ok bool) {
	for i := range l {
		if l[i].Key == key {
			return l[i].Value, true
		}
	}
	return "", false
}

// add adds a label unless its key is there already.
func (l *labelSet) add(key, value string) {
	if _, ok := l.get(key); !ok {
		*l = append(*l, schemas.Pair{Key: key, Value: value})
	}
}

// String writes labels as kubectl does.
func (l labelSet) String() string {
	var parts []string
	for _, pair := range l {
		parts = append(parts, pair.Key+"="+pair.Value)
	}
	return strings.Join(parts, ", ")
}

// selects reports whether requests to a Service with a selector reach the pods.
func (v *service) selects(p *pods) bool {
	return !slices.ContainsFunc(v.selector, func(l schemas.Pair) bool {
		label, ok := p.labels.get(l.Key)
		return !ok || label != l.Value
	})
}

// accepts reports whether the controller finds a port of a Service by the text that an Ingress gives.
func (v *service) accepts(port string) bool {
	return slices.ContainsFunc(v.ports, func(p servicePort) bool {
		return port == p.port || port == p.name || port == p.target
	})
}

// areWebservices reports whether webservice made all that it takes for its own of some objects.
func areWebservices(objects []*hop) bool {
	return !slices.ContainsFunc(objects, func(w *hop) bool { return w.reservedPath != "" && !w.made && !w.owned })
}

// String writes a port as people speak of it.
func (p servicePort) String() string {
	if p.name == "" {
		return p.port
	}
	return p.port + " (" + p.name + ")"
}

// labelsText tells of the labels, in order.
func (p *pods) labelsText() string {
	if len(p.labels) == 0 {
		return "no label"
	}
	return labelSet(slices.SortedFunc(slices.Values(p.labels), func(a, b schemas.Pair) int { return strings.Compare(a.Key, b.Key) })).String()
}
