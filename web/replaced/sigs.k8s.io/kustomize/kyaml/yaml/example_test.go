package yaml_test

import (
	"fmt"
	"strings"

	"sigs.k8s.io/kustomize/kyaml/yaml"
)

func Example() {
	var document yaml.Node
	err := yaml.NewDecoder(strings.NewReader("kind: Pod\n")).Decode(&document)
	fmt.Println(document.Content[0].Kind == yaml.MappingNode, err)
	// Output: true <nil>
}
