package fields

import (
	"fmt"
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/outline"
	"github.com/toolforge/tfk8s/schemas"
)

func Example() {
	text := "apiVersion: batch/v1\nkind: Job\nspec:\n  template:\n    spec:\n      containers:\n      - image"
	place := outline.At(text, len(text))
	container := Schema(schemas.Kubernetes(), place.In)
	fmt.Println(TypeOf(container), TypeOf(container.Field("ports")), Values(container, "imagePullPolicy"))
	// Output: Container list of ContainerPort [Always IfNotPresent Never]
}

func TestAcceptedValuesAreOfFieldsThatExist(t *testing.T) {
	definitions := schemas.Kubernetes().Definitions()
	for name := range accepted() {
		owner, field, _ := strings.Cut(name, ".")
		found := 0
		for full, s := range definitions {
			if strings.HasSuffix(full, "."+owner) && Values(s, field) != nil {
				found++
			}
		}
		if found == 0 {
			t.Errorf("there is no field %s that is a text", name)
		}
	}
}

func TestSchemasOfItemsOfAList(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  spec:\n    ", "PodSpec"},
		{"apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Service\n- apiVersion: v1\n  kind: Pod\n  spec: {", "PodSpec"},
		{"kind: Deployment\nspec:\n  ", "DeploymentSpec"},
		{"apiVersion: nothing/v1\nkind: Deployment\nspec:\n  ", "DeploymentSpec"},
		{"kind: Nothing\nspec:\n  ", "none"},
		{"apiVersion: v1\nkind: ConfigMap\ndata:\n  ", "map of string"},
		{"apiVersion: v1\nkind: Pod\nspec:\n- ", "none"},
		{"apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - resources:\n      limits:\n        ", "map of Quantity"},
	} {
		got := "none"
		if s := Schema(schemas.Kubernetes(), outline.At(c.text, len(c.text)).In); s != nil {
			got = TypeOf(s)
		}
		if got != c.want {
			t.Errorf("%q: %s, want %s", c.text, got, c.want)
		}
	}
}
