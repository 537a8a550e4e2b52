package rewrite_test

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/rewrite"
)

func ExampleFile() {
	folder, err := os.MkdirTemp("", "example")
	if err != nil {
		panic(err)
	}
	defer func() { _ = os.RemoveAll(folder) }()
	name, before := filepath.Join(folder, "lamp.yaml"), []byte("namespace: greeter\n")
	if err := os.WriteFile(name, before, 0o644); err != nil {
		panic(err)
	}
	if err := rewrite.File(name, before, []byte("namespace: tool-greeter\n"), rewrite.Options{Backup: ".bak"}); err != nil {
		fmt.Println(err)
	}
	for _, suffix := range []string{"", ".bak"} {
		text, err := os.ReadFile(name + suffix)
		fmt.Printf("lamp.yaml%s: %q %v\n", suffix, text, err)
	}
	// Output:
	// lamp.yaml: "namespace: tool-greeter\n" <nil>
	// lamp.yaml.bak: "namespace: greeter\n" <nil>
}
