// Package workload holds what rules know about an object before they look at it: its tool, its pods, their containers and images,
// and the choices of the run. It reports nothing.
package workload

import (
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/schemas"
)

// An Object is one object as the rules see it, with what several of them need to know about it.
type Object struct {
	*Settings
	Object *manifest.Object // as it is written; it must not be changed, because convert keeps it
	// APIVersion and Kind are what is meant: what the object says, unless its fields say something else.
	APIVersion, Kind string
	GVK              schemas.GVK
	// Judged is the kind and version by which the fields are judged: its own or, if that is not served, what it must be.
	Judged schemas.GVK
	// Move is the row of the policy about the object's API version, nil if there is none.
	Move *schemas.APIMove
	// Served is the resource of the kind on the server, nil if the server does not serve it.
	Served *schemas.Resource

	// Tool is the tool that the object belongs to, "" if nothing shows it or two signs disagree.
	Tool string
	// Template holds the metadata and spec of the object's pods: the object itself if it is a Pod, nil if it makes none.
	Template *manifest.Node
	// FromLegacy says that the object was made for the legacy cluster. Its API version, an image, its namespace or containers that only
	// that cluster ran show it. Convert decides it once, on its input, because fixes remove the signs: see Pin.
	FromLegacy bool
	// FromCurrent says that the object was made for the current cluster. It is set only when converting back.
	FromCurrent bool

	containers  once[[]*manifest.Node]
	imagesUsed  once[[]*UsedImage]
	texts       once[[]*manifest.Node] // see pathTexts
	wanted      once[selection]        // see podRequirements
	away        once[*schemas.APIMove] // see destination
	judgedAs    once[*schemas.Resource]
	annotated   once[bool] // see hasAnnotatedContainers
	webservices once[bool] // see IsWebservices

	slots []slotValue // what the rules have computed, see Slot
}

// A once is a value that is computed when it is first needed.
type once[T any] struct {
	known bool
	value T
}

func (o *once[T]) get(work func() T) T {
	if !o.known {
		o.known, o.value = true, work()
	}
	return o.value
}

// Of returns the Object of a pass.
func Of(p *lint.Pass) *Object { return p.Prepared.(*Object) }

// New makes an Object. readKind may find that another kind is meant than the object says.
func New(s *Settings, o *manifest.Object, readKind func(*Object)) *Object {
	sub := &Object{Settings: s, Object: o, slots: make([]slotValue, 0, usualSlots)}
	sub.SetKind(o.APIVersion, o.Kind)
	readKind(sub)
	sub.Template = o.Root.At(TemplatePath(sub.Kind)...)
	sub.Tool = sub.tool()
	sub.FromLegacy = sub.fromLegacy()
	if s.ToLegacy {
		sub.FromCurrent = sub.fromCurrent()
		sub.GVK = sub.sibling()
		sub.Judged = sub.GVK
	}
	sub.Served = s.Bundle.Served(sub.GVK)
	return sub
}

// SetKind sets the API version and kind that an object means.
func (s *Object) SetKind(apiVersion, kind string) {
	group, version := schemas.ParseAPIVersion(apiVersion)
	s.APIVersion, s.Kind = apiVersion, kind
	s.GVK = schemas.GVK{Group: group, Version: version, Kind: kind}
	s.Judged = s.GVK
	s.Move = s.Policy.Move(kind, apiVersion)
}

// JudgedAs returns what the server serves once the object's apiVersion and kind are right, nil if it serves nothing like it.
func (s *Object) JudgedAs() *schemas.Resource { return s.judgedAs.get(s.findJudgedAs) }

func (s *Object) findJudgedAs() *schemas.Resource {
	if served := s.Bundle.Served(s.Judged); served != nil || !s.isTooNew() {
		return served
	}
	kind, apiVersion := s.Destination()
	group, version := schemas.ParseAPIVersion(apiVersion)
	return s.Bundle.Served(schemas.GVK{Group: group, Version: version, Kind: kind})
}

// isTooNew reports whether the object is written for a later release of Kubernetes.
func (s *Object) isTooNew() bool { return s.Move != nil && s.Move.Status == schemas.TooNew }

// HasLaterForm reports whether the object is written for a later release that has other fields: an Ingress of
// networking.k8s.io/v1. Its fields are judged as they are written, and must be rewritten when it moves.
func (s *Object) HasLaterForm() bool { return s.Kind == "Ingress" && s.isTooNew() }

// noTemplate is a path that no object has.
var noTemplate = []string{""}

// TemplatePath returns the path of the field with the metadata and spec of the pods that an object of a kind makes. The kinds are
// those of either cluster.
func TemplatePath(kind string) []string {
	switch kind {
	case "Pod":
		return nil
	case "Deployment", "ReplicaSet", "ReplicationController", "StatefulSet", "DaemonSet", "Job", "PetSet":
		return []string{"spec", "template"}
	case "CronJob", "ScheduledJob":
		return []string{"spec", "jobTemplate", "spec", "template"}
	case "PodTemplate":
		return []string{"template"}
	}
	return noTemplate
}

