package schemas

import (
	"fmt"
	"slices"
	"strings"
)

// RBAC is what a tool's user may do in its namespace.
type RBAC struct {
	Groups   []RBACGroup `yaml:"groups"`
	Everyone []RBACGroup `yaml:"everyone"` // what every user is granted; Kubernetes' own
	// LegacyKinds are those that tools could create on the legacy cluster.
	LegacyKinds []LegacyKind `yaml:"legacyKinds"`
	Source      string       `yaml:"source"`
}

// LegacyKind is a kind that tools could create on the legacy cluster.
type LegacyKind struct {
	Kind        string   `yaml:"kind" row:"key"`
	APIVersions []string `yaml:"apiVersions"` // that it served; the first is the one to use
	Source      string   `yaml:"source"`
}

// LegacyKind returns the row of what a kind was on the legacy cluster, perhaps
// under another name; nil when tools could create nothing like it.
func (p *Policy) LegacyKind(kind string) *LegacyKind {
	for _, m := range p.APIs {
		if m.Back && m.ToKind == kind && kind != "" {
			kind = m.Kind
			break
		}
	}
	for i := range p.RBAC.LegacyKinds {
		if k := &p.RBAC.LegacyKinds[i]; k.Kind == kind {
			return k
		}
	}
	return nil
}

// RBACGroup is the grant in one API group, by the plural names of resources.
type RBACGroup struct {
	Group    string   `yaml:"group" row:"key"`
	Full     []string `yaml:"full"`
	ReadOnly []string `yaml:"readOnly"`
	Source   string   `yaml:"source"`
}

// MayCreate reports whether a tool may create the resource, named by its plural.
// There is a row for each group: the same kind in another group is another
// resource.
func (p *Policy) MayCreate(group, resource string) bool {
	grants := func(g RBACGroup) bool { return g.Group == group && slices.Contains(g.Full, resource) }
	return slices.ContainsFunc(p.RBAC.Groups, grants) || slices.ContainsFunc(p.RBAC.Everyone, grants)
}

// Quota is one hard limit on the sum over the namespace.
type Quota struct {
	Resource string `yaml:"resource" row:"key"` // as in the ResourceQuota: requests.cpu, services.nodeports
	Hard     string `yaml:"hard"`               // quantity
	// Used is the count that the cluster's own objects always take of it.
	Used   int    `yaml:"used"`
	Source string `yaml:"source"`
}

// QuotaOf returns the row of a resource, nil when it has no quota.
func (p *Policy) QuotaOf(resource string) *Quota {
	for i := range p.Quota {
		if p.Quota[i].Resource == resource {
			return &p.Quota[i]
		}
	}
	return nil
}

// WithQuota returns a copy of the policy with other hard limits, each written
// as in pods=10, or the policy itself without any.
func (p *Policy) WithQuota(limits []string) (*Policy, error) {
	if len(limits) == 0 {
		return p, nil
	}
	changed := *p
	changed.Quota = slices.Clone(p.Quota)
	var known []string
	for _, q := range p.Quota {
		known = append(known, q.Resource)
	}
	for _, limit := range limits {
		resource, hard, found := strings.Cut(limit, "=")
		row := changed.QuotaOf(resource)
		switch {
		case !found:
			return nil, fmt.Errorf("%q is not of the form pods=10", limit)
		case row == nil:
			return nil, fmt.Errorf("the quota has no resource %q; %s", resource, instead(resource, known))
		case !isQuantity(hard):
			return nil, fmt.Errorf("%q is no quantity of %s; write it as 500m, 2 or 4Gi", hard, resource)
		case !isWholeOf(resource, hard):
			return nil, fmt.Errorf("%q of %s is not a whole number", hard, resource)
		}
		row.Hard = hard
	}
	return &changed, nil
}

// Resources are quantities of the two resources that a LimitRange knows here.
type Resources struct {
	CPU    string `yaml:"cpu"`
	Memory string `yaml:"memory"`
}

// Of returns the quantity of "cpu" or "memory", "" for any other resource.
func (r Resources) Of(resource string) string {
	switch resource {
	case "cpu":
		return r.CPU
	case "memory":
		return r.Memory
	}
	return ""
}

// LimitRange bounds every container, init containers too, and fills in what
// it leaves out.
type LimitRange struct {
	Default        Resources `yaml:"default"` // limits
	DefaultRequest Resources `yaml:"defaultRequest"`
	Max            Resources `yaml:"max"`
	Min            Resources `yaml:"min"`
	Since          string    `yaml:"since" is:"date"` // date from which new namespaces got these
	// Older are the numbers that a namespace may still have when it was made
	// before Since.
	Older  OlderLimits `yaml:"older"`
	Source string      `yaml:"source"`
}

// OlderLimits are the parts of a LimitRange that changed.
type OlderLimits struct {
	DefaultRequest Resources `yaml:"defaultRequest"`
	Min            Resources `yaml:"min"`
	Source         string    `yaml:"source"`
}

