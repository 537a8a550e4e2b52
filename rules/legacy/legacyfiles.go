package legacy

import (
	"cmp"
	"slices"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/podpreset"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

// unmounted are the files of one volume that containers use and do not mount. The legacy cluster mounts none of them by itself.
type unmounted struct {
	name, path   string // of the volume to write; it is mounted at its own path
	use          string // a path that is used
	isFromPreset bool   // the PodPreset mounts it, but nothing in the manifest uses it
	readOnly     bool
	containers   []*manifest.Node
}

// unmountedFiles finds what the pods use of the volumes that webservice mounted on the legacy cluster. It assumes that webservices
// use all of them, and that other pods use all that the PodPreset mounted, because a manifest need not say what a program reads.
func unmountedFiles(s *workload.Object) []unmounted {
	var found []unmounted
	parts := podpreset.PartsOf(s)
	isWebservice := s.FromCurrent && s.IsWebservices() && podpreset.PresetSelects(s)
	wasApplied := s.FromCurrent && !isWebservice && hadPreset(s)
	for _, v := range s.Policy.LegacyPods.Volumes {
		top := workload.TrimSlash(v.Path)
		isHome := top == s.Policy.Tools.HomeRoot
		pv, _ := podpreset.MountedByPreset(s, top)
		isFromPreset := wasApplied && pv != nil
		n := need{
			Object: s, parts: &parts, top: top, isFromPreset: isFromPreset,
			isExpected:  isWebservice || isHome && podpreset.PresetSelects(s) && !podpreset.DeclinesPreset(s) && !mountsFromHome(s, &parts),
			ownHomeOnly: isHome && s.Tool != "" && !isWebservice && !isFromPreset,
		}
		f := unmounted{name: v.Name, path: v.Path, readOnly: isFromPreset && pv.ReadOnly}
		for i, c := range s.Containers() {
			n.add(&f, i, c)
		}
		if n.ownHomeOnly {
			f.path = schemas.Expand(s.Policy.LegacyPods.HomeMount, s.Tool)
		}
		if len(f.containers) > 0 {
			found = append(found, f)
		}
	}
	return found
}

// A need is what the containers of an object need of one volume.
type need struct {
	*workload.Object
	parts        *podpreset.PodParts
	top          string // the path of the volume
	isFromPreset bool   // the PodPreset mounted it
	isExpected   bool   // the pods use it, whatever their manifest says
	ownHomeOnly  bool   // they need only the home of the tool in it
}

// add adds a container if it uses files that it does not mount.
func (n *need) add(f *unmounted, i int, c *manifest.Node) {
	home := schemas.Expand(n.Policy.Tools.Home, n.Tool)
	used := slices.DeleteFunc(usedBelow(n.Object, c, n.top), func(path string) bool { return n.parts.IsMounted(i, path) })
	if len(used) == 0 && n.isFromPreset && !n.parts.IsMounted(i, n.top) {
		used, f.isFromPreset = []string{n.top}, true
	}
	if len(used) == 0 && n.isExpected && !n.parts.MountsAny(i, n.top) {
		used = []string{n.top}
		if n.ownHomeOnly {
			used[0] = home
		}
	}
	if len(used) == 0 || !c.IsMap() {
		return
	}
	f.use = cmp.Or(f.use, used[0])
	f.containers = append(f.containers, c)
	isElsewhere := func(path string) bool { return !workload.IsWithin(path, home) }
	n.ownHomeOnly = n.ownHomeOnly && !slices.ContainsFunc(used, isElsewhere)
}

// hadPreset reports whether the PodPreset was applied to the pods: they have its label, and do not conflict with it. Differences
// in slashes only do not count, because the fix of an earlier round writes them.
func hadPreset(s *workload.Object) bool {
	if !podpreset.PresetSelects(s) || podpreset.DeclinesPreset(s) {
		return false
	}
	parts := podpreset.PartsOf(s)
	isSame := func(v *podpreset.PodVolume, pv *schemas.PresetVolume) bool {
		return v != nil && v.IsHostPath && workload.TrimSlash(v.Path) == pv.HostPath
	}
	return !slices.ContainsFunc(podpreset.Differences(s), func(c podpreset.ConflictOf) bool {
		switch {
		case c.Volume != nil:
			return !isSame(c.Volume, c.Preset)
		case c.Mount != nil:
			return workload.TrimSlash(c.Mount.Path) != c.Preset.MountPath || !isSame(parts.Volume(c.Mount.Volume), c.Preset)
		}
		return !c.IsSlash()
	})
}

// usedBelow finds the paths at or below another one in the texts of a container. The program that runs webservices uses the home.
func usedBelow(s *workload.Object, container *manifest.Node, top string) []string {
	var paths []string
	for node := range workload.RunTexts(container) {
		text := node.String()
		paths = append(paths, pathsBelow(text, top)...)
		if top == s.Policy.Tools.HomeRoot && podpreset.Mentions(text, s.Policy.Webservice.Runner) {
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
	for start := range podpreset.PlacesOf(text, top) {
		end := start + len(top)
		for end < len(text) && (podpreset.IsPathLetter(text[end]) || text[end] == '/') {
			end++
		}
		paths = append(paths, workload.TrimSlash(text[start:end]))
	}
	return paths
}

// mountsFromHome reports whether the pods mount a home or a part of one, at any path.
func mountsFromHome(s *workload.Object, parts *podpreset.PodParts) bool {
	return slices.ContainsFunc(parts.Volumes, func(v podpreset.PodVolume) bool {
		return workload.IsWithin(v.Path, s.Policy.Tools.HomeRoot) && len(parts.MountsOf(v.Name)) > 0
	})
}

// mountFix makes the fix that writes a volume and its mounts.
func mountFix(s *workload.Object, f *unmounted) *lint.Fix {
	parts := podpreset.PartsOf(s)
	name, isThere := f.name, false
	for _, v := range parts.Volumes {
		if v.IsHostPath && v.Name != "" && workload.TrimSlash(v.Path) == workload.TrimSlash(f.path) {
			name, isThere = v.Name, true
			break
		}
	}
	if !isThere {
		name = podpreset.FreeVolumeName(s, name, func(name string) bool {
			return parts.Volume(name) == nil && len(parts.MountsOf(name)) == 0
		})
	}
	var d manifest.Draft
	for _, c := range f.containers {
		mount := manifest.Pairs{{Key: "name", Value: name}, {Key: "mountPath", Value: f.path}}
		if f.readOnly {
			mount = append(mount, manifest.Pair{Key: "readOnly", Value: manifest.Literal("true")})
		}
		d.Gather(appendTo(c, "volumeMounts", mount))
	}
	if !isThere {
		source := manifest.Pairs{{Key: "path", Value: f.path}}
		d.Gather(appendTo(s.PodSpec(), "volumes", manifest.Pairs{{Key: "name", Value: name}, {Key: "hostPath", Value: source}}))
	}
	return lint.NewFix(lint.Safe, manifest.JoinInsertions(manifest.Unite(d.Edits)), !d.Failed, "mount "+f.path)
}

// appendTo adds an item to a list in a map, which it creates if needed.
func appendTo(n *manifest.Node, field string, item manifest.Value) ([]manifest.Edit, bool) {
	if list := n.Field(field); list.Exists() {
		return list.Append(item)
	}
	return n.Insert(nil, manifest.Pair{Key: field, Value: manifest.Items{item}})
}
