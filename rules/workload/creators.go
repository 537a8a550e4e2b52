package workload

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/schemas"
)

// A Creator names an object whose controller may have created another one.
type Creator struct{ Kind, Name string }

const (
	// CreatedBy is the annotation in which controllers of the legacy cluster name the creator of an object.
	CreatedBy = "kubernetes.io/created-by"

	tokenType       = "kubernetes.io/service-account-token"
	tokenAccount    = "kubernetes.io/service-account.name"
	tokenAccountUID = "kubernetes.io/service-account.uid"
)

// Creators returns the objects that may have created an object, according to the traces that controllers leave in it. An export of
// a namespace has such objects beside their creators.
func (s *Object) Creators() []Creator { return creatorsOf(s.Policy, s.Kind, s.Root()) }

func creatorsOf(p *schemas.Policy, kind string, root *manifest.Node) (all []Creator) {
	meta := root.Field("metadata")
	if kind == "Endpoints" {
		return []Creator{{"Service", meta.Field("name").String()}}
	}
	if kind != "ReplicaSet" && kind != "Pod" && kind != "Job" {
		return nil
	}
	add := func(kind, name string) {
		if c := (Creator{currentKind(p, kind), name}); name != "" && !slices.Contains(all, c) {
			all = append(all, c)
		}
	}
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
		if found && kind == "Pod" {
			add("ReplicaSet", name+"-"+hash)
		}
	}
	if kind == "Pod" {
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

// MayCreate reports whether an object may be the creator of others. A Service without a selector leaves its Endpoints to a person.
func (s *Object) MayCreate() bool { return mayCreate(s.Kind, s.Root()) }

func mayCreate(kind string, root *manifest.Node) bool {
	return kind != "Service" || len(root.At("spec", "selector").Fields()) > 0
}

// CreatedByCluster returns what creates an object in each namespace, whatever the manifests say; nil if that is nothing.
// An object of the cluster shows that it was exported by what only the server sets.
func (s *Object) CreatedByCluster() *Creator { return createdByCluster(s.Policy, s.Kind, s.Root()) }

func createdByCluster(p *schemas.Policy, kind string, root *manifest.Node) *Creator {
	meta := root.Field("metadata")
	name := meta.Field("name").String()
	isExported := func() bool {
		return slices.ContainsFunc([]string{"uid", "resourceVersion", "selfLink", "creationTimestamp"}, func(key string) bool {
			return meta.Field(key).String() != ""
		})
	}
	isOwn := false
	switch kind {
	case "Secret":
		if notes := meta.Field("annotations"); root.Field("type").String() == tokenType && notes.Field(tokenAccountUID).String() != "" {
			return &Creator{"ServiceAccount", notes.Field(tokenAccount).String()}
		}
	case "Event":
		isOwn = true
	case "ServiceAccount":
		isOwn = name == "default" || isExported()
	case "PodPreset":
		isOwn = name == p.PodPreset.Name || isExported()
	case "Namespace", "Role", "RoleBinding", "ResourceQuota", "LimitRange":
		isOwn = isExported()
	default:
		isReserved := func(r schemas.Reserved) bool { return r.Kind == kind && r.Name == name }
		isOwn = slices.ContainsFunc(p.Tools.ReservedObjects, isReserved) && isExported()
	}
	if isOwn {
		return &Creator{Kind: "cluster"}
	}
	return nil
}

// creations says what of a file other objects, or the cluster, create.
type creations struct {
	file      *manifest.File
	creators  map[namedCreator]manifest.Span // with the places of their names
	hasOthers bool                           // some object of the file is created by nothing else
}

type namedCreator struct {
	namespace string
	Creator
}

type creationsKey struct{}

// creations looks at all objects of the file of an object.
func (s *Object) creations() *creations {
	return s.Object.File.Remember(creationsKey{}, func(f *manifest.File) any { return s.findCreations(f) }).(*creations)
}

func (s *Object) findCreations(f *manifest.File) *creations {
	c := &creations{file: f, creators: map[namedCreator]manifest.Span{}}
	var derived [][]namedCreator
	for _, d := range f.Docs {
		for _, o := range d.Objects() {
			if mayCreate(o.Kind, o.Root) {
				c.creators[namedCreator{o.Namespace, Creator{currentKind(s.Policy, o.Kind), o.Name}}] = o.Root.At("metadata", "name").ValueMark()
			}
			var by []namedCreator
			for _, x := range creatorsOf(s.Policy, o.Kind, o.Root) {
				by = append(by, namedCreator{o.Namespace, x})
			}
			if len(by) > 0 {
				derived = append(derived, by)
			} else if createdByCluster(s.Policy, o.Kind, o.Root) == nil {
				c.hasOthers = true
			}
		}
		d.Release()
	}
	for _, by := range derived {
		isKnown := func(x namedCreator) bool { _, ok := c.creators[x]; return ok }
		c.hasOthers = c.hasOthers || !slices.ContainsFunc(by, isKnown)
	}
	return c
}

// CreatorInFile returns the object of the same file that creates an object, and its place. It returns nil if there is none.
func (s *Object) CreatorInFile() (by *Creator, at lint.Related) {
	all := s.Creators()
	if len(all) == 0 {
		return nil, at
	}
	known := s.creations()
	for i := range all {
		if span, ok := known.creators[namedCreator{s.Object.Namespace, all[i]}]; ok && (all[i] != Creator{s.Kind, s.Object.Name}) {
			return &all[i], lint.Related{File: known.file, Span: span, Message: "its " + all[i].Kind}
		}
	}
	return nil, at
}

// Removal makes the fix that removes an object which something else creates. It returns nil if nothing would be left of the file,
// or if the text cannot be edited.
func (s *Object) Removal() *lint.Fix {
	if !s.creations().hasOthers {
		return nil
	}
	return lint.NewRemoval(s.Object, "remove the "+s.Kind)
}

// HowToRemove says what a person must do to remove an object that convert cannot remove.
func (s *Object) HowToRemove() string {
	if !s.creations().hasOthers {
		return "delete the file: something else creates all of its objects"
	}
	return "remove the " + s.Kind + " from the manifests"
}
