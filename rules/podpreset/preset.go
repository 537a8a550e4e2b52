package podpreset

import (
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

// skippedPreset is the effect of any conflict with the PodPreset.
const skippedPreset = "the whole PodPreset is skipped: no tool files, no user lookups"

// A presetOutcome says whether the PodPreset is applied to the pods of an object, and if not, why. The server decides that
// when it creates a pod. Pods without the PodPreset are still created, without any of its mounts and variables.
type presetOutcome uint8

const (
	presetNone        presetOutcome = iota // the object makes no pods
	presetNotSelected                      // the pods lack the label
	presetExcluded                         // an annotation of the pods excludes them
	presetConflict                         // the pods conflict with the PodPreset, so all of it is skipped
	PresetApplied
)

func (o presetOutcome) String() string {
	return [...]string{"none", "not-selected", "excluded", "conflict", "applied"}[o]
}

// OutcomeOf decides about a pod of the object as the admission plugin PodPreset does.
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

// DeclinesPreset reports whether the pods have the annotation that excludes them. Its value must be the string "true".
func DeclinesPreset(s *workload.Object) bool {
	return s.Template.At("metadata", "annotations", s.Policy.PodPreset.ExcludeAnnotation).String() == "true"
}

type podEnv struct {
	node   *manifest.Node // item of env
	name   string
	value  string
	isFrom bool // it has a valueFrom
}

// A ConflictOf is what differs between a pod and the PodPreset. One of Volume, Mount and env is set.
type ConflictOf struct {
	Volume *PodVolume
	Mount  *podMount
	env    *podEnv
	Preset *schemas.PresetVolume // of the PodPreset, for a volume or mount
	want   string                // the value in the PodPreset, for a variable
}

// node returns the node that holds the difference.
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

// IsSlash reports whether a variable differs from that of the PodPreset only by slashes at its end.
func (c *ConflictOf) IsSlash() bool {
	return c.env != nil && !c.env.isFrom && workload.TrimSlash(c.env.value) == c.want
}

// conflicts returns the differences that prevent the PodPreset, if the object's pods ask for it.
func conflicts(s *workload.Object) []ConflictOf {
	if OutcomeOf(s) != presetConflict {
		return nil
	}
	return Differences(s)
}

// Differences returns those of the object's pods, whether or not they ask for the PodPreset. Callers must not change them.
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

// lastMounts finds the mounts of a container that the plugin compares with a mount of the PodPreset: the last with its name,
// and the last with its path. The plugin compares paths as strings.
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

// LastEnv finds the variable of a name that a container gets. If there are several, the last one counts.
func LastEnv(container *manifest.Node, name string) (e podEnv, ok bool) {
	env := container.Field("env").Items()
	for i := len(env) - 1; i >= 0; i-- {
		if n := &env[i]; n.Field("name").String() == name {
			return podEnv{node: n, name: name, value: n.Field("value").String(), isFrom: !n.Field("valueFrom").IsNull()}, true
		}
	}
	return e, false
}

// wantedEnv returns the value of a variable in the PodPreset. Where the tool is not known, it is inferred from the value that
// the pod has.
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

// ComesFromPreset reports whether a node is the name of a mount whose volume only the PodPreset adds. The server adds it
// before it validates a Pod, but after it validates a template. It does not validate the template of a StatefulSet.
func ComesFromPreset(s *workload.Object, n *manifest.Node) bool {
	if s.ToLegacy || s.Kind != "Pod" && s.Kind != "StatefulSet" || n.Key() != "name" || n.Parent().Parent().Key() != "volumeMounts" {
		return false
	}
	isName := func(pv schemas.PresetVolume) bool { return pv.Name == n.String() }
	return slices.ContainsFunc(s.Policy.PodPreset.Volumes, isName) && OutcomeOf(s) == PresetApplied
}
