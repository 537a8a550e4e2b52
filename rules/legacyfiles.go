package rules

import (
	"slices"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/schemas"
)

// Unmounted are files that containers use and do not mount. The legacy cluster brought none of them into pods.
type unmounted struct {
	name, path string // of the volume to write; it is mounted at its own path
	use        string // a path that is used
	brought    bool   // by the PodPreset: nothing in the manifest uses it
	readOnly   bool
	containers []*manifest.Node
}

// unmountedFiles finds what the pods use of the volumes that webservice mounted on the legacy cluster. Webservices are
// taken to use them all, and pods in which the PodPreset mounted files to use all of these: what a program reads, its
// manifest need not say.
func (s *Subject) unmountedFiles() []unmounted {
	var found []unmounted
	parts := s.podParts()
	isWebservice := s.FromCurrent && s.isWebservices() && s.presetSelects()
	hadPreset := s.FromCurrent && !isWebservice && s.hadPreset()
	for _, v := range s.Policy.LegacyPods.Volumes {
		top := trimSlash(v.Path)
		isHome := top == s.Policy.Tools.HomeRoot
		pv, _ := s.mountedByPreset(top)
		brought := hadPreset && pv != nil
		expected := isWebservice || isHome && s.presetSelects() && !s.declinesPreset() && !s.mountsFromHome(&parts)
		f := unmounted{name: v.Name, path: v.Path, readOnly: brought && pv.ReadOnly}
		ownHome := isHome && s.Tool != "" && !isWebservice && !brought
		for i, c := range s.Containers() {
			used := s.usedBelow(c, top)
			used = slices.DeleteFunc(used, func(path string) bool { return parts.isMounted(i, path) })
			if len(used) == 0 && brought && !parts.isMounted(i, top) {
				used, f.brought = []string{top}, true
			}
			if len(used) == 0 && expected && !parts.mountsAny(i, top) {
				used = []string{schemas.Expand(s.Policy.Tools.Home, s.Tool)}
				if !ownHome {
					used[0] = top
				}
			}
			if len(used) == 0 || !c.IsMap() {
				continue
			}
			if f.use == "" {
				f.use = used[0]
			}
			f.containers = append(f.containers, c)
			isElsewhere := func(path string) bool { return !isWithin(path, schemas.Expand(s.Policy.Tools.Home, s.Tool)) }
			ownHome = ownHome && !slices.ContainsFunc(used, isElsewhere)
		}
		if ownHome {
			f.path = schemas.Expand(s.Policy.LegacyPods.HomeMount, s.Tool)
		}
		if len(f.containers) > 0 {
			found = append(found, f)
		}
	}
	return found
}

// hadPreset reports whether the PodPreset was applied to the pods: they carry its label, and nothing kept it away. What
// differs from it by slashes alone is what the fix of an earlier round wrote.
func (s *Subject) hadPreset() bool {
	if !s.presetSelects() || s.declinesPreset() {
		return false
	}
	parts := s.podParts()
	isSame := func(v *podVolume, pv *schemas.PresetVolume) bool {
		return v != nil && v.isHostPath && trimSlash(v.path) == pv.HostPath
	}
	return !slices.ContainsFunc(s.differences(), func(c conflictOf) bool {
		switch {
		case c.volume != nil:
			return !isSame(c.volume, c.preset)
		case c.mount != nil:
			return trimSlash(c.mount.path) != c.preset.MountPath || !isSame(parts.volume(c.mount.volume), c.preset)
		}
		return !c.isSlash()
	})
}

// usedBelow finds the paths at or below another one in the texts of a container. The program that runs webservices lives
// from the home.
func (s *Subject) usedBelow(container *manifest.Node, top string) []string {
	var paths []string
	for node := range runTexts(container) {
		text := node.String()
		paths = append(paths, pathsBelow(text, top)...)
		if top == s.Policy.Tools.HomeRoot && mentions(text, s.Policy.Webservice.Runner) {
			home := top
			if s.Tool != "" {
				home = schemas.Expand(s.Policy.Tools.Home, s.Tool)
			}
			paths = append(paths, home)
		}
	}
	return paths
}

// pathsBelow finds the paths at or below another one in a text.
func pathsBelow(text, top string) []string {
	var paths []string
	for start := range placesOf(text, top) {
		end := start + len(top)
		for end < len(text) && (isPathLetter(text[end]) || text[end] == '/') {
			end++
		}
		paths = append(paths, trimSlash(text[start:end]))
	}
	return paths
}

// mountsFromHome reports whether the pods mount what they need of a home, wherever they do.
func (s *Subject) mountsFromHome(parts *podParts) bool {
	return slices.ContainsFunc(parts.volumes, func(v podVolume) bool {
		return isWithin(v.path, s.Policy.Tools.HomeRoot) && len(parts.mountsOf(v.name)) > 0
	})
}

// mountFix makes the fix that writes a volume and its mounts.
func (s *Subject) mountFix(f *unmounted) *lint.Fix {
	parts := s.podParts()
	name, isThere := f.name, false
	for _, v := range parts.volumes {
		if v.isHostPath && v.name != "" && trimSlash(v.path) == trimSlash(f.path) {
			name, isThere = v.name, true
			break
		}
	}
	if !isThere {
		name = s.freeVolumeName(name, func(name string) bool {
			return parts.volume(name) == nil && len(parts.mountsOf(name)) == 0
		})
	}
	var d draft
	for _, c := range f.containers {
		mount := manifest.Pairs{{Key: "name", Value: name}, {Key: "mountPath", Value: f.path}}
		if f.readOnly {
			mount = append(mount, manifest.Pair{Key: "readOnly", Value: manifest.Literal("true")})
		}
		d.gather(appendTo(c, "volumeMounts", mount))
	}
	if !isThere {
		source := manifest.Pairs{{Key: "path", Value: f.path}}
		d.gather(appendTo(s.PodSpec(), "volumes", manifest.Pairs{{Key: "name", Value: name}, {Key: "hostPath", Value: source}}))
	}
	return lint.NewFix(lint.Safe, joinInsertions(unite(d.edits)), !d.failed, "mount "+f.path)
}

// appendTo adds an item to a list of a map, or writes the list.
func appendTo(n *manifest.Node, field string, item manifest.Value) ([]manifest.Edit, bool) {
	if list := n.Field(field); list.Exists() {
		return list.Append(item)
	}
	return n.Insert(nil, manifest.Pair{Key: field, Value: manifest.Items{item}})
}
