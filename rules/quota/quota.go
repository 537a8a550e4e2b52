package quota

import (
	"strconv"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

// A demand is what an object asks of the quota of its namespace once convert has fixed what it can. The rules of the quota keep it
// as the fact about an object, so it holds no nodes.
type demand struct {
	*load
	namespace   string        // "" if the object does not name it
	name, place manifest.Span // where to show the object, and the field that decides how many pods it creates or how large they are
}

// A load is what objects ask for. Objects that ask for the same share one: see sharedDemand.
type load struct {
	traits
	object   []int64 // what the object itself uses, in thousandths, by row of the quota; for a Pod, what its containers use
	pod      []int64 // what each of its pods uses; nil if it creates none
	creators []workload.Creator
}

// traits are what is comparable in a load.
type traits struct {
	settings *workload.Settings // of the policy with the quota
	kind     string             // as the 2020 cluster names it
	isFixed  bool               // it counts as convert changes it: with another kind or other resources

	pods  int64 // how many pods it creates
	surge int64 // how many pods a rollout may add
	stuck bool  // a rollout cannot continue before it has added one
	later bool  // its pods do not run all the time: those of a Job or CronJob
	rests bool  // it is a suspended CronJob or a paused Deployment
	isPod bool
	path  string // of the place

	isWebservices bool              // webservice regards the object as its own
	mayCreate     bool              // it may be the creator of other objects
	byCluster     *workload.Creator // what creates it in each namespace; nil for nearly all
	// isCreatedInFile says that an object of the same file creates it.
	isCreatedInFile bool

	isForbidden bool // a tool may not create its kind; only a sum has such objects

	shown *shownPods // what SumQuota reports about its pods; nil for the rules
}

func (d *demand) InNamespace() string { return d.namespace }

func (d *demand) ForTool(name, namespace string) (*demand, string) {
	return d, workload.ForTool(d.settings.Policy, name, namespace)
}

// unit is one of a resource, in thousandths.
const unit = 1000

// demandOf returns what the object asks of the quota, nil for an object that a tool cannot create.
func demandOf(s *workload.Object) *demand { return demandSlot.Get(s, computeDemand) }

var demandSlot = workload.NewSlot[*demand]("what it asks of the quota")

func computeDemand(s *workload.Object) *demand {
	served := convertedResource(s)
	if served == nil {
		return nil
	}
	inFile, _ := s.CreatorInFile()
	d := &demand{namespace: s.FutureNamespace(), name: nameOf(s).ValueMark(), load: &load{creators: s.Creators(), traits: traits{
		settings: s.Settings, kind: served.Kind, isFixed: s.Served == nil, isWebservices: s.IsWebservices(),
		mayCreate: s.MayCreate(), byCluster: s.CreatedByCluster(), isCreatedInFile: inFile != nil,
	}}}
	for i := range s.Policy.Quota {
		if n := countOf(s, served, s.Policy.Quota[i].Resource); n > 0 {
			d.set(&d.object, i, n*unit)
		}
	}
	if s.Template.Exists() && served.Kind != "PodTemplate" {
		d.addPods(s)
	}
	return d
}

// convertedResource returns the server's resource for the object once convert has moved it to the right API version, nil if a tool
// cannot create it.
func convertedResource(s *workload.Object) *schemas.Resource {
	allowed := func(r *schemas.Resource) *schemas.Resource {
		if r == nil || !r.Namespaced || !s.Policy.MayCreate(r.Group, r.Plural) {
			return nil
		}
		return r
	}
	if s.Served != nil {
		return allowed(s.Served)
	}
	if r := allowed(s.JudgedAs()); r != nil {
		return r
	}
	kind, apiVersion := s.Destination()
	group, version := schemas.ParseAPIVersion(apiVersion)
	if r := allowed(s.Bundle.Served(schemas.GVK{Group: group, Version: version, Kind: kind})); r != nil {
		return r
	}
	for _, g := range s.Bundle.ServedVersions(kind) {
		if r := allowed(s.Bundle.Served(g)); r != nil {
			return r
		}
	}
	return nil
}

// countOf returns how many of a resource the object uses, apart from its containers.
func countOf(s *workload.Object, served *schemas.Resource, resource string) int64 {
	switch {
	case served.Kind == "Pod": // see addPods
		return 0
	case resource == workload.NodePorts && s.UsesNodePorts():
		return usedNodePorts(s)
	case resource == "services.loadbalancers" && s.Kind == "Service" && s.Root().At("spec", "type").String() == workload.TypeLoadBalancer:
		return 1
	case served.Group == "" && resource == served.Plural:
		return 1
	}
	if counted, ok := strings.CutPrefix(resource, "count/"); ok {
		if plural, group, _ := strings.Cut(counted, "."); plural == served.Plural && group == served.Group {
			return 1
		}
	}
	return 0
}

// usedNodePorts returns how many ports of the nodes a Service uses. If they alone are more than the quota allows, convert makes it
// a Service without any: see service-type.
func usedNodePorts(s *workload.Object) int64 {
	n := int64(len(s.Root().At("spec", "ports").Items()))
	row := s.Policy.QuotaOf(workload.NodePorts)
	if hard := Bound(row.Hard); hard.CmpInt64(n+int64(row.Used)) < 0 {
		return 0
	}
	return n
}

// addPods adds what the object's pods use, and how many there are.
func (d *demand) addPods(s *workload.Object) {
	all, isFixed := convertedGrants(s)
	limits, requests := sumPod(s, all)
	d.isFixed = d.isFixed || isFixed
	claims := claimsPerPod(s, d.kind)
	var each []int64
	for i := range s.Policy.Quota {
		if n := amountOfPod(s.Policy.Quota[i].Resource, limits, requests, claims); n > 0 {
			d.set(&each, i, n)
		}
	}
	replicas, node := WantedPods(s)
	d.pods, d.later = replicas, d.kind == "Job" || d.kind == "CronJob"
	d.rests = isSuspended(s)
	if !node.Exists() {
		if node = s.PodSpec().Field("containers"); !node.Exists() {
			node = s.Root().Field("kind")
		}
		d.place, d.path = node.Mark(), node.Path()
	} else {
		d.place, d.path = node.ValueMark(), node.Path()
	}
	if d.kind == "Pod" {
		d.object, d.pods, d.isPod = each, 0, true
		return
	}
	d.pod = each
	d.surge, d.stuck = rollout(s, replicas)
}

// isSuspended reports whether a controller does nothing until a person changes its object.
func isSuspended(s *workload.Object) (yes bool) {
	switch s.Kind {
	case "CronJob", "ScheduledJob":
		yes, _ = s.Root().At("spec", "suspend").Bool()
	case "Deployment":
		yes, _ = s.Root().At("spec", "paused").Bool()
	}
	return yes
}

// amountOfPod returns what a pod uses of a row of the quota, in thousandths.
func amountOfPod(row string, limits, requests workload.Quantities, claims int64) int64 {
	switch row {
	case "pods", "count/pods":
		return unit
	case "persistentvolumeclaims", "count/persistentvolumeclaims":
		return claims * unit
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

// claimsPerPod returns how many volume claims a StatefulSet's controller creates for each pod.
func claimsPerPod(s *workload.Object, kind string) int64 {
	if kind != "StatefulSet" {
		return 0
	}
	names := map[string]bool{}
	items := s.Root().At("spec", "volumeClaimTemplates").Items()
	for i := range items {
		names[items[i].At("metadata", "name").String()] = true
	}
	return int64(len(names))
}

// WantedPods returns how many pods the object creates, and the node with that number, nil if there is none. A number below zero,
// which the API server rejects, counts as zero.
func WantedPods(s *workload.Object) (n int64, node *manifest.Node) {
	of := s.Template.Parent()
	if !s.MakesJobs() {
		if n, node = readCount(of.Field("replicas")); isSuspended(s) {
			n = 0
		}
	} else {
		n, node = readCount(of.Field("parallelism"))
		if highest, ok := of.Field("completions").Int(); ok && highest < n {
			n, node = highest, of.Field("completions")
		}
	}
	return max(n, 0), node
}

// readCount reads a number of pods, from which convert removes quotes. The API server makes it 1 if it is missing.
func readCount(n *manifest.Node) (int64, *manifest.Node) {
	if count, ok := n.Int(); ok {
		return count, n
	}
	if count, err := strconv.ParseInt(n.String(), 10, 64); err == nil {
		return count, n
	}
	return 1, nil
}

// rollout returns how many pods a Deployment may add while it replaces its pods, and whether it must.
func rollout(s *workload.Object, replicas int64) (surge int64, stuck bool) {
	strategy := s.Root().At("spec", "strategy")
	if s.Kind != "Deployment" || strategy.Field("type").String() == "Recreate" || s.Singleton && replicas == 1 {
		return 0, false
	}
	surge = share(s, strategy, "maxSurge", replicas, true)
	return surge, share(s, strategy, "maxUnavailable", replicas, false) == 0
}

// share reads a setting of a rolling update: a number of pods or a percentage of them.
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
				text = c.In(convertedVersion(s))
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

// convertedVersion returns the API version whose defaults an object has after convert.
func convertedVersion(s *workload.Object) string {
	if s.PreserveDefaults || s.ToLegacy {
		return s.APIVersion
	}
	_, apiVersion := s.Destination()
	return apiVersion
}