// Root returns the object's outermost map.
func (s *Object) Root() *manifest.Node { return s.Object.Root }

// PodSpec returns the spec of the object's pods, nil if it makes none.
func (s *Object) PodSpec() *manifest.Node { return s.Template.Field("spec") }

// Containers returns the containers of the object's pods, init containers first.
func (s *Object) Containers() []*manifest.Node { return s.containers.get(s.findContainers) }

func (s *Object) findContainers() []*manifest.Node {
	spec := s.PodSpec()
	inits, main := spec.Field("initContainers").Items(), spec.Field("containers").Items()
	all := make([]*manifest.Node, 0, len(inits)+len(main))
	for _, items := range [...][]manifest.Node{inits, main} {
		for i := range items {
			all = append(all, &items[i])
		}
	}
	return all
}

// fromLegacy judges by the same signs as the rules that report them.
func (s *Object) fromLegacy() bool {
	return s.hasOldVersion() || s.HasAnnotatedContainers() || s.IsLegacyNamespace() || slices.ContainsFunc(s.Images(), s.IsLegacy)
}

func (s *Object) hasOldVersion() bool { return s.Move != nil && s.Move.Status != schemas.TooNew }

// LegacySigns names the signs that the object was made for the legacy cluster.
func (s *Object) LegacySigns() []string {
	before := signsOf(sign{"apiVersion", s.hasOldVersion()}, sign{"annotations", s.HasAnnotatedContainers()})
	return slices.Concat(before, s.imageSigns(s.IsLegacy), signsOf(sign{"namespace", s.IsLegacyNamespace()}))
}

// imageSigns names the images that are signs.
func (s *Object) imageSigns(isSign func(*UsedImage) bool) (names []string) {
	for _, i := range s.Images() {
		if isSign(i) {
			names = append(names, i.Path())
		}
	}
	return names
}

// A sign shows which cluster an object was made for.
type sign struct {
	name    string
	isThere bool
}

func signsOf(all ...sign) (names []string) {
	for _, s := range all {
		if s.isThere {
			names = append(names, s.name)
		}
	}
	return names
}

// tool finds the tool that an object belongs to: the given one, the one of its namespace, or the one whose home its pods use.
func (s *Object) tool() string {
	if s.Settings.Tool != "" {
		return s.Settings.Tool
	}
	if tool, ok := strings.CutPrefix(s.Object.Namespace, s.Policy.Current.NamespacePrefix); ok {
		return tool
	}
	home := s.homeTool()
	switch ns := s.Object.Namespace; {
	case ns == "" || s.IsReservedNamespace(ns):
		return home
	case home == "" || home == ns:
		return ns
	}
	return ""
}

// homeTool returns the tool whose home the pods use: in HOME, as a working directory, in a host path or a command. It returns "" if
// there is none or more than one.
func (s *Object) homeTool() string {
	tool := ""
	for _, text := range s.PathTexts() {
		path := text.String()
		name := s.HomeOf(path)
		if name == "" || s.IsShared(path) || name == tool {
			continue
		}
		if tool != "" {
			return ""
		}
		tool = name
	}
	return tool
}

// PathTexts returns the texts of the object's pods that may name files: commands, working directories, variables and host paths. It
// leaves out the many texts without a path or a variable.
func (s *Object) PathTexts() []*manifest.Node { return s.texts.get(s.findPathTexts) }

func (s *Object) findPathTexts() []*manifest.Node {
	texts := make([]*manifest.Node, 0, 4)
	add := func(n *manifest.Node) {
		if text := n.String(); strings.IndexByte(text, '/') >= 0 || strings.IndexByte(text, '$') >= 0 {
			texts = append(texts, n)
		}
	}
	for _, c := range s.Containers() {
		for text := range RunTexts(c) {
			add(text)
		}
	}
	volumes := s.PodSpec().Field("volumes").Items()
	for i := range volumes {
		add(volumes[i].At("hostPath", "path"))
	}
	return texts
}

// IsBelow reports whether a node is another one or part of it.
func IsBelow(n, top *manifest.Node) bool {
	for n != nil && n != top {
		n = n.Parent()
	}
	return n != nil
}

const InitContainers = "spec.initContainers"

// HasAnnotatedContainers reports whether the pods have containers in an annotation, which the legacy cluster read. They mount volumes
// too, so no volume may be removed before the annotation has become a field.
func (s *Object) HasAnnotatedContainers() bool {
	return s.annotated.get(func() bool {
		annotations := s.Template.At("metadata", "annotations")
		for i := range s.Policy.Annotations {
			a := &s.Policy.Annotations[i]
			if a.To == InitContainers && annotations.Field(a.Key).String() != "" {
				return true
			}
		}
		return false
	})
}
