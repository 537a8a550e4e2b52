// Package validation says what the API server of Kubernetes v1.15.6 rejects in an object that it can decode. There is one
// function for each Kubernetes type, which looks at the fields in the order of the API reference.
//
// It judges what the server judges, after the server's defaults: a field that is absent is judged by its default. What
// the schema says already (unknown fields, types, required fields) is not judged again: a value of the wrong type counts
// as absent.
package validation

import (
	"cmp"
	"fmt"
	"iter"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/schemas"
)

// A Problem is one thing that the server refuses.
type Problem struct {
	Node *manifest.Node // the value, or the nearest one around a field that is absent
	Key  bool           // the key of Node is at fault rather than its value
	Path string         // as the server spells it
	// Lacks is the field that Node lacks, where its absence is at fault; "" where Node is.
	Lacks string
	// Message says what is wrong and the way out: lower case, no full stop.
	Message string
	// Also is another path under which the server says the same; "" where there is none.
	Also string
	// Cause is what the server minds first, where this problem is gone with it.
	Cause Cause
	// Pods says that the server takes the object, and refuses the pods that its controller makes.
	Pods bool
	// Fix fixes the problem where there is one right answer; nil otherwise.
	Fix *Fix
}

// A Cause is a value that the server refuses, or a map that lacks a field.
type Cause struct {
	Node  *manifest.Node // nil where a problem has no other cause than itself
	Lacks string         // "" where the value is at fault
}

// A Fix fixes a problem.
type Fix struct {
	Title string
	Safe  bool // the cluster refused the old text, and there is but one thing that can be meant
	Edits []manifest.Edit
}

// Object judges an object of a kind that the server serves. Kinds that a tool may not create are not judged.
func Object(o *manifest.Object, gvk schemas.GVK, report func(Problem)) {
	v := &validator{gvk: gvk, report: report}
	root := place{node: o.Root}
	switch gvk.Kind {
	case "Pod":
		v.pod(root)
	case "ReplicationController":
		v.replicationController(root)
	case "Deployment":
		v.deployment(root)
	case "ReplicaSet":
		v.replicaSet(root)
	case "StatefulSet":
		v.statefulSet(root)
	case "Job":
		v.job(root)
	case "CronJob":
		v.cronJob(root)
	case "Service":
		v.service(root)
	case "Endpoints":
		v.endpoints(root)
	case "ConfigMap":
		v.configMap(root)
	case "Secret":
		v.secret(root)
	case "Ingress":
		v.ingress(root)
	case "NetworkPolicy":
		v.networkPolicy(root)
	}
}

// A validator judges one object.
type validator struct {
	gvk    schemas.GVK
	report func(Problem)
	pods   bool // what is judged now is not looked at before the pods are made
}

// A place is a field of an object: its value, or, where that is absent, what leads to it.
type place struct {
	node *manifest.Node // nil where the field is absent
	up   *manifest.Node // where node is nil: the nearest map above that is there
	rest string         // where node is nil: the path from there; most of them are never asked for, so it is
	last string         // only put together with this last part of it when there is no other way
}

// at is the field of a map.
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

// in follows several fields.
func (p place) in(names ...string) place {
	for _, name := range names {
		p = p.at(name)
	}
	return p
}

// items are the items of a list; none of anything else.
func (p place) items() iter.Seq2[int, place] { return each(p.node.Items()) }

// entries are the values of a map; none of anything else.
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

// list is the same as a slice, for those who look at items more than once.
func (p place) list() []place {
	nodes := p.node.Items()
	all := make([]place, len(nodes))
	for i := range nodes {
		all[i].node = &nodes[i]
	}
	return all
}

// key is the key that leads to an entry.
func (p place) key() string { return p.node.Key() }

// set reports whether the field has a value other than null.
func (p place) set() bool { return !p.node.IsNull() }

// text is the value of a string, "" where there is none.
func (p place) text() string { return p.node.String() }

// textOr is the value of a string, or its default where it is absent or empty.
func (p place) textOr(def string) string {
	if s := p.text(); s != "" {
		return s
	}
	return def
}

// number is the value of an integer; ok is false where there is none.
func (p place) number() (n int64, ok bool) { return p.node.Int() }

