package rules

import (
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/schemas"
)

// A Subject is one object as the rules see it: what each of them would otherwise work out again.
type Subject struct {
	*Settings
	Object *manifest.Object
	GVK    schemas.GVK
	// Move is the row of the policy about the object's API version, nil where there is none.
	Move *schemas.APIMove
	// served is what the server has the kind as, nil where it does not serve it.
	served *schemas.Resource

	// Tool is the tool that the object belongs to, "" where nothing tells or what tells disagrees.
	Tool string
	// Template holds the metadata and spec of the object's pods: the object itself if it is a Pod, nil if it makes none.
	Template *manifest.Node
	// FromLegacy says that the object was made for the legacy cluster: its API version, an image, its namespace or containers
	// that only that cluster ran show it.
	// Convert decides it once, on its input, since its fixes take the signs away: see Pin.
	FromLegacy bool
	// FromCurrent says the same of the current cluster, on the way back.
	FromCurrent bool

	containers once[[]*manifest.Node]
	imagesUsed once[[]*usedImage]
	texts      once[[]*manifest.Node] // see pathTexts
	wanted     once[selection]        // see podRequirements
	away       once[*schemas.APIMove] // see destination
	annotated  once[bool]             // see hasAnnotatedContainers
	claimed    once[bool]             // see isWebservices

	slots []slotValue // what the rules have worked out, see Slot
}

// A once is worked out when it is first asked for.
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

// on returns what prepare made of the object of a pass.
func on(p *lint.Pass) *Subject { return p.Subject.(*Subject) }

// newSubject makes a Subject. readKind may find that another kind is meant than the object says.
func newSubject(s *Settings, o *manifest.Object, readKind func(*Subject)) *Subject {
	group, version := schemas.ParseAPIVersion(o.APIVersion)
	sub := &Subject{
		Settings: s,
		Object:   o,
		GVK:      schemas.GVK{Group: group, Version: version, Kind: o.Kind},
		Move:     s.Policy.Move(o.Kind, o.APIVersion),
	}
	readKind(sub)
	sub.Template = o.Root.At(templatePath(o.Kind)...)
	sub.Tool = sub.tool()
	sub.FromLegacy = sub.fromLegacy()
	if s.ToLegacy {
		sub.FromCurrent = sub.fromCurrent()
		sub.GVK = sub.sibling()
	}
	sub.served = s.Bundle.Served(sub.GVK)
	return sub
}

// noTemplate is a path that no object has.
var noTemplate = []string{""}

// templatePath leads to what holds the metadata and spec of the pods that an object of a kind makes. The kinds are those
// of either cluster.
func templatePath(kind string) []string {
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

// Root is the object's outermost map.
func (s *Subject) Root() *manifest.Node { return s.Object.Root }

// PodSpec is the spec of the object's pods, nil if it makes none.
func (s *Subject) PodSpec() *manifest.Node { return s.Template.Field("spec") }

// Containers returns the containers of the object's pods, init containers first.
func (s *Subject) Containers() []*manifest.Node { return s.containers.get(s.findContainers) }

func (s *Subject) findContainers() []*manifest.Node {
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
func (s *Subject) fromLegacy() bool {
	if m := s.Move; m != nil && m.Status != schemas.TooNew {
		return true
	}
	if s.isLegacyNamespace() || s.hasAnnotatedContainers() {
		return true
	}
	return slices.ContainsFunc(s.images(), s.isLegacy)
}

// tool finds the tool that an object belongs to: the one that was given, that of its namespace, or the one home that
// its pods use.
func (s *Subject) tool() string {
	if s.Settings.Tool != "" {
		return s.Settings.Tool
	}
	if tool, ok := strings.CutPrefix(s.Object.Namespace, s.Policy.Current.NamespacePrefix); ok {
		return tool
	}
	home := s.homeTool()
	switch ns := s.Object.Namespace; {
	case ns == "" || s.isReservedNamespace(ns):
		return home
	case home == "" || home == ns:
		return ns
	}
	return ""
}

// homeTool is the tool whose home the pods use: in HOME, as a working directory, in a host path or a command. It is ""
// where there is none, or more than one.
func (s *Subject) homeTool() string {
	tool := ""
	for _, text := range s.pathTexts() {
		path := text.String()
		name := s.homeOf(path)
		if name == "" || s.isShared(path) || name == tool {
			continue
		}
		if tool != "" {
			return ""
		}
		tool = name
	}
	return tool
}

// pathTexts are the texts of the object's pods that may name files: what runs, where, with which variables, and what of the
// node is mounted. Those without a path or a variable are left out: few have one, of many.
func (s *Subject) pathTexts() []*manifest.Node { return s.texts.get(s.findPathTexts) }

func (s *Subject) findPathTexts() []*manifest.Node {
	texts := make([]*manifest.Node, 0, 4)
	add := func(n *manifest.Node) {
		if text := n.String(); strings.IndexByte(text, '/') >= 0 || strings.IndexByte(text, '$') >= 0 {
			texts = append(texts, n)
		}
	}
	for _, c := range s.Containers() {
		for text := range runTexts(c) {
			add(text)
		}
	}
	volumes := s.PodSpec().Field("volumes").Items()
	for i := range volumes {
		add(volumes[i].At("hostPath", "path"))
	}
	return texts
}

// isBelow reports whether a node is another one or part of it.
func isBelow(n, top *manifest.Node) bool {
	for n != nil && n != top {
		n = n.Parent()
	}
	return n != nil
}
