// Gen compiles the sources of package schemas to the forms that are embedded; "go generate ./schemas" runs it in schemas/internal.
package main

import (
	"log"
	"os"
	"path/filepath"

	"github.com/toolforge/tfk8s/schemas/internal/compile"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("schemas: ")
	write("openapi.txt", compile.OpenAPI, "kubernetes-v1.15.6.openapi.json")
	write("toolforge_gen.go", compile.Toolforge, "toolforge.yaml")
}

// write compiles one file to another, in the folder of package schemas.
func write(target string, compile func([]byte) ([]byte, error), source string) {
	src, err := os.ReadFile(filepath.Join("..", source))
	if err != nil {
		log.Fatal(err)
	}
	out, err := compile(src)
	if err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join("..", target), out, 0o644); err != nil {
		log.Fatal(err)
	}
}
