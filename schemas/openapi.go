package schemas

import (
	"cmp"
	_ "embed"
	"slices"
	"strings"
	"sync"
)

// Type says what a value of a schema looks like.
type Type uint8

// The types that kube-openapi distinguishes. A "type: object" that declares
// neither fields nor additionalProperties is a Map of Any for kube-openapi, so
// it is one here; a schema without any type is Any.
const (
	Any     Type = iota // anything at all, not looked into
	Object              // declared fields and no others
	Map                 // any keys, values of one schema
	Array               // items of one schema
	String              // kubectl lets every scalar pass here, the server does not
	Integer             // kubectl lets fractions pass here, the server does not
	Number
	Boolean
)

// String returns the word that kubectl's messages use: an Object is a "map"
// too. Any, which no message names, is "any".
func (t Type) String() string {
	if t == Object {
		return typeWords[Map]
	}
	return typeWords[t]
}

// typeWords are the words of the compiled file; that of Object is its own.
var typeWords = [...]string{"any", "object", "map", "array", "string", "integer", "number", "boolean"}

// Schema is one OpenAPI schema of the Kubernetes API. Schemas form a graph, with
// cycles (JSONSchemaProps). They are shared by all callers and must not be
// changed.
type Schema struct {
	// Name is that of the definition, as in io.k8s.api.apps.v1.DeploymentSpec.
	// It is empty for a schema written in place, which kubectl's messages
	// name by the definition and the field it is written in.
	Name     string
	Type     Type
	Format   string   // int32, int64, double, byte, date-time, int-or-string or empty
	Elem     *Schema  // of the values of a Map, of the items of an Array
	Fields   []Field  // of an Object, sorted by name
	Required []string // of an Object, in the order in which kubectl reports them
}

// Field is one declared field of an Object.
type Field struct {
	Name  string
	value *fieldValue
}

// NewField makes a field of a schema that is not the API's.
func NewField(name string, s *Schema) Field {
	v := new(fieldValue)
	v.schema.Store(s)
	return Field{name, v}
}

// Schema returns the schema of the field's value.
func (f *Field) Schema() *Schema {
	if s := f.value.schema.Load(); s != nil {
		return s
	}
	return f.value.decode()
}

// Field returns the schema of the field called name, nil when s declares none.
func (s *Schema) Field(name string) *Schema {
	for i := range s.Fields { // faster than a binary search even of the 35 fields of a pod: most differ in length
		if s.Fields[i].Name == name {
			return s.Fields[i].Schema()
		}
	}
	return nil
}

// GVK names a kind of object: API group, version, and kind. The group of the
// core API is empty.
type GVK struct{ Group, Version, Kind string }

// APIVersion returns what a manifest writes for the group and the version:
// "apps/v1", or "v1" for the core group.
func (g GVK) APIVersion() string {
	if g.Group == "" {
		return g.Version
	}
	return g.Group + "/" + g.Version
}

// ParseAPIVersion splits the apiVersion of a manifest. "v1" is the core group,
// whose name is empty. What follows a second slash stays in the version, where
// no lookup will find it.
func ParseAPIVersion(apiVersion string) (group, version string) {
	group, version, found := strings.Cut(apiVersion, "/")
	if !found {
		return "", apiVersion
	}
	return group, version
}

// Resource is a kind that the API server serves. It answers requests to create
// a ComponentStatus or a ReplicationControllerDummy too, though nobody can:
// they are forbidden.
type Resource struct {
	GVK
	Plural     string // the name RBAC and quota use: "deployments"
	Namespaced bool
}

// Bundle is the API of one Kubernetes release: the schemas of its kinds and
// the kinds it serves. It is safe for concurrent use. A schema is
// decoded when it is first asked for, later lookups do not allocate.
type Bundle struct {
	served []Resource // in the order of the table
	byGVK  map[GVK]*Resource
	byKind []GVK // the same, sorted by kind as the table is

	mu      *sync.Mutex // guards what follows; a schema once returned stays as it is
	kinds   map[GVK]*Schema
	decoder *decoder
	later   *decoder // of kinds that a later release serves
}

func newBundle(openapi, later, resources string) *Bundle {
	mu := new(sync.Mutex)
	release := newDecoder(mu, openapi, nil)
	served := decodeResources(resources)
	b := &Bundle{
		served:  served,
		byGVK:   make(map[GVK]*Resource, len(served)),
		byKind:  make([]GVK, len(served)),
		mu:      mu,
		kinds:   map[GVK]*Schema{},
		decoder: release,
		later:   newDecoder(mu, later, release),
	}
	for i := range served {
		b.byGVK[served[i].GVK] = &served[i]
		b.byKind[i] = served[i].GVK
	}
	return b
}

// Lookup returns the schema of a kind, nil when there is none. There are
// schemas of kinds that are not served, as the lists and the options of
// requests, and the Ingress of a later release; see [Bundle.Served].
func (b *Bundle) Lookup(g GVK) *Schema {
	b.mu.Lock()
	defer b.mu.Unlock()
	s, known := b.kinds[g]
	if !known {
		s = cmp.Or(b.decoder.kind(g), b.later.kind(g))
		if s == nil && b.byGVK[g] != nil {
			s = &Schema{} // kubectl has no schema of it, so anything passes
		}
		b.kinds[g] = s
	}
	return s
}

// Served is what the server serves a kind as, nil where it does not. The caller
// must not change it.
func (b *Bundle) Served(g GVK) *Resource { return b.byGVK[g] }

// ServedVersions returns every served group and version of a kind in the order
// of the table, nil when there is none. The caller must not change the slice.
func (b *Bundle) ServedVersions(kind string) []GVK {
	byKind := func(g GVK, kind string) int { return strings.Compare(g.Kind, kind) }
	first, found := slices.BinarySearchFunc(b.byKind, kind, byKind)
	if !found {
		return nil
	}
	end := first
	for end < len(b.byKind) && b.byKind[end].Kind == kind {
		end++
	}
	return b.byKind[first:end:end]
}

// Resources returns every served kind in the order of the table. The caller
// must not change the slice.
func (b *Bundle) Resources() []Resource { return b.served }

// Definitions returns the schemas that the served kinds lead to, by name.
func (b *Bundle) Definitions() map[string]*Schema {
	all := map[string]*Schema{}
	var walk func(s *Schema)
	walk = func(s *Schema) {
		if s == nil || s.Name != "" && all[s.Name] != nil {
			return
		}
		if s.Name != "" {
			all[s.Name] = s
		}
		walk(s.Elem)
		for _, f := range s.Fields {
			walk(f.Schema())
		}
	}
	for _, r := range b.served {
		walk(b.Lookup(r.GVK))
	}
	return all
}

var (
	//go:embed openapi.txt
	openapiText string
	//go:embed later.txt
	laterText string
	//go:embed kubernetes-v1.15.6.resources.tsv
	resourcesText string

	kubernetes = sync.OnceValue(func() *Bundle { return newBundle(openapiText, laterText, resourcesText) })
)

// Release is the Kubernetes release whose API is bundled.
const Release = "v1.15.6"

// Kubernetes returns the API of [Release], that of the 2020 cluster. The
// table of served kinds is decoded at the first call, schemas as they are used.
func Kubernetes() *Bundle { return kubernetes() }
