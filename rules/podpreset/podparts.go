package podpreset

import (
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

// PodParts are the parts of a pod that a PodPreset is merged with.
type PodParts struct {
	Volumes  []PodVolume
	mounts   []podMount      // in the order of the containers
	repeated map[string]bool // names of several volumes; Volumes has the first of each

	// Indexes by the name of the volume, for pods with many parts: see index.
	named   map[string]*PodVolume // the first one
	showing map[string][]*podMount
}

type PodVolume struct {
	Node       *manifest.Node // item of volumes, or of a StatefulSet's volumeClaimTemplates
	isClaim    bool
	Name       string
	Path, kind string // of the hostPath
	IsHostPath bool   // hostPath is its only source
}

type podMount struct {
	Node      *manifest.Node // item of volumeMounts
	container int            // counts init containers first
	Volume    string
	Path      string
	readOnly  bool
	plain     bool // it has no other fields than these
}

// PartsOf returns the volumes and mounts of the pods as the API server reads them. Callers must not change them.
func PartsOf(s *workload.Object) PodParts { return partsSlot.Get(s, readPodParts) }

var partsSlot = workload.NewSlot[PodParts]("the parts of its pods")

func readPodParts(s *workload.Object) PodParts {
	var parts PodParts
	spec, names, claimed := s.PodSpec(), map[string]bool{}, map[string]bool{}
	if s.Kind == "StatefulSet" { // a claim replaces a volume of the same name
		claims := s.Root().At("spec", "volumeClaimTemplates").Items()
		for i := range claims {
			name := claims[i].At("metadata", "name").String()
			parts.Volumes = append(parts.Volumes, PodVolume{Node: &claims[i], isClaim: true, Name: name})
			claimed[name] = true
		}
	}
	volumes := spec.Field("volumes").Items()
	for i := range volumes {
		switch v := readVolume(&volumes[i]); {
		case claimed[v.Name]:
		case names[v.Name]:
			parts.repeat(v.Name)
		default:
			parts.Volumes = append(parts.Volumes, v)
			names[v.Name] = true
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

// repeat remembers the name of several volumes.
func (p *PodParts) repeat(name string) {
	if p.repeated == nil {
		p.repeated = map[string]bool{}
	}
	p.repeated[name] = true
}

func readVolume(n *manifest.Node) PodVolume {
	source := n.Field("hostPath")
	v := PodVolume{Node: n, Name: n.Field("name").String(), IsHostPath: source.IsMap()}
	v.Path, v.kind = source.Field("path").String(), source.Field("type").String()
	fields := n.Fields()
	for i := range fields {
		if key := fields[i].Key(); key != "name" && key != "hostPath" && !fields[i].IsNull() {
			v.IsHostPath = false
		}
	}
	return v
}

func readMount(n *manifest.Node, container int) podMount {
	m := podMount{Node: n, container: container, Volume: n.Field("name").String(), Path: n.Field("mountPath").String(), plain: true}
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

// nameNode returns the node that holds the name of a volume.
func (v *PodVolume) nameNode() *manifest.Node {
	if v.isClaim {
		return v.Node.At("metadata", "name")
	}
	return v.Node.Field("name")
}

// index prepares fast lookups for a pod with many parts.
func (p *PodParts) index() {
	const maxUnindexed = 32
	p.named, p.showing = nil, nil
	if len(p.Volumes)+len(p.mounts) <= maxUnindexed {
		return
	}
	p.named, p.showing = make(map[string]*PodVolume, len(p.Volumes)), make(map[string][]*podMount, len(p.Volumes))
	for i := range p.Volumes {
		if v := &p.Volumes[i]; p.named[v.Name] == nil {
			p.named[v.Name] = v
		}
	}
	for i := range p.mounts {
		m := &p.mounts[i]
		p.showing[m.Volume] = append(p.showing[m.Volume], m)
	}
}

// Volume finds a volume by its name.
func (p *PodParts) Volume(name string) *PodVolume {
	if p.named != nil {
		return p.named[name]
	}
	for i := range p.Volumes {
		if p.Volumes[i].Name == name {
			return &p.Volumes[i]
		}
	}
	return nil
}

// MountsOf finds the mounts of a volume by its name.
func (p *PodParts) MountsOf(volume string) []*podMount {
	if p.showing != nil {
		return slices.Clone(p.showing[volume])
	}
	var all []*podMount
	for i := range p.mounts {
		if p.mounts[i].Volume == volume {
			all = append(all, &p.mounts[i])
		}
	}
	return all
}

// mountsIn returns the mounts of a container.
func (p *PodParts) mountsIn(container int) []podMount {
	find := func(c int) int {
		i, _ := slices.BinarySearchFunc(p.mounts, c, func(m podMount, c int) int { return m.container - c })
		return i
	}
	return p.mounts[find(container):find(container+1)]
}

// IsMounted reports whether a container mounts a path, or one above it.
func (p *PodParts) IsMounted(container int, path string) bool {
	return slices.ContainsFunc(p.mountsIn(container), func(m podMount) bool {
		return m.Path != "" && workload.IsWithin(path, strings.TrimRight(m.Path, "/"))
	})
}

// MountsAny reports whether a container mounts a path, or anything above or below it.
func (p *PodParts) MountsAny(container int, path string) bool {
	return p.IsMounted(container, path) || slices.ContainsFunc(p.mountsIn(container), func(m podMount) bool { return workload.IsWithin(m.Path, path) })
}
