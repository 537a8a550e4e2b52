package ingress

import (
	"slices"
	"strconv"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/podpreset"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

// A hop is an object on the route of a request to a program: an Ingress, a Service, or a workload. It is the fact that the
// rules about routes keep of an object, so it holds no nodes.
type hop struct {
	*traits
	namespace string // after the migration; "" where it is not known

	name     manifest.Span // where to show the object
	reserved manifest.Span // the first of the labels by which webservice finds its objects

	// One of them is set.
	service *service
	ingress *ingress
	pods    *pods
}

// traits are what many hops have in common.
type traits struct {
	policy       *schemas.Policy
	kind         string
	isLegacy     bool   // its namespace, or an image, is one of the legacy cluster
	reservedPath string // of the first of the labels by which webservice finds its objects, "" where there is none
	isMade       bool   // the object is the same as webservice makes
	isOwned      bool   // another object created it, such as an exported Pod of a ReplicaSet
}

func (h *hop) InNamespace() string { return h.namespace }

func (h *hop) ForTool(name, namespace string) (*hop, string) {
	expand := func(text string) string { return workload.ForTool(h.policy, text, namespace) }
	own := *h
	if h.service != nil {
		v := *h.service
		v.selector = expandLabels(v.selector, expand)
		own.service = &v
	}
	if h.pods != nil {
		p := *h.pods
		p.labels = expandLabels(p.labels, expand)
		own.pods = &p
	}
	return &own, expand(name)
}

// A service says where the requests to a Service come from and where they are sent.
type service struct {
	host     string // of the tool, "" where the tool is unknown
	isWeb    bool   // its port or labels are those of a web service
	ports    []servicePort
	selector labelSet
	place    manifest.Span // of the selector
	path     string
}

// A servicePort holds the texts by which the controller finds a port. Any of them is enough.
type servicePort struct{ name, port, target string }

// An ingress lists the backends and the paths of an Ingress.
type ingress struct {
	backends []backend
	routes   []route
}

// A backend is a Service and a port that an Ingress names, with their places.
type backend struct {
	service, port           string
	servicePlace, portPlace manifest.Span
	servicePath, portPath   string
	isUnused                bool // the Ingress redirects all requests instead
}

// pods are those of a workload, with the labels that they have after the migration.
type pods struct {
	labels         labelSet
	hasKnownLabels bool // all of their labels can be read
	isLongRunning  bool // they are not those of a Job
	place          manifest.Span
}

// findHop returns the hop that the object is, nil if it is not on the route of requests.
func findHop(p *lint.Pass, s *workload.Object) *hop {
	t := traits{
		policy:   s.Policy,
		kind:     s.Kind,
		isLegacy: s.IsLegacyNamespace() || slices.ContainsFunc(s.Images(), s.IsLegacy),
		isMade:   isWebserviceMade(s),
		isOwned:  len(s.Root().At("metadata", "ownerReferences").Items()) > 0,
	}
	w := hop{namespace: p.Keep(s.FutureNamespace())}
	if name := s.Root().At("metadata", "name"); name.Exists() {
		w.name = name.ValueMark()
	} else {
		w.name = s.Root().Field("kind").ValueMark()
	}
	if s.IsWebservices() {
		label := s.Root().At("metadata", "labels", s.Policy.Webservice.LookupLabels[0])
		w.reserved, t.reservedPath = label.ValueMark(), p.Keep(label.Path())
	}
	w.traits = lint.Share(p, func(t *traits) traits { return *t }, &t)
	switch {
	case s.Kind == "Service":
		w.service = lint.New(p, readService(s).kept(p))
	case s.Kind == "Ingress":
		w.ingress = lint.New(p, readIngress(s))
	case s.Template.Exists():
		w.pods = lint.New(p, readPods(p, s))
	default:
		return nil
	}
	return lint.New(p, w)
}

func readService(s *workload.Object) service {
	spec, w := s.Root().Field("spec"), &s.Policy.Webservice
	v := service{isWeb: s.IsWebservices()}
	if s.Tool != "" {
		v.host = schemas.Expand(s.Policy.Ingress.Host, s.Tool)
	}
	ports := spec.Field("ports").Items()
	for i := range ports {
		port := servicePort{ports[i].Field("name").String(), portText(ports[i].Field("port")), portText(ports[i].Field("targetPort"))}
		v.ports = append(v.ports, port)
		v.isWeb = v.isWeb || port.port == strconv.Itoa(w.Port) || port.name == w.PortName
	}
	if spec.Field("type").String() == workload.TypeExternalName { // which has no pods
		v.isWeb = false
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

// kept returns the service with texts that may outlive the document.
func (v service) kept(p *lint.Pass) service {
	v.host, v.path, v.selector = p.Keep(v.host), p.Keep(v.path), v.selector.kept(p)
	for i, port := range v.ports {
		v.ports[i] = servicePort{p.Keep(port.name), p.Keep(port.port), p.Keep(port.target)}
	}
	return v
}

// portText returns a port as the controller compares it.
func portText(n *manifest.Node) string {
	if i, ok := n.Int(); ok {
		return strconv.FormatInt(i, 10)
	}
	return n.String()
}

func readIngress(s *workload.Object) ingress {
	in := ingress{routes: readRoutes(s)}
	redirects := isRedirectURL(redirectOf(s.Settings, s.Root().At("metadata", "annotations")).String())
	add := func(n *manifest.Node, isUnused bool) {
		svc, port := n.Field("serviceName"), n.Field("servicePort")
		if newer := n.Field("service"); newer.Exists() { // networking.k8s.io/v1
			svc, port = newer.Field("name"), PortOf(newer.Field("port"))
		}
		if svc.String() != "" {
			in.backends = append(in.backends, backend{svc.String(), portText(port), svc.ValueMark(), port.ValueMark(), svc.Path(), port.Path(), isUnused})
		}
	}
	add(defaultBackend(s), false)
	rules := s.Root().At("spec", "rules").Items()
	for i := range rules {
		paths := rules[i].At("http", "paths").Items()
		for j := range paths {
			add(paths[j].Field("backend"), redirects)
		}
	}
	return in
}

// defaultBackend returns the backend for the requests that match no path of an Ingress.
func defaultBackend(s *workload.Object) *manifest.Node {
	spec := s.Root().Field("spec")
	if newer := spec.Field("defaultBackend"); newer.Exists() { // networking.k8s.io/v1
		return newer
	}
	return spec.Field("backend")
}

// readPods reads the labels that the pods have after the fixes of the rules about labels and selectors.
func readPods(pass *lint.Pass, s *workload.Object) pods {
	p := pods{hasKnownLabels: s.TemplateIsJudged(), isLongRunning: s.Kind != "Job" && s.Kind != "CronJob" && s.Kind != "ScheduledJob"}
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
	p.labels = p.labels.ordered().kept(pass)
	return p
}

// selects reports whether requests to a Service with a selector reach the pods.
func (v *service) selects(p *pods) bool {
	return !slices.ContainsFunc(v.selector, func(l schemas.Pair) bool {
		label, ok := p.labels.get(l.Key)
		return !ok || label != l.Value
	})
}

// accepts reports whether the controller finds a port of the Service by the text in an Ingress.
func (v *service) accepts(port string) bool {
	return slices.ContainsFunc(v.ports, func(p servicePort) bool {
		return port == p.port || port == p.name || port == p.target
	})
}

// areWebservices reports whether webservice made all of the objects that have its labels.
func areWebservices(objects []*hop) bool {
	return !slices.ContainsFunc(objects, func(w *hop) bool { return w.reservedPath != "" && !w.isMade && !w.isOwned })
}

// String returns the number of a port, with its name if it has one.
func (p servicePort) String() string {
	if p.name == "" {
		return p.port
	}
	return p.port + " (" + p.name + ")"
}

// labelsText lists the labels in order.
func (p *pods) labelsText() string {
	if len(p.labels) == 0 {
		return "no labels"
	}
	return p.labels.String()
}
