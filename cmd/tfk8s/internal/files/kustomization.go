package files

import (
	"os"
	"path/filepath"
	"strings"

	"go.yaml.in/yaml/v3"
)

// A kustomization is what the one of a folder says of files.
type kustomization struct {
	name    string          // "" where the folder has none
	patches map[string]bool // files that are no objects by themselves
	whole   map[string]bool // files that hold objects, and folders with a kustomization that makes some
	given   Given           // to all objects
	top     bool            // the folder is the root of a repository

	changes  []*yaml.Node // the items of the fields with patches, until they are read
	patching []patch      // what gives something to some objects
}

// partialFields list files that hold no whole objects of the cluster, by name or under path.
var partialFields = map[string]bool{
	"patches": true, "patchesStrategicMerge": true, "patchesJson6902": true, "replacements": true,
	"transformers": true, "generators": true, "validators": true, "configurations": true, "components": true,
}

// readKustomization reads the one of a folder. Where something in it is odd, it says nothing.
func readKustomization(dir string) *kustomization {
	k := &kustomization{patches: map[string]bool{}, whole: map[string]bool{}}
	_, err := os.Lstat(filepath.Join(dir, ".git"))
	k.top = err == nil
	for _, base := range []string{"kustomization.yaml", "kustomization.yml", "Kustomization"} {
		name := filepath.Join(dir, base)
		src, err := readSetting(name)
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

// add adds the files that the fields of a kustomization name. One that is a resource too is an object.
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
				k.whole[target] = true
			case partialFields[key] && ownFolder(name):
				k.patches[target] = true
			}
			if patchFields[key] && len(k.changes) < mostPatches {
				k.changes = append(k.changes, item)
			}
		}
	}
	for target := range k.whole {
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

// nameIn returns the name that an item of a list is, or has under path; "" where there is none.
func nameIn(item *yaml.Node) string {
	if item.Kind == yaml.MappingNode {
		item = nodeAt(item, "path")
	}
	if item == nil || item.Kind != yaml.ScalarNode {
		return ""
	}
	return item.Value
}

// nodeAt returns the node below a map at a path of keys, nil where there is none.
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

// isPath reports whether the name of a resource may be that of a file or a folder: others are addresses.
func isPath(name string) bool {
	return name != "" && !strings.ContainsAny(name, "\n\x00") && !strings.Contains(name, "://") && !filepath.IsAbs(filepath.FromSlash(name))
}

// ownFolder reports whether a name in a kustomization is that of a file of its folder: others it may not patch with.
func ownFolder(name string) bool { return isPath(name) && filepath.IsLocal(filepath.FromSlash(name)) }

// resolve returns the node that an alias is for.
func resolve(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.AliasNode {
		return n.Alias
	}
	return n
}
