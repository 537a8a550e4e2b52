package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest/generate"
)

// The numbers of files, megabytes and environment variables of the inputs.
var (
	treeSizes   = []int{1, 10, 100, 1000, 10000}
	streamSizes = []int{1, 5, 10, 50}
	wideSizes   = []int{100, 1000, 10000}
)

func treeName(n int) string   { return fmt.Sprintf("tree-%d", n) }
func streamName(n int) string { return fmt.Sprintf("stream-%d.yaml", n) }
func wideName(n int) string   { return fmt.Sprintf("wide-%d.yaml", n) }

// Inputs in which everything, or nothing, has something to fix: a thousand files of as many tools, or of one.
const (
	legacyTree    = "tree-legacy"
	migratedTree  = "tree-migrated"
	legacyTool    = "tool-legacy"
	migratedTool  = "tool-migrated"
	small         = "small.yaml"
	smallMigrated = "small-migrated.yaml"
	pureFiles     = 1000
)

func writeInputs(dir string, seed uint64) error {
	in := inputs{dir: dir}
	for _, n := range treeSizes {
		in.tree(treeName(n), n, generate.New(seed, generate.Mixed))
	}
	for _, tree := range []struct {
		many, one string
		mix       generate.Mix
	}{{legacyTree, legacyTool, generate.Legacy}, {migratedTree, migratedTool, generate.Migrated}} {
		in.tree(tree.many, pureFiles, generate.New(seed, tree.mix))
		in.tree(tree.one, pureFiles, generate.NewOfTool("greeter", seed, tree.mix))
	}
	for _, n := range streamSizes {
		in.file(streamName(n), generate.New(seed, generate.Mixed).Stream(n<<20))
	}
	for _, n := range wideSizes {
		in.file(wideName(n), generate.New(seed, generate.Migrated).Wide(n))
	}
	in.file(small, generate.New(seed, generate.Legacy).Wide(0))
	in.file(smallMigrated, generate.New(seed, generate.Migrated).Wide(0))
	return in.err
}

// inputs writes files, until one fails.
type inputs struct {
	dir string
	err error
}

func (in *inputs) file(name string, text []byte) {
	if in.err == nil {
		path := filepath.Join(in.dir, name)
		if in.err = os.MkdirAll(filepath.Dir(path), 0o755); in.err == nil {
			in.err = os.WriteFile(path, text, 0o644)
		}
	}
}

func (in *inputs) tree(name string, files int, w *generate.Writer) {
	for i := range files {
		in.file(filepath.Join(name, fmt.Sprintf("%02d", i%100), fmt.Sprintf("%05d.yaml", i)), w.Next())
	}
}

// writeSchemas converts the OpenAPI bundle for kubeconform: to a JSON schema for each kind, with the definitions that it refers to.
// Objects of a schema with properties may have no others.
func writeSchemas(dir string) error {
	src, err := os.ReadFile("schemas/kubernetes-v1.15.6.openapi.json")
	if err != nil {
		return err
	}
	var bundle struct {
		Definitions map[string]map[string]any `json:"definitions"`
	}
	if err := json.Unmarshal(src, &bundle); err != nil {
		return err
	}
	in := inputs{dir: dir}
	for _, def := range bundle.Definitions {
		if def["properties"] != nil {
			def["additionalProperties"] = false
		}
	}
	for name, def := range bundle.Definitions {
		for _, gvk := range kindsOf(def) {
			needed := map[string]any{}
			collect(bundle.Definitions, name, needed)
			var out bytes.Buffer
			schema := map[string]any{"$ref": "#/definitions/" + name, "definitions": needed}
			if err := json.NewEncoder(&out).Encode(schema); err != nil {
				return err
			}
			in.file(gvk+".json", out.Bytes())
		}
	}
	return in.err
}

// kindsOf returns the names of kubeconform's files for the kinds that a definition describes.
func kindsOf(def map[string]any) []string {
	var names []string
	kinds, _ := def["x-kubernetes-group-version-kind"].([]any)
	for _, k := range kinds {
		gvk, _ := k.(map[string]any)
		group, _, _ := strings.Cut(fmt.Sprint(gvk["group"]), ".")
		name := fmt.Sprint(gvk["kind"], "-", gvk["version"])
		if group != "" {
			name = fmt.Sprint(gvk["kind"], "-", group, "-", gvk["version"])
		}
		names = append(names, strings.ToLower(name))
	}
	return names
}

// collect adds a definition, and those that it refers to, to the definitions that a schema needs.
func collect(all map[string]map[string]any, name string, needed map[string]any) {
	if needed[name] != nil {
		return
	}
	needed[name] = all[name]
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			if ref, ok := v["$ref"].(string); ok {
				collect(all, strings.TrimPrefix(ref, "#/definitions/"), needed)
			}
			for _, inner := range v {
				walk(inner)
			}
		case []any:
			for _, inner := range v {
				walk(inner)
			}
		}
	}
	walk(all[name])
}
