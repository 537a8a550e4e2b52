package quota

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

// A creator names an object whose controller may have created another one.
type creator struct{ kind, name string }

// CreatedBy is the annotation in which controllers of the legacy cluster name the creator of an object.
const CreatedBy = "kubernetes.io/created-by"

// NamesCreator reports whether an object names its creator, so that created-by-controller can recognize it.
func NamesCreator(s *workload.Object) bool { return len(creatorsOf(s)) > 0 }

// creatorsOf returns the objects that may have created an object, according to the traces that controllers leave in its metadata.
// An export of a namespace has such objects beside their creators.
func creatorsOf(s *workload.Object) (all []creator) {
	if s.Kind != "ReplicaSet" && s.Kind != "Pod" && s.Kind != "Job" {
		return nil
	}
	add := func(kind, name string) {
		if c := (creator{currentKind(s.Policy, kind), name}); name != "" && !slices.Contains(all, c) {
			all = append(all, c)
		}
	}
	meta := s.Root().Field("metadata")
	owners := meta.Field("ownerReferences").Items()
	for i := range owners {
		add(owners[i].Field("kind").String(), owners[i].Field("name").String())
	}
	if text := meta.At("annotations", CreatedBy).String(); text != "" {
		var by struct{ Reference struct{ Kind, Name string } }
		if json.Unmarshal([]byte(text), &by) == nil {
			add(by.Reference.Kind, by.Reference.Name)
		}
	}
	labels := meta.Field("labels")
	if hash := labels.Field("pod-template-hash").Text(); hash != "" {
		name, _, found := strings.Cut(meta.Field("name").String()+meta.Field("generateName").String()+"-", "-"+hash+"-")
		if found {
			add("Deployment", name)
		}
		if found && s.Kind == "Pod" {
			add("ReplicaSet", name+"-"+hash)
		}
	}
	if s.Kind == "Pod" {
		add("Job", labels.Field("job-name").String())
	}
	return all
}

// currentKind returns the name that a kind has on the 2020 cluster.
func currentKind(p *schemas.Policy, kind string) string {
	for i := range p.APIs {
		if m := &p.APIs[i]; m.Kind == kind && m.ToKind != "" {
			return m.ToKind
		}
	}
	return kind
}

// findCreators finds the objects that other objects of the run create. They use nothing of their own.
func (u *Usage) findCreators() {
	if !slices.ContainsFunc(u.Entries, func(e *entry) bool { return len(e.creators) > 0 }) {
		return
	}
	known := make(map[creator]*entry, len(u.Entries))
	for _, e := range u.Entries {
		known[creator{e.kind, e.Object.Name}] = e
	}
	for _, e := range u.Entries {
		for _, c := range e.creators {
			if by := known[c]; by != nil && by != e && e.createdBy == nil {
				e.createdBy = by
			}
		}
	}
}
