package compile

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/kube-openapi/pkg/util/proto"

	"github.com/toolforge/tfk8s/schemas"
)

const openapiSource = "kubernetes-v1.15.6.openapi.json"

// readSource reads a file of package schemas.
func readSource(t *testing.T, name string) []byte {
	t.Helper()
	src, err := os.ReadFile(filepath.Join("../..", name))
	if err != nil {
		t.Fatal(err)
	}
	return src
}

func TestTheCompiledOpenAPIIsThatOfItsSource(t *testing.T) {
	want, err := OpenAPI(readSource(t, openapiSource))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(readSource(t, "openapi.txt"), want) {
		t.Error("openapi.txt is out of date; run go generate ./schemas")
	}
}

func TestEveryKindHasTheSchemaThatKubectlSees(t *testing.T) {
	models, resources, err := readModels(readSource(t, openapiSource))
	if err != nil {
		t.Fatal(err)
	}
	bundle := schemas.Kubernetes()
	w := walker{T: t, seen: map[*schemas.Schema]bool{}}
	kinds := 0
	for _, name := range models.ListModels() {
		for _, gvk := range kindsOf(models.LookupModel(name)) {
			got := bundle.Lookup(schemas.GVK(gvk))
			if got == nil {
				t.Errorf("%v: kubectl has a schema, the bundle has none", gvk)
				continue
			}
			w.compare(gvk.Kind, got, resources.LookupResource(gvk))
			kinds++
		}
	}
	if kinds < 200 || len(w.seen) < 500 {
		t.Errorf("compared only %d kinds and %d schemas", kinds, len(w.seen))
	}
	without := schemas.GVK{Group: "extensions", Version: "v1beta1", Kind: "ReplicationControllerDummy"}
	for _, r := range bundle.Resources() {
		if has := resources.LookupResource(schema.GroupVersionKind(r.GVK)) != nil; has == (r.GVK == without) {
			t.Errorf("%v is served, kubectl has a schema: %v", r.GVK, has)
		}
	}
	if s := bundle.Lookup(without); s == nil || s.Type != schemas.Any {
		t.Errorf("%v has the schema %v, want one that lets anything pass", without, s)
	}
}

// A walker walks a compiled schema and kubectl's own in step.
type walker struct {
	*testing.T
	seen map[*schemas.Schema]bool
}

func (w walker) compare(path string, got *schemas.Schema, want proto.Schema) {
	if ref, ok := want.(*proto.Ref); ok {
		w.equal(path, "name", got.Name, ref.Reference())
		want = ref.SubSchema()
	}
	if w.seen[got] && got.Name != "" {
		return
	}
	w.seen[got] = true
	switch want := want.(type) {
	case *proto.Kind:
		w.equal(path, "type", got.Type, schemas.Object)
		w.equal(path, "required", strings.Join(got.Required, " "), strings.Join(want.RequiredFields, " "))
		w.equal(path, "fields", strings.Join(names(got.Fields), " "), strings.Join(want.Keys(), " "))
		for _, f := range got.Fields {
			if sub, ok := want.Fields[f.Name]; ok {
				w.equal(path+"."+f.Name, "by name", got.Field(f.Name), f.Schema())
				w.compare(path+"."+f.Name, f.Schema(), sub)
			}
		}
	case *proto.Array:
		w.equal(path, "type", got.Type, schemas.Array)
		w.compare(path+"[]", got.Elem, want.SubType)
	case *proto.Map:
		w.equal(path, "type", got.Type, schemas.Map)
		w.compare(path+"{}", got.Elem, want.SubType)
	case *proto.Primitive:
		w.equal(path, "type", got.Type.String(), want.Type)
		w.equal(path, "format", got.Format, want.Format)
	case *proto.Arbitrary:
		w.equal(path, "type", got.Type, schemas.Any)
	default:
		w.Errorf("%s: %T is no type that this test knows", path, want)
	}
}

func (w walker) equal(path, what string, got, want any) {
	if got != want {
		w.Errorf("%s: %s is %v, kubectl has %v", path, what, got, want)
	}
}

func names(fields []schemas.Field) []string {
	var all []string
	for _, f := range fields {
		all = append(all, f.Name)
	}
	return all
}
