//go:build ignore

// This program compiles the sources of package schemas; "go generate" runs it.
package main

import (
	"log"
	"os"

	"github.com/toolforge/tfk8s/schemas"
	"github.com/toolforge/tfk8s/schemas/internal/compile"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("schemas: ")
	write("openapi.txt", compile.OpenAPI, "kubernetes-v1.15.6.openapi.json")
	write("toolforge_gen.go", policy, "toolforge.yaml")
}

func policy(src []byte) ([]byte, error) {
	p, err := schemas.LoadPolicy("toolforge.yaml", src)
	if err != nil {
		return nil, err
	}
	return compile.Literal("schemas", "toolforge", p)
}

// write compiles one file to another, in the folder of the package.
func write(target string, compile func([]byte) ([]byte, error), source string) {
	src, err := os.ReadFile(source)
	if err != nil {
		log.Fatal(err)
	}
	out, err := compile(src)
	if err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile(target, out, 0o644); err != nil {
		log.Fatal(err)
	}
}
