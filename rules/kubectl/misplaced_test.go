package kubectl

import (
	"testing"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

func TestWhatIsBelowAnUnknownFieldHasNoSchema(t *testing.T) {
	f := manifest.Parse("x.yaml", []byte("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\nspec: {template: {spec: {nodename: a}}}\n"))
	settings := workload.NewSettings()
	settings.Bounds = &workload.Bounds{}
	s := workload.New(settings, f.Docs[0].Objects()[0], func(*workload.Object) {})
	spec := s.Root().Field("spec")
	for _, n := range []*manifest.Node{spec, spec.Field("template"), spec.At("template", "spec")} {
		if SchemaOf(s, n) != nil || StandIn(s, n, "nodeName") != nil {
			t.Errorf("%s has a schema", n.Path())
		}
	}
	if SchemaOf(s, s.Root().Field("metadata")) == nil {
		t.Error("metadata has none")
	}
}