// numberOr is the value of an integer, or its default.
func (p place) numberOr(def int64) int64 {
	if n, ok := p.number(); ok {
		return n
	}
	return def
}

// isTrue is the value of a boolean, false where there is none.
func (p place) isTrue() bool {
	b, _ := p.node.Bool()
	return b
}

// path is the field path as the server spells it.
func (p place) path() string {
	if p.node != nil {
		return p.node.Path()
	}
	if p.last != "" {
		return p.up.ChildPath(p.rest + "." + p.last)
	}
	return p.up.ChildPath(p.rest)
}

// pathOr is a path that the server spells in its own way, or else that of a place.
func pathOr(path string, p place) string {
	if path != "" {
		return path
	}
	return p.path()
}

// saidBySchema reports that a field which must be given is not, so that kubectl says it: the map around it is there.
func (p place) saidBySchema() bool {
	if p.node != nil {
		return p.node.IsNull()
	}
	return p.up.IsMap() && !strings.Contains(p.rest, ".")
}

// problem reports a problem with the value of a field.
func (v *validator) problem(p place, format string, args ...any) {
	v.problemAt(p, p.path(), format, args...)
}

// problemAt reports a problem with the value of a field under a path that the server spells in its own way.
func (v *validator) problemAt(p place, path string, format string, args ...any) {
	n, lacks := p.node, ""
	if n == nil {
		n = p.up
		lacks, _, _ = strings.Cut(cmp.Or(p.rest, p.last), ".")
	}
	v.report(Problem{Node: n, Path: path, Lacks: lacks, Message: fmt.Sprintf(format, args...), Pods: v.pods})
}

// consequence reports a problem with the value of a field that is gone with its cause.
func (v *validator) consequence(p place, cause Cause, format string, args ...any) {
	judge := *v
	judge.report = func(x Problem) {
		x.Cause = cause
		v.report(x)
	}
	judge.problem(p, format, args...)
}

// badKey reports a problem with the key of an entry, whose path the server writes in brackets: data[a key].
func (v *validator) badKey(p place, format string, args ...any) {
	v.report(Problem{Node: p.node, Key: true, Path: p.node.KeyPath(), Message: fmt.Sprintf(format, args...), Pods: v.pods})
}

// required reports a field that must be given.
func (v *validator) required(p place, hint string) {
	v.problem(p, "%s is required: %s", lastName(p), hint)
}

// forbidden reports a field that must not be given.
func (v *validator) forbidden(p place, why string) {
	v.problem(p, "%s is not allowed here: %s", lastName(p), why)
}

// oneOf reports a string that is none of those allowed. An absent or empty one is judged by its default, unless that is
// "": then it is reported as missing.
func (v *validator) oneOf(p place, def string, accepted ...string) bool {
	value := p.textOr(def)
	for _, a := range accepted {
		if value == a {
			return true
		}
	}
	for _, a := range accepted {
		if value != "" && strings.EqualFold(value, a) {
			v.problem(p, "%q is not %q: case counts", value, a)
			return false
		}
	}
	v.problem(p, "%q is none of %s", value, strings.Join(accepted, ", "))
	return false
}

// checked reports what a check of apimachinery says of a value; it returns one message for each thing that is wrong.
func (v *validator) checked(p place, value string, messages []string) bool {
	for _, m := range messages {
		v.problem(p, "%q is invalid: %s", value, m)
	}
	return len(messages) == 0
}

// atLeast reports a number below a minimum. An absent one is fine.
func (v *validator) atLeast(p place, least int64) bool {
	n, ok := p.number()
	if ok && n < least {
		v.problem(p, "%d is too small: it must be at least %d", n, least)
		return false
	}
	return true
}

// between reports a number outside of a range. An absent one is fine.
func (v *validator) between(p place, least, most int64) bool {
	n, ok := p.number()
	if ok && (n < least || n > most) {
		v.problem(p, "%d is out of range: it must be between %d and %d", n, least, most)
		return false
	}
	return true
}

func lastName(p place) string {
	path := p.path()
	return path[strings.LastIndexByte(path, '.')+1:]
}
