package schemas

// Ingress is what the admission webhook and the controller want.
type Ingress struct {
	APIVersions         []string   `yaml:"apiVersions"`         // that the webhook looks at
	Domains             []string   `yaml:"domains"`             // {tool}.domain is the tool's host
	SharedPrefixes      []string   `yaml:"sharedPrefixes"`      // prefix.domain is shared: a path says whose
	Host                string     `yaml:"host"`                // to use, with {tool}
	SharedHost          string     `yaml:"sharedHost"`          // to use
	SharedPath          string     `yaml:"sharedPath"`          // to use, with {tool}
	SharedRewrite       string     `yaml:"sharedRewrite"`       // rewrite-target that belongs to SharedPath
	Class               string     `yaml:"class"`               // of the controller
	ClassAnnotation     string     `yaml:"classAnnotation"`     // whole key
	AnnotationPrefix    string     `yaml:"annotationPrefix"`    // that the controller reads
	RewriteAnnotation   string     `yaml:"rewriteAnnotation"`   // whole key
	RegexAnnotation     string     `yaml:"regexAnnotation"`     // whole key: "true" makes paths regular expressions
	RedirectAnnotations []string   `yaml:"redirectAnnotations"` // whole keys: what they answer is never rewritten
	OtherDomains        []string   `yaml:"otherDomains"`        // of the annotations that other controllers read
	PathMessage         string     `yaml:"pathMessage"`         // what the webhook says
	Exempt              []Reserved `yaml:"exempt"`              // namespaces
	TLS                 bool       `yaml:"tls"`                 // the cluster terminates TLS
	Source              string     `yaml:"source"`
}

// Webservice is what the webservice command makes, and so what looks like it.
type Webservice struct {
	Labels        []Pair             `yaml:"labels"`       // on all it makes, values with {tool}
	LookupLabels  []string           `yaml:"lookupLabels"` // keys by which it finds, and deletes, objects
	StopLabel     Pair               `yaml:"stopLabel"`    // replica sets with it are deleted
	StopKinds     []string           `yaml:"stopKinds"`    // deleted where they have the lookup labels
	Objects       []WebserviceObject `yaml:"objects"`
	Container     string             `yaml:"container"` // name
	Runner        string             `yaml:"runner"`    // program, only in images with the suffix RunnerSuffix
	RunnerSuffix  string             `yaml:"runnerSuffix"`
	RunnerTypes   []string           `yaml:"runnerTypes"` // of --type
	Port          int                `yaml:"port"`
	PortName      string             `yaml:"portName"`
	ShellPod      string             `yaml:"shellPod"`
	GridTypes     []string           `yaml:"gridTypes"`     // of the grid's webservices
	DefaultType   string             `yaml:"defaultType"`   // on Kubernetes
	HalvedFrom    Resources          `yaml:"halvedFrom"`    // from here on a request is half the limit
	LegacyLimits  Resources          `yaml:"legacyLimits"`  // on the legacy cluster
	LegacyRequest Resources          `yaml:"legacyRequest"` // on the legacy cluster
	LegacyJVM     Resources          `yaml:"legacyJVM"`     // limits of the jdk types there
	Source        string             `yaml:"source"`
}

// WebserviceObject is one object that webservice makes on the current cluster.
type WebserviceObject struct {
	Kind       string `yaml:"kind"`
	APIVersion string `yaml:"apiVersion"`
	Name       string `yaml:"name"`   // with {tool}
	Legacy     bool   `yaml:"legacy"` // on the legacy cluster too
	// Annotations are the keys of the Ingress controller that it may have.
	Annotations []string `yaml:"annotations"`
	Source      string   `yaml:"source"`
}

// ServiceManifest is the form of service.manifest in a tool's home.
type ServiceManifest struct {
	Versions []string      `yaml:"versions"`
	Backends []string      `yaml:"backends"`
	Keys     []ManifestKey `yaml:"keys"`
	Source   string        `yaml:"source"`
}

// ManifestKey is a key of service.manifest.
type ManifestKey struct {
	Name string `yaml:"name"`
	// Type is string, integer, boolean, quantity, or list where it may also be
	// one string.
	Type   string `yaml:"type"`
	Since  string `yaml:"since"` // date or year
	Typo   string `yaml:"typo"`  // key people write instead
	Source string `yaml:"source"`
}
