// Package validation finds what the API server of Kubernetes v1.15.6 rejects in an object that it can decode. Each
// Kubernetes type has a function, which validates the fields in the order of the API reference.
//
// The server validates an object after it has set the defaults, so an absent field is validated by its default. Unknown
// fields, wrong types and missing required fields are left to the schema. A value of the wrong type counts as absent.
package validation

import (
	"iter"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/schemas"
)

// A Problem is one thing that the server rejects. Its texts are lower case and have no full stop.
type Problem struct {
	Node *manifest.Node // the value; if the field is absent, the nearest value above it
	Key  bool           // the key of Node is wrong, not its value
	Path string         // as the server spells it
	// Lacks is the field that is missing in Node; "" if Node itself is wrong.
	Lacks string
	// Message says what is wrong, in one clause.
	Message string
	// Effect says what happens, where that is more than that the server rejects the object, or its pods; "" otherwise.
	Effect string
	// Help says what a person writes instead. It says the same as Fix where there is one.
	Help string
	// Also is another path that the server names for the same problem; "" if there is none.
	Also string
	// Cause is another problem that causes this one: without it, this one is gone.
	Cause Cause
	// Pods is true if the server accepts the object, but rejects the pods that the controller creates.
	Pods bool
	// Fix fixes the problem if there is one right answer; nil otherwise.
	Fix *Fix
}

// A Cause is a value that the server rejects, or a map in which a field is missing.
type Cause struct {
	Node  *manifest.Node // nil if the problem has no other cause
	Lacks string         // "" if the value is wrong
}

// A Fix fixes a problem.
type Fix struct {
	Title string
	Safe  bool // the cluster rejects the old text, and only one thing can be meant
	Edits []manifest.Edit
}

// Object reports what the server rejects in an object of a kind that it serves. Kinds that a tool may not create have no
// problems.
func Object(o *manifest.Object, gvk schemas.GVK, report func(Problem)) {
	v := &validator{gvk: gvk, report: report}
	root := place{node: o.Root}
	switch gvk.Kind {
	case "Pod":
		v.validatePod(root)
	case "ReplicationController":
		v.validateReplicationController(root)
	case "Deployment":
		v.validateDeployment(root)
	case "ReplicaSet":
		v.validateReplicaSet(root)
	case "StatefulSet":
		v.validateStatefulSet(root)
	case "Job":
		v.validateJob(root)
	case "CronJob":
		v.validateCronJob(root)
	case "Service":
		v.validateService(root)
	case "Endpoints":
		v.validateEndpoints(root)
	case "ConfigMap":
		v.validateConfigMap(root)
	case "Secret":
		v.validateSecret(root)
	case "Ingress":
		v.validateIngress(root)
	case "NetworkPolicy":
		v.validateNetworkPolicy(root)
	}
}

// A validator validates one object.
type validator struct {
	gvk    schemas.GVK
	report func(Problem)
	pods   bool // the server validates the current field only when the pods are created
}

// A place is a field of an object, which may be absent. The path of an absent field is rest and last. They are joined only
// when somebody asks for the path, which is rare.
type place struct {
	node *manifest.Node // nil if the field is absent
	up   *manifest.Node // if node is nil: the nearest map above the field
	rest string         // if node is nil: the path below up
	last string         // if node is nil: the last part of the path, "" if rest has it
}

// at returns the field of a map.
func (p place) at(name string) place {
	if p.node == nil && p.last == "" {
		return place{up: p.up, rest: p.rest, last: name}
	}
	if p.node == nil {
		return place{up: p.up, rest: p.rest + "." + p.last, last: name}
	}
	if child := p.node.Field(name); child != nil {
		return place{node: child}
	}
	return place{up: p.node, rest: name}
}

// in returns the field at the end of a path.
func (p place) in(names ...string) place {
	for _, name := range names {
		p = p.at(name)
	}
	return p
}

// items yields the items of a list, and nothing for other values.
func (p place) items() iter.Seq2[int, place] { return each(p.node.Items()) }

// entries yields the values of a map, and nothing for other values.
func (p place) entries() iter.Seq2[int, place] { return each(p.node.Fields()) }

func each(nodes []manifest.Node) iter.Seq2[int, place] {
	return func(yield func(int, place) bool) {
		for i := range nodes {
			if !yield(i, place{node: &nodes[i]}) {
				return
			}
		}
	}
}

// list returns the items of a list as a slice.
func (p place) list() []place {
	nodes := p.node.Items()
	all := make([]place, len(nodes))
	for i := range nodes {
		all[i].node = &nodes[i]
	}
	return all
}

// key returns the key of an entry of a map.
func (p place) key() string { return p.node.Key() }

// isSet reports whether the field has a value other than null.
func (p place) isSet() bool { return !p.node.IsNull() }

// text returns the value of a string, "" if it is absent.
func (p place) text() string { return p.node.String() }

// textOr returns the value of a string, or its default if it is absent or empty.
func (p place) textOr(def string) string {
	if s := p.text(); s != "" {
		return s
	}
	return def
}

// number returns the value of an integer; ok is false if it is absent.
func (p place) number() (n int64, ok bool) { return p.node.Int() }

// numberOr returns the value of an integer, or its default if it is absent.
func (p place) numberOr(def int64) int64 {
	if n, ok := p.number(); ok {
		return n
	}
	return def
}

// isTrue returns the value of a boolean, false if it is absent.
func (p place) isTrue() bool {
	b, _ := p.node.Bool()
	return b
}

// path returns the path of the field as the server usually spells it.
func (p place) path() string {
	if p.node != nil {
		return p.node.Path()
	}
	if p.last != "" {
		return p.up.ChildPath(p.rest + "." + p.last)
	}
	return p.up.ChildPath(p.rest)
}

// pathOr returns the path of a place, unless the server spells it in another way.
func pathOr(path string, p place) string {
	if path != "" {
		return path
	}
	return p.path()
}

// isLeftToSchema reports whether a missing field is one that kubectl already misses, because the map around it exists.
func (p place) isLeftToSchema() bool {
	if p.node != nil {
		return p.node.IsNull()
	}
	return p.up.IsMap() && !strings.Contains(p.rest, ".")
}

// lastName returns the last part of the path: "name" of metadata.name.
func lastName(p place) string {
	path := p.path()
	return path[strings.LastIndexByte(path, '.')+1:]
}
