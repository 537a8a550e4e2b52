package schemas

import "strings"

// Policy is what the operators of a cluster decided: what a tool may create,
// with what, under which names, and what changed since the legacy cluster.
// Rules hold no number and no image name; they are here.
//
// Every row has a Source, the short name of where the fact was read: a
// repository with a commit, a Kubernetes file with its release, or a page.
// A row whose date is after AsOf is not in force, see [LoadPolicy]. Fields with
// the tag is:"date" are dates; a month or a year is enough. Fields with
// the tag row:"key" say which row of its list a row of another policy replaces.
//
// Quantities are Kubernetes quantities ("500m", "4Gi"), dates are YYYY-MM-DD,
// and {tool} in a text is replaced by the name of the tool, see [Expand].
type Policy struct {
	// Extends names the policy whose rows hold where this one has none:
	// [ToolforgeName], or empty.
	Extends string `yaml:"extends"`

	Name string `yaml:"name"` // for messages: "Toolforge"
	AsOf string `yaml:"asOf"` // last day of the state described

	Current Cluster `yaml:"current"` // the cluster to run on
	Legacy  Cluster `yaml:"legacy"`  // the cluster that tools come from

	Migration Migration `yaml:"migration"`
	Tools     Tools     `yaml:"tools"`

	Registry Registry `yaml:"registry"`
	Images   Images   `yaml:"images"`

	APIs          []APIMove      `yaml:"apis"`
	RemovedFields []RemovedField `yaml:"removedFields"`
	// NewerFields replace rows of newer_gen.go, which has those of all releases.
	NewerFields   []NewerField   `yaml:"newerFields"`
	IgnoredFields []IgnoredField `yaml:"ignoredFields"`
	// LikeKinds are kinds whose fields are written under one another's names,
	// those that are meant more often first.
	LikeKinds []LikeKind `yaml:"likeKinds"`
	// FieldsAfterLegacy came after the legacy cluster, and are there now.
	FieldsAfterLegacy []FieldAfterLegacy `yaml:"fieldsAfterLegacy"`
	Annotations       []Annotation       `yaml:"annotations"`
	CopiedLabels      []CopiedLabels     `yaml:"copiedLabels"`
	ChangedDefaults   []ChangedDefault   `yaml:"changedDefaults"`
	ServerFields      []ServerField      `yaml:"serverFields"`

	RBAC        RBAC        `yaml:"rbac"`
	Quota       []Quota     `yaml:"quota"`
	LimitRange  LimitRange  `yaml:"limitRange"`
	Plausible   Plausible   `yaml:"plausible"`
	PodSecurity PodSecurity `yaml:"podSecurity"`
	PodPreset   PodPreset   `yaml:"podPreset"`
	LegacyPods  LegacyPods  `yaml:"legacyPods"`

	Ingress         Ingress         `yaml:"ingress"`
	Webservice      Webservice      `yaml:"webservice"`
	ServiceManifest ServiceManifest `yaml:"serviceManifest"`
}

// Expand replaces {tool} in a text of the policy.
func Expand(text, tool string) string { return strings.ReplaceAll(text, "{tool}", tool) }

// Cluster is one of the two clusters.
type Cluster struct {
	Title           string `yaml:"title"`           // for messages: "2020 cluster"
	Kubernetes      string `yaml:"kubernetes"`      // release, as in v1.15.6
	Context         string `yaml:"context"`         // of the kubeconfig
	User            string `yaml:"user"`            // of the kubeconfig, with {tool}
	Kubectl         string `yaml:"kubectl"`         // path on a bastion
	NamespacePrefix string `yaml:"namespacePrefix"` // the namespace is this and the tool's name
	Source          string `yaml:"source"`
}

// Migration is the plan of the move that was announced to users.
type Migration struct {
	Page         string `yaml:"page"`         // title of the wiki page
	Alias        string `yaml:"alias"`        // shell command that makes kubectl the new one
	Profile      string `yaml:"profile"`      // file the alias belongs in
	Become       string `yaml:"become"`       // command that turns a user into a tool, with {tool}
	Webservice   string `yaml:"webservice"`   // command that moves a webservice
	RuntimesHelp string `yaml:"runtimesHelp"` // where webservice sent users of a deprecated type
	Source       string `yaml:"source"`
}

// Tools is what a tool is called and where it lives.
type Tools struct {
	MaxNameLength      int        `yaml:"maxNameLength"`      // characters, so that the namespace is a DNS label
	MinUID             int        `yaml:"minUID"`             // of the LDAP user of a tool
	MaxUID             int        `yaml:"maxUID"`             // ditto
	Home               string     `yaml:"home"`               // with {tool}, no slash at the end
	HomeRoot           string     `yaml:"homeRoot"`           // folder of all homes
	User               string     `yaml:"user"`               // of LDAP, with {tool}
	SharedPaths        []string   `yaml:"sharedPaths"`        // below HomeRoot, and not the home of a tool
	ServiceAccounts    []string   `yaml:"serviceAccounts"`    // that pods may use, with {tool}
	ReservedNamespaces []Reserved `yaml:"reservedNamespaces"` // never a tool's
	ReservedObjects    []Reserved `yaml:"reservedObjects"`    // in every tool's namespace
	Source             string     `yaml:"source"`
}

// Reserved is the name of something that belongs to the cluster.
type Reserved struct {
	Kind   string `yaml:"kind" row:"key"`
	Name   string `yaml:"name" row:"key"`
	Source string `yaml:"source"`
}

// Pair is a key and its value, as of a label or an annotation. Lists of pairs
// keep the order of the file, which maps do not.
type Pair struct {
	Key   string `yaml:"key" row:"key"`
	Value string `yaml:"value"`
}
