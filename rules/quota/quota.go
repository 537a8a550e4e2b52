package quota

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"k8s.io/apimachinery/pkg/api/resource"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

// A demand is what an object takes of the quota of its namespace. It is the fact that the rules of the quota keep of an
// object, so it holds no nodes.
type demand struct {
	*load
	namespace   string        // "" where nothing tells
	name, place manifest.Span // where to show the object, and what makes its pods so many or so large
}

// A load is what objects take. Many take the same.
type load struct {
	settings *workload.Settings // of whose policy the quota is
	kind     string             // as the current cluster calls it

	object []int64 // what the object itself takes, in thousandths, by row of the quota; a Pod takes what its containers do
	pod    []int64 // what each of its pods takes; nil where it makes none, or none that the LimitRange admits
	pods   int64   // how many it makes
	surge  int64   // pods that a rollout may add
	stuck  bool    // a rollout waits until it has added one
	later  bool    // not at once: a CronJob's
	isPod  bool
	path   string // of the place

	shown *shownPods // what SumQuota tells of its pods; nil for the rules
}

func (d *demand) InNamespace() string { return d.namespace }

// unit is one of a resource, in thousandths.
const unit = 1000

// demandOf works out what the object takes of the quota, nil for one that a tool cannot have.
func demandOf(s *workload.Object) *demand { return demandSlot.Get(s, weigh) }

var demandSlot = workload.NewSlot[*demand]("what it takes of the quota")

func weigh(s *workload.Object) *demand {
	kind, ok := kindOf(s)
	if !ok {
		return nil
	}
	name := s.Root().At("metadata", "name")
	if !name.Exists() {
		name = s.Root().Field("kind")
	}
	d := &demand{load: &load{settings: s.Settings, kind: kind}, namespace: s.FutureNamespace(), name: name.ValueMark()}
	if s.Served == nil { // it has a name, and takes nothing before it has another API version
		return d
	}
	for i := range s.Policy.Quota {
		if n := counts(s, s.Policy.Quota[i].Resource); n > 0 {
			d.take(&d.object, i, n*unit)
		}
	}
	if s.Template.Exists() {
		weighPods(s, d)
	}
	return d
}

// kindOf is what the current cluster calls the kind of an object, in any API version. ok is false for what a tool cannot
// have there.
func kindOf(s *workload.Object) (kind string, ok bool) {
	possible := func(r *schemas.Resource) bool { return r.Namespaced && s.Policy.MayCreate(r.Group, r.Plural) }
	if s.Served != nil {
		return s.GVK.Kind, possible(s.Served)
	}
	kind = s.GVK.Kind
	if s.Move != nil && s.Move.ToKind != "" {
		kind = s.Move.ToKind
	}
	return kind, slices.ContainsFunc(s.Bundle.ServedVersions(kind), func(g schemas.GVK) bool { return possible(s.Bundle.Served(g)) })
}

// take notes an amount for a row of the quota.
func (l *load) take(of *[]int64, row int, cost int64) {
	if *of == nil {
		*of = make([]int64, len(l.settings.Policy.Quota))
	}
	(*of)[row] = cost
}

// counts tells how many of a resource the object is to the quota, its containers aside.
func counts(s *workload.Object, resource string) int64 {
	switch {
	case s.Kind == "Pod": // see weighPods
		return 0
	case resource == workload.NodePorts && s.TakesNodePorts():
		return int64(len(s.Root().At("spec", "ports").Items()))
	case resource == "services.loadbalancers" && s.Kind == "Service" && s.Root().At("spec", "type").String() == workload.TypeLoadBalancer:
		return 1
	case s.Served.Group == "" && resource == s.Served.Plural:
		return 1
	}
	if counted, ok := strings.CutPrefix(resource, "count/"); ok {
		if plural, group, _ := strings.Cut(counted, "."); plural == s.Served.Plural && group == s.Served.Group {
			return 1
		}
	}
	return 0
}

// weighPods works out what the object's pods take, and how many there are.
func weighPods(s *workload.Object, d *demand) {
	spec := s.PodSpec()
	limits, requests, ok := effectivePod(s)
	if !ok || !admitsContainers(s) {
		return
	}
	pvcs := claims(s)
	var each []int64
	for i := range s.Policy.Quota {
		if n := takes(s.Policy.Quota[i].Resource, limits, requests, pvcs); n > 0 {
			d.take(&each, i, n)
		}
	}
	replicas, node := WantedPods(s)
	d.pods, d.later = replicas, s.Kind == "CronJob"
	if !node.Exists() {
		if node = spec.Field("containers"); !node.Exists() {
			node = s.Root().Field("kind")
		}
		d.place, d.path = node.Mark(), node.Path()
	} else {
		d.place, d.path = node.ValueMark(), node.Path()
	}
	if s.Kind == "Pod" {
		d.object, d.pods, d.isPod = each, 0, true
		return
	}
	d.pod = each
	d.surge, d.stuck = rollout(s, replicas)
}

