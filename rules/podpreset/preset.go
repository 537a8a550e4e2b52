package podpreset

import (
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

// A presetOutcome is what becomes of the PodPreset in the pods of an object. It is decided when a pod is created; where
// the preset is not applied the pod is created all the same, without any of its mounts and variables.
type presetOutcome uint8

const (
	presetNone        presetOutcome = iota // the object makes no pods
	presetNotSelected                      // the pods lack the label
	presetExcluded                         // an annotation of the pods declines
	presetConflict                         // something in the pods differs from what the preset holds: all of it is skipped
	PresetApplied
)

func (o presetOutcome) String() string {
	return [...]string{"none", "not-selected", "excluded", "conflict", "applied"}[o]
}

// OutcomeOf does what the admission plugin PodPreset does with a pod of the object.
func OutcomeOf(s *workload.Object) presetOutcome { return outcomeSlot.Get(s, admitByPreset) }

var (
	outcomeSlot     = workload.NewSlot[presetOutcome]("what the PodPreset does to its pods")
	differencesSlot = workload.NewSlot[[]ConflictOf]("what of its pods differs from the PodPreset")
)

func admitByPreset(s *workload.Object) presetOutcome {
	switch {
	case !s.PodSpec().IsMap():
		return presetNone
	case DeclinesPreset(s):
		return presetExcluded
	case !PresetSelects(s):
		return presetNotSelected
	case len(Differences(s)) > 0:
		return presetConflict
	}
	return PresetApplied
}

// DeclinesPreset reports whether the pods carry the annotation that excludes them; only the text "true" does.
func DeclinesPreset(s *workload.Object) bool {
	return s.Template.At("metadata", "annotations", s.Policy.PodPreset.ExcludeAnnotation).String() == "true"
}

type podEnv struct {
	node   *manifest.Node // item of env
	name   string
	value  string
	isFrom bool // it has a valueFrom
}

// A ConflictOf says what in a pod differs from the PodPreset: one of volume, mount and env is set.
type ConflictOf struct {
	Volume *PodVolume
	Mount  *podMount
	env    *podEnv
	Preset *schemas.PresetVolume // what the volume or mount differs from
	want   string                // the value that the variable differs from
}

// node is where the difference is written.
func (c *ConflictOf) node() *manifest.Node {
	switch {
	case c.Volume != nil:
		return c.Volume.nameNode()
	case c.Mount != nil && c.Mount.Path == c.Preset.MountPath:
		return c.Mount.Node.Field("mountPath")
	case c.Mount != nil:
		return c.Mount.Node.Field("name")
	}
	for _, field := range [...]string{"valueFrom", "value"} {
		if n := c.env.node.Field(field); n.Exists() {
			return n
		}
	}
	return c.env.node
}

// IsSlash reports whether a variable differs from the preset's by slashes at its end alone.
func (c *ConflictOf) IsSlash() bool {
	return c.env != nil && !c.env.isFrom && workload.TrimSlash(c.env.value) == c.want
}

// conflicts finds what keeps the PodPreset from being applied to the object's pods, where they ask for it.
func conflicts(s *workload.Object) []ConflictOf {
	if OutcomeOf(s) != presetConflict {
		return nil
	}
	return Differences(s)
}

// Differences are those of the object's pods, whether or not they ask for the PodPreset. They must not be changed.
func Differences(s *workload.Object) []ConflictOf {
	return differencesSlot.Get(s, func(s *workload.Object) []ConflictOf { return presetConflicts(s, PartsOf(s)) })
}

// presetConflicts finds every difference that makes the API server skip the PodPreset.
func presetConflicts(s *workload.Object, p PodParts) []ConflictOf {
	var found []ConflictOf
	preset := &s.Policy.PodPreset
	for i := range preset.Volumes {
		pv := &preset.Volumes[i]
		if v := p.Volume(pv.Name); v != nil && !(v.IsHostPath && v.Path == pv.HostPath && v.kind == pv.Type) {
			found = append(found, ConflictOf{Volume: v, Preset: pv})
		}
	}
	for c, container := range s.Containers() {
		found = appendMountConflicts(found, preset, p.mountsIn(c))
		found = appendEnvConflicts(found, s, container)
	}
	return found
}

func appendMountConflicts(found []ConflictOf, preset *schemas.PodPreset, mounts []podMount) []ConflictOf {
	for i := range preset.Volumes {
		pv := &preset.Volumes[i]
		byName, byPath := lastMounts(mounts, pv)
		if byName != nil && !byName.equals(pv) {
			found = append(found, ConflictOf{Mount: byName, Preset: pv})
		}
		if byPath != nil && byPath != byName && !byPath.equals(pv) {
			found = append(found, ConflictOf{Mount: byPath, Preset: pv})
		}
	}
	return found
}

func appendEnvConflicts(found []ConflictOf, s *workload.Object, container *manifest.Node) []ConflictOf {
	for _, pair := range s.Policy.PodPreset.Env {
		e, ok := LastEnv(container, pair.Key)
		if !ok {
			continue
		}
		if want := wantedEnv(s, pair, e.value); e.isFrom || e.value != want {
			found = append(found, ConflictOf{env: new(e), want: want})
		}
	}
	return found
}

func (m *podMount) equals(pv *schemas.PresetVolume) bool {
	return m.plain && m.Volume == pv.Name && m.Path == pv.MountPath && m.readOnly == pv.ReadOnly
}

// lastMounts finds the mounts of a container that the plugin compares with one of the preset's: the last of its name,
// and the last of its path. Paths are compared as texts.
func lastMounts(mounts []podMount, pv *schemas.PresetVolume) (byName, byPath *podMount) {
	for i := range mounts {
		m := &mounts[i]
		if m.Volume == pv.Name {
			byName = m
		}
		if m.Path == pv.MountPath {
			byPath = m
		}
	}
	return byName, byPath
}

// LastEnv finds the variable of a name that a container gets: of several the last one counts.
func LastEnv(container *manifest.Node, name string) (e podEnv, ok bool) {
	env := container.Field("env").Items()
	for i := len(env) - 1; i >= 0; i-- {
		if n := &env[i]; n.Field("name").String() == name {
			return podEnv{node: n, name: name, value: n.Field("value").String(), isFrom: !n.Field("valueFrom").IsNull()}, true
		}
	}
	return e, false
}

// wantedEnv is the value of a variable in the preset, for one that has a value. Where nothing tells whose pods these are,
// any tool will do.
func wantedEnv(s *workload.Object, pair schemas.Pair, value string) string {
	if s.Tool != "" {
		return schemas.Expand(pair.Value, s.Tool)
	}
	before, after, _ := strings.Cut(pair.Value, "{tool}")
	tool := strings.TrimSuffix(strings.TrimPrefix(strings.TrimRight(value, "/"), before), after)
	if tool == "" || strings.Contains(tool, "/") {
		tool = "<tool>"
	}
	return schemas.Expand(pair.Value, tool)
}

// ComesFromPreset reports whether a node is the name of a mount whose volume only the PodPreset brings. It does so before
// a pod is validated, and after a template is, except for that of a StatefulSet, which is not.
func ComesFromPreset(s *workload.Object, n *manifest.Node) bool {
	if s.ToLegacy || s.Kind != "Pod" && s.Kind != "StatefulSet" || n.Key() != "name" || n.Parent().Parent().Key() != "volumeMounts" {
		return false
	}
	isName := func(pv schemas.PresetVolume) bool { return pv.Name == n.String() }
	return slices.ContainsFunc(s.Policy.PodPreset.Volumes, isName) && OutcomeOf(s) == PresetApplied
}