// Plausible is the range of amounts that a person can mean. What lies outside
// has a wrong unit: nothing is raised or lowered from there to a bound of the
// LimitRange.
type Plausible struct {
	Min    Resources `yaml:"min"`
	Max    Resources `yaml:"max"`
	Source string    `yaml:"source"`
}

// PodSecurity is the PodSecurityPolicy of a tool.
type PodSecurity struct {
	Name                     string     `yaml:"name"` // with {tool}
	Privileged               bool       `yaml:"privileged"`
	AllowPrivilegeEscalation bool       `yaml:"allowPrivilegeEscalation"`
	HostNetwork              bool       `yaml:"hostNetwork"`
	HostPID                  bool       `yaml:"hostPID"`
	HostIPC                  bool       `yaml:"hostIPC"`
	HostPorts                []IDRange  `yaml:"hostPorts"`
	AllowedCapabilities      []string   `yaml:"allowedCapabilities"` // that may be added
	RunAsTool                bool       `yaml:"runAsTool"`           // runAsUser, runAsGroup, fsGroup: the tool's uid only
	SupplementalGroups       []IDRange  `yaml:"supplementalGroups"`
	SafeSysctls              []string   `yaml:"safeSysctls"`        // that pods may set
	ProcMounts               []string   `yaml:"procMounts"`         // values of procMount
	UnprivilegedPort         int64      `yaml:"unprivilegedPort"`   // the first that a program without privileges may listen on
	SeccompAnnotations       []Pair     `yaml:"seccompAnnotations"` // key, or its prefix up to a slash, and the allowed profile
	Volumes                  []string   `yaml:"volumes"`            // names of volume types
	HostPaths                []HostPath `yaml:"hostPaths"`
	LaterHostPaths           []HostPath `yaml:"laterHostPaths"` // rejected at [Policy.AsOf]
	Source                   string     `yaml:"source"`
}

// IDRange is a range of numbers, both ends included.
type IDRange struct {
	Min int64 `yaml:"min"`
	Max int64 `yaml:"max"`
}

// HostPath is a path of the nodes that pods may use, with all below it: whole
// components count, so /data/project is no prefix of /data/projects.
type HostPath struct {
	Path     string `yaml:"path" row:"key"`  // no slash at the end
	ReadOnly bool   `yaml:"readOnly"`        // every mount must be
	Since    string `yaml:"since" is:"date"` // date, empty: from the beginning
	Source   string `yaml:"source"`
}

// PodPreset is what the cluster mounts and sets in pods that ask for it by a
// label. One difference to what a pod has already switches all of it off.
type PodPreset struct {
	Name              string         `yaml:"name"`
	Label             Pair           `yaml:"label"`             // on the pod
	ExcludeAnnotation string         `yaml:"excludeAnnotation"` // on the pod, with the value "true"
	Volumes           []PresetVolume `yaml:"volumes"`
	LaterVolumes      []PresetVolume `yaml:"laterVolumes"` // absent at [Policy.AsOf]
	BrokenLinks       []BrokenLinks  `yaml:"brokenLinks"`
	Env               []Pair         `yaml:"env"` // values with {tool}
	Source            string         `yaml:"source"`
}

// PresetVolume is a hostPath volume together with its one mount.
type PresetVolume struct {
	Name      string `yaml:"name" row:"key"`
	HostPath  string `yaml:"hostPath"`
	Type      string `yaml:"type"` // Directory or File
	MountPath string `yaml:"mountPath"`
	ReadOnly  bool   `yaml:"readOnly"`
	Since     string `yaml:"since" is:"date"`
	Source    string `yaml:"source"`
}

// BrokenLinks are links in a folder that pods see, into one that they do not.
type BrokenLinks struct {
	Below  string `yaml:"below" row:"key"`
	Into   string `yaml:"into"`
	Until  string `yaml:"until" is:"date"` // date
	Source string `yaml:"source"`
}

// LegacyPods is what the legacy cluster did to pods: nothing was injected but
// four files, so manifests had to mount all else.
type LegacyPods struct {
	Mounted          []string       `yaml:"mounted"`          // host paths put into every container
	HostPaths        []string       `yaml:"hostPaths"`        // allowed exactly
	HostPathPrefixes []string       `yaml:"hostPathPrefixes"` // allowed by their first characters
	HomeMount        string         `yaml:"homeMount"`        // of the wiki's example, hostPath and mountPath
	Volumes          []LegacyVolume `yaml:"volumes"`          // of webservices
	Source           string         `yaml:"source"`
}

// LegacyVolume is a hostPath volume and its mount at the same path.
type LegacyVolume struct {
	Name   string `yaml:"name" row:"key"`
	Path   string `yaml:"path"` // with a slash at the end where the legacy cluster wants one
	Source string `yaml:"source"`
}