func admitsContainers(s *workload.Object) bool {
	isRefused := func(g grant) bool { return !AdmitsContainer(s.Settings, g.limits, g.requests) }
	return s.PodSpec().Exists() && !slices.ContainsFunc(grants(s), isRefused)
}

// takes is what a pod takes of a row of the quota, in thousandths.
func takes(row string, limits, requests workload.Quantities, pvcs int64) int64 {
	switch row {
	case "pods", "count/pods":
		return unit
	case "persistentvolumeclaims", "count/persistentvolumeclaims":
		return pvcs * unit
	}
	of, name := requests, row
	if rest, ok := strings.CutPrefix(row, "limits."); ok {
		of, name = limits, rest
	} else if rest, ok := strings.CutPrefix(row, "requests."); ok {
		name = rest
	}
	if q := of.Of(name); q != nil {
		return Thousandths(q)
	}
	return 0
}

// claims counts the volume claims that a StatefulSet's controller makes for each pod.
func claims(s *workload.Object) int64 {
	if s.Kind != "StatefulSet" {
		return 0
	}
	names := map[string]bool{}
	items := s.Root().At("spec", "volumeClaimTemplates").Items()
	for i := range items {
		names[items[i].At("metadata", "name").String()] = true
	}
	return int64(len(names))
}

// WantedPods tells how many pods the object makes, and where it says so: nil where nothing does. The API server refuses a
// number below zero; here it is none.
func WantedPods(s *workload.Object) (n int64, node *manifest.Node) {
	of := s.Template.Parent()
	if !s.MakesJobs() {
		n, node = wanted(of.Field("replicas"))
	} else {
		n, node = wanted(of.Field("parallelism"))
		if highest, ok := of.Field("completions").Int(); ok && highest < n {
			n, node = highest, of.Field("completions")
		}
	}
	return max(n, 0), node
}

// wanted reads a number of pods. The API server makes it 1 where there is none.
func wanted(n *manifest.Node) (int64, *manifest.Node) {
	if count, ok := n.Int(); ok {
		return count, n
	}
	return 1, nil
}

// rollout tells how many pods a Deployment may add while it replaces its pods, and whether it must.
func rollout(s *workload.Object, replicas int64) (surge int64, stuck bool) {
	strategy := s.Root().At("spec", "strategy")
	if s.Kind != "Deployment" || strategy.Field("type").String() == "Recreate" {
		return 0, false
	}
	surge = share(s, strategy, "maxSurge", replicas, true)
	return surge, share(s, strategy, "maxUnavailable", replicas, false) == 0
}

// share reads a number of pods, or a percentage of them, of a rolling update.
func share(s *workload.Object, strategy *manifest.Node, field string, replicas int64, up bool) int64 {
	node := strategy.At("rollingUpdate", field)
	if n, ok := node.Int(); ok {
		return n
	}
	text := node.String()
	if text == "" {
		for i := range s.Policy.ChangedDefaults {
			c := &s.Policy.ChangedDefaults[i]
			if c.Kind == s.Kind && strings.TrimPrefix(c.Path, "spec.strategy.rollingUpdate.") == field {
				text = c.In(s.APIVersion)
			}
		}
	}
	number, isPercent := strings.CutSuffix(text, "%")
	n, err := strconv.ParseInt(number, 10, 64)
	switch {
	case err != nil:
		return 0
	case isPercent && up:
		return (times(n, replicas) + 99) / 100
	case isPercent:
		return times(n, replicas) / 100
	}
	return n
}

// most is the largest amount that is told from larger ones, in thousandths: so large that no quota has it, and so small
// that two of them can be added.
const most = math.MaxInt64 / 4

// Thousandths is a quantity as the quota is added up here.
func Thousandths(q *resource.Quantity) int64 {
	if q.CmpInt64(most/unit) > 0 {
		return most
	}
	return q.MilliValue()
}

// amountText writes an amount of a row of the quota.
func amountText(row string, cost int64) string {
	format := resource.DecimalSI
	if strings.HasSuffix(row, "memory") || strings.HasSuffix(row, "storage") {
		format = resource.BinarySI
	}
	return resource.NewMilliQuantity(cost, format).String()
}

// inUnitOf writes an amount of a row of the quota in the unit of its limit: 9.75Gi for a limit of 6Gi, 2.5 for one of 2. It
// rounds up, so that an amount above the limit never looks like the limit.
func inUnitOf(hard string, cost int64) string {
	suffix := strings.TrimLeft(hard, "+-.0123456789")
	one, err := resource.ParseQuantity("1" + suffix)
	if err != nil {
		return hard
	}
	const digits = 1000
	value := math.Ceil(float64(cost)*digits/float64(Thousandths(&one))) / digits
	return strconv.FormatFloat(value, 'f', -1, 64) + suffix
}
