package files

import (
	"os"
	"path/filepath"
	"strings"

	"go.yaml.in/yaml/v3"
)

// A kustomization says how the kustomization of a folder uses files.
type kustomization struct {
	name      string          // "" if the folder has none
	patches   map[string]bool // files that are not objects by themselves
	resources map[string]bool // files with objects, and folders of other kustomizations
	given     Given           // to all objects
	top       bool            // the folder is the root of a repository

	changes  []*yaml.Node // the items of the fields with patches, until they are read
	patching []patch      // the patches that set something in some objects
}

// partialFields are the fields that list files without complete objects, by name or under path.
var partialFields = map[string]bool{
	"patches": true, "patchesStrategicMerge": true, "patchesJson6902": true, "replacements": true,
	"transformers": true, "generators": true, "validators": true, "configurations": true, "components": true,
}

// readKustomization reads the kustomization of a folder. It ignores what it does not understand.
func readKustomization(dir string) *kustomization {
	k := &kustomization{patches: map[string]bool{}, resources: map[string]bool{}}
	_, err := os.Lstat(filepath.Join(dir, ".git"))
	k.top = err == nil
	for _, base := range []string{"kustomization.yaml", "kustomization.yml", "Kustomization"} {
		name := filepath.Join(dir, base)
		src, err := readInside(dir, name)
		if err != nil {
			continue
		}
		k.name = name
		var doc yaml.Node
		if yaml.Unmarshal(src, &doc) == nil && len(doc.Content) == 1 {
			k.add(dir, doc.Content[0])
		}
		break
	}
	return k
}

// add adds the files that the fields of a kustomization name. A patch that is a resource too counts as an object.
func (k *kustomization) add(dir string, root *yaml.Node) {
	if root.Kind != yaml.MappingNode {
		return
	}
	for i := 0; i+1 < len(root.Content); i += 2 {
		key, value := root.Content[i].Value, resolve(root.Content[i+1])
		k.given.add(key, value)
		for _, item := range items(value) {
			name := nameIn(item)
			target := filepath.Join(dir, filepath.FromSlash(name))
			switch {
			case (key == "resources" || key == "bases") && isPath(name):
				k.resources[target] = true
			case partialFields[key] && isLocal(name):
				k.patches[target] = true
			}
			if patchFields[key] && len(k.changes) < maxPatches {
				k.changes = append(k.changes, item)
			}
		}
	}
	for target := range k.resources {
		delete(k.patches, target)
	}
}

// items returns the nodes in a list.
func items(list *yaml.Node) (nodes []*yaml.Node) {
	list = resolve(list)
	if list.Kind != yaml.SequenceNode {
		return nil
	}
	for _, item := range list.Content {
		nodes = append(nodes, resolve(item))
	}
	return nodes
}

// nameIn returns the name of a file in an item of a list, by itself or under path; "" if there is none.
func nameIn(item *yaml.Node) string {
	if item.Kind == yaml.MappingNode {
		item = nodeAt(item, "path")
	}
	if item == nil || item.Kind != yaml.ScalarNode {
		return ""
	}
	return item.Value
}

// nodeAt returns the node below a map at a path of keys, nil if there is none.
func nodeAt(n *yaml.Node, path ...string) *yaml.Node {
	for _, key := range path {
		if n == nil || n.Kind != yaml.MappingNode {
			return nil
		}
		parent := n
		n = nil
		for i := 0; i+1 < len(parent.Content) && n == nil; i += 2 {
			if parent.Content[i].Value == key {
				n = resolve(parent.Content[i+1])
			}
		}
	}
	return n
}

// isPath reports whether the name of a resource may be a path, and not an address.
func isPath(name string) bool {
	return name != "" && !strings.ContainsAny(name, "\n\x00") && !strings.Contains(name, "://") && !filepath.IsAbs(filepath.FromSlash(name))
}

// isLocal reports whether a name in a kustomization is a path in its folder. Patches must be there.
func isLocal(name string) bool { return isPath(name) && filepath.IsLocal(filepath.FromSlash(name)) }

// resolve returns the node that an alias refers to, and other nodes as they are.
func resolve(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.AliasNode {
		return n.Alias
	}
	return n
}
