package rules

import (
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
)

// podParts are the parts of a pod that a PodPreset is merged with.
type podParts struct {
	volumes []podVolume
	mounts  []podMount // in the order of the containers

	// Where they are found by the name of the volume, if they are many: see index.
	named   map[string]*podVolume // the first one
	showing map[string][]*podMount
}

type podVolume struct {
	node       *manifest.Node // item of volumes, or of a StatefulSet's volumeClaimTemplates
	isClaim    bool
	name       string
	path, kind string // of the hostPath
	isHostPath bool   // and nothing else
}

type podMount struct {
	node      *manifest.Node // item of volumeMounts
	container int            // counts init containers first
	volume    string
	path      string
	readOnly  bool
	plain     bool // it has no field that is not here
}

// podParts is what the API server makes of the pods' volumes and mounts. It must not be changed.
func (s *Subject) podParts() podParts { return partsSlot.Get(s, (*Subject).readPodParts) }

var partsSlot = NewSlot[podParts]("the parts of its pods")

func (s *Subject) readPodParts() podParts {
	var parts podParts
	spec, taken := s.PodSpec(), map[string]bool{}
	if s.Object.Kind == "StatefulSet" { // a claim takes the place of a volume of its name
		claims := s.Root().At("spec", "volumeClaimTemplates").Items()
		for i := range claims {
			name := claims[i].At("metadata", "name").String()
			parts.volumes = append(parts.volumes, podVolume{node: &claims[i], isClaim: true, name: name})
			taken[name] = true
		}
	}
	volumes := spec.Field("volumes").Items()
	for i := range volumes {
		if v := readVolume(&volumes[i]); !taken[v.name] {
			parts.volumes = append(parts.volumes, v)
			taken[v.name] = true
		}
	}
	for c, container := range s.Containers() {
		mounts := container.Field("volumeMounts").Items()
		parts.mounts = slices.Grow(parts.mounts, len(mounts))
		for i := range mounts {
			parts.mounts = append(parts.mounts, readMount(&mounts[i], c))
		}
	}
	parts.index()
	return parts
}

func readVolume(n *manifest.Node) podVolume {
	source := n.Field("hostPath")
	v := podVolume{node: n, name: n.Field("name").String(), isHostPath: source.IsMap()}
	v.path, v.kind = source.Field("path").String(), source.Field("type").String()
	fields := n.Fields()
	for i := range fields {
		if key := fields[i].Key(); key != "name" && key != "hostPath" && !fields[i].IsNull() {
			v.isHostPath = false
		}
	}
	return v
}

func readMount(n *manifest.Node, container int) podMount {
	m := podMount{node: n, container: container, volume: n.Field("name").String(), path: n.Field("mountPath").String(), plain: true}
	m.readOnly, _ = n.Field("readOnly").Bool()
	fields := n.Fields()
	for i := range fields {
		switch key := fields[i].Key(); key {
		case "name", "mountPath", "readOnly":
		case "mountPropagation":
			m.plain = m.plain && fields[i].IsNull() // a pointer: "" differs from absent
		default:
			m.plain = m.plain && fields[i].Text() == "" && len(fields[i].Children()) == 0
		}
	}
	return m
}

// nameNode is where the name of a volume is written.
func (v *podVolume) nameNode() *manifest.Node {
	if v.isClaim {
		return v.node.At("metadata", "name")
	}
	return v.node.Field("name")
}

// index makes the parts of a pod with many quick to find.
func (p *podParts) index() {
	const few = 32
	p.named, p.showing = nil, nil
	if len(p.volumes)+len(p.mounts) <= few {
		return
	}
	p.named, p.showing = make(map[string]*podVolume, len(p.volumes)), make(map[string][]*podMount, len(p.volumes))
	for i := range p.volumes {
		if v := &p.volumes[i]; p.named[v.name] == nil {
			p.named[v.name] = v
		}
	}
	for i := range p.mounts {
		m := &p.mounts[i]
		p.showing[m.volume] = append(p.showing[m.volume], m)
	}
}

// volume finds a volume by its name.
func (p *podParts) volume(name string) *podVolume {
	if p.named != nil {
		return p.named[name]
	}
	for i := range p.volumes {
		if p.volumes[i].name == name {
			return &p.volumes[i]
		}
	}
	return nil
}

// mountsOf finds the mounts of a volume by its name.
func (p *podParts) mountsOf(volume string) []*podMount {
	if p.showing != nil {
		return slices.Clone(p.showing[volume])
	}
	var all []*podMount
	for i := range p.mounts {
		if p.mounts[i].volume == volume {
			all = append(all, &p.mounts[i])
		}
	}
	return all
}

// mountsIn are the mounts of a container.
func (p *podParts) mountsIn(container int) []podMount {
	find := func(c int) int {
		i, _ := slices.BinarySearchFunc(p.mounts, c, func(m podMount, c int) int { return m.container - c })
		return i
	}
	return p.mounts[find(container):find(container+1)]
}

// isMounted reports whether a container mounts a path, or one above it.
func (p *podParts) isMounted(container int, path string) bool {
	return slices.ContainsFunc(p.mountsIn(container), func(m podMount) bool {
		return m.path != "" && isWithin(path, strings.TrimRight(m.path, "/"))
	})
}

// mountsAny reports whether a container mounts a path, or anything above or below it.
func (p *podParts) mountsAny(container int, path string) bool {
	return p.isMounted(container, path) || slices.ContainsFunc(p.mountsIn(container), func(m podMount) bool { return isWithin(m.path, path) })
}
