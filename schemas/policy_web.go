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
	RedirectAnnotations []string   `yaml:"redirectAnnotations"` // whole keys, the first that is set counts; the last is permanent
	RedirectNames       []string   `yaml:"redirectNames"`       // about redirects, behind AnnotationPrefix
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
	Port          int                `yaml:"port"`
	PortName      string             `yaml:"portName"`
	Commands      WebserviceCommands `yaml:"commands"`
	GridTypes     []string           `yaml:"gridTypes"`     // of the grid's webservices
	SmallLimits   Resources          `yaml:"smallLimits"`   // a lower limit is also the request; of any other, the request is half
	LegacyLimits  Resources          `yaml:"legacyLimits"`  // on the legacy cluster
	LegacyJVM     Resources          `yaml:"legacyJVM"`     // limits of the jdk types there
	QuantityUnits []string           `yaml:"quantityUnits"` // that it accepts after the digits of cpu and memory
	Source        string             `yaml:"source"`
}

// WebserviceObject is one object that webservice makes on the current cluster.
type WebserviceObject struct {
	Kind       string `yaml:"kind" row:"key"`
	APIVersion string `yaml:"apiVersion"`
	Name       string `yaml:"name" row:"key"` // with {tool}
	Legacy     bool   `yaml:"legacy"`         // on the legacy cluster too
	// Annotations are the keys of the Ingress controller that it may have.
	Annotations []string `yaml:"annotations"`
	Source      string   `yaml:"source"`
}

// ServiceManifest is the form of the files in a tool's home that hold the
// settings of its webservice, and no Kubernetes object.
type ServiceManifest struct {
	Versions []ManifestVersion `yaml:"versions"`
	Backends []ManifestBackend `yaml:"backends"`
	Files    []ManifestFile    `yaml:"files"`
	Source   string            `yaml:"source"`
}

// ManifestVersion is a version of service.manifest.
type ManifestVersion struct {
	Version  string `yaml:"version" row:"key"`
	Migrates bool   `yaml:"migrates"` // webservices that write it have [Migration.Webservice]
	Backend  string `yaml:"backend"`  // of a file without one
	Source   string `yaml:"source"`
}

// ManifestBackend is where a webservice runs.
type ManifestBackend struct {
	Name       string `yaml:"name" row:"key"`
	Kubernetes bool   `yaml:"kubernetes"` // its types are those of [Images.Table], else [Webservice.GridTypes]
	Source     string `yaml:"source"`
}

// WebserviceCommands are lines of the shell; {type} is that of an [Image].
type WebserviceCommands struct {
	Status   string `yaml:"status"`
	Stop     string `yaml:"stop"`
	Start    string `yaml:"start"`
	Again    string `yaml:"again"`    // starts with the settings of the last time
	Shell    string `yaml:"shell"`    // opens a shell in the image of a type
	Settings string `yaml:"settings"` // shows whether the settings of the last time are there
	Source   string `yaml:"source"`
}

// ManifestFile is one of the files.
type ManifestFile struct {
	Name string `yaml:"name" row:"key"` // without folders
	// Decimals says that webservice reads amounts with decimals from it: they
	// do not pass the checks of the command line.
	Decimals bool          `yaml:"decimals"`
	Keys     []ManifestKey `yaml:"keys"`
	Source   string        `yaml:"source"`
}

// ManifestKey is a key of such a file.
type ManifestKey struct {
	Name   string       `yaml:"name" row:"key"`
	Type   ManifestType `yaml:"type"`
	Since  string       `yaml:"since" is:"date"` // date or year
	Typo   string       `yaml:"typo"`            // key people write instead
	Source string       `yaml:"source"`
}

// ManifestType is what a key of such a file holds.
type ManifestType string

// The types of keys.
const (
	ManifestText     ManifestType = "string"
	ManifestInteger  ManifestType = "integer"
	ManifestBoolean  ManifestType = "boolean"
	ManifestList     ManifestType = "list"
	ManifestWords    ManifestType = "words" // a list, or one string
	ManifestVersions ManifestType = "version"
	ManifestBackends ManifestType = "backend"
	ManifestWebType  ManifestType = "webtype"
	ManifestCPU      ManifestType = "cpu"
	ManifestMemory   ManifestType = "memory"
)

// File returns the form of a file by its name without folders, nil when there
// is no such file.
func (m *ServiceManifest) File(name string) *ManifestFile {
	for i := range m.Files {
		if m.Files[i].Name == name {
			return &m.Files[i]
		}
	}
	return nil
}

// FileNames returns the names of the files.
func (m *ServiceManifest) FileNames() []string {
	var names []string
	for i := range m.Files {
		names = append(names, m.Files[i].Name)
	}
	return names
}

// Key returns the row of a key, nil when the file has no such key.
func (f *ManifestFile) Key(name string) *ManifestKey {
	for i := range f.Keys {
		if f.Keys[i].Name == name {
			return &f.Keys[i]
		}
	}
	return nil
}

// KeyOf returns the name of the key that holds a type, "" when none does.
func (f *ManifestFile) KeyOf(t ManifestType) string {
	for i := range f.Keys {
		if f.Keys[i].Type == t {
			return f.Keys[i].Name
		}
	}
	return ""
}
