package schemas_test

import (
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/toolforge/tfk8s/schemas"
)

const resourcesSource = "kubernetes-v1.15.6.resources.tsv"

func readFile(t testing.TB, name string) []byte {
	t.Helper()
	src, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return src
}

func TestADefinitionKeepsItsNameFormatAndRequiredFields(t *testing.T) {
	spec := schemas.Kubernetes().Lookup(schemas.GVK{Group: "apps", Version: "v1", Kind: "Deployment"}).Field("spec")
	if spec.Name != "io.k8s.api.apps.v1.DeploymentSpec" || !slices.Equal(spec.Required, []string{"selector", "template"}) {
		t.Errorf("spec is %s, requires %q", spec.Name, spec.Required)
	}
	if r := spec.Field("replicas"); r.Type != schemas.Integer || r.Format != "int32" || r.Name != "" {
		t.Errorf("replicas is %+v", *r)
	}
	surge := spec.Field("strategy").Field("rollingUpdate").Field("maxSurge")
	if surge.Type != schemas.String || surge.Format != "int-or-string" {
		t.Errorf("maxSurge is %+v", *surge)
	}
	if spec.Field("replica") != nil {
		t.Error("replica is no field")
	}
}

func TestARecursiveDefinitionIsACycle(t *testing.T) {
	crd := schemas.Kubernetes().Lookup(schemas.GVK{Group: "apiextensions.k8s.io", Version: "v1beta1", Kind: "CustomResourceDefinition"})
	props := crd.Field("spec").Field("validation").Field("openAPIV3Schema")
	if props.Field("properties").Elem != props {
		t.Error("the properties of a JSONSchemaProps are not JSONSchemaProps")
	}
}

func TestTheServedTableHasEveryRowOfItsSource(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(string(readFile(t, resourcesSource))), "\n")[1:]
	got := schemas.Kubernetes().Resources()
	if len(got) != len(lines) {
		t.Fatalf("%d rows, want %d", len(got), len(lines))
	}
	for i, line := range lines {
		c := strings.Split(line, "\t")
		want := schemas.Resource{GVK: schemas.GVK{Group: c[0], Version: c[1], Kind: c[2]}, Plural: c[3], Namespaced: c[4] == "true"}
		if got[i] != want {
			t.Errorf("row %d is %+v, want %+v", i, got[i], want)
		}
		if r := schemas.Kubernetes().Served(want.GVK); r == nil || *r != want {
			t.Errorf("%v is found as %+v", want.GVK, r)
		}
	}
}

func TestServedVersionsFollowTheTable(t *testing.T) {
	var got []string
	for _, g := range schemas.Kubernetes().ServedVersions("Deployment") {
		got = append(got, g.APIVersion())
	}
	want := []string{"apps/v1", "apps/v1beta1", "apps/v1beta2", "extensions/v1beta1"}
	if !slices.Equal(got, want) {
		t.Errorf("Deployment is served as %q, want %q", got, want)
	}
	if got := schemas.Kubernetes().ServedVersions("ScheduledJob"); got != nil {
		t.Errorf("ScheduledJob is served as %v", got)
	}
}

func TestAnAPIVersionIsSplitAndJoined(t *testing.T) {
	for _, v := range []string{"v1", "apps/v1", "networking.k8s.io/v1beta1", "a/b/c", ""} {
		group, version := schemas.ParseAPIVersion(v)
		if got := (schemas.GVK{Group: group, Version: version}).APIVersion(); got != v {
			t.Errorf("%q becomes %q", v, got)
		}
	}
}

func TestKindsMayBeLookedUpAtTheSameTime(t *testing.T) {
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for _, r := range schemas.Kubernetes().Resources() {
				if s := schemas.Kubernetes().Lookup(r.GVK); s.Type == schemas.Object && s.Field("kind") == nil {
					t.Errorf("%v has no kind", r.GVK)
				}
			}
		})
	}
	all.Wait()
}

func TestRepeatedLookupsDoNotAllocate(t *testing.T) {
	b := schemas.Kubernetes()
	g := schemas.GVK{Group: "apps", Version: "v1", Kind: "Deployment"}
	allocs := testing.AllocsPerRun(100, func() {
		b.Served(g)
		b.ServedVersions("Deployment")
		b.Lookup(g).Field("spec").Field("template")
	})
	if allocs != 0 {
		t.Errorf("%v allocations", allocs)
	}
}
