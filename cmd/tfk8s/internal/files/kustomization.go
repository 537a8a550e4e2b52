package files

import (
	"os"
	"path/filepath"

	"go.yaml.in/yaml/v3"
)

// A kustomization is what the one of a folder says of files.
type kustomization struct {
	name    string          // "" where the folder has none
	patches map[string]bool // files that are no objects by themselves
	whole   map[string]bool // files of its own folder that hold objects
	given   Given
	top     bool // the folder is the root of a repository
}

// Given is what a kustomization puts into the objects of its resources.
type Given struct {
	Namespace string
	Labels    map[string]string // of the objects, their pods and their selectors
	Images    bool              // it replaces some
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
		names := listed(value)
		for _, name := range names {
			switch target := filepath.Join(dir, filepath.FromSlash(name)); {
			case key == "resources":
				k.whole[target] = true
			case partialFields[key]:
				k.patches[target] = true
			}
		}
	}
	for target := range k.whole {
		delete(k.patches, target)
	}
}

// add adds what a field puts into objects. Labels that are not of the usual form give nothing.
func (g *Given) add(key string, value *yaml.Node) {
	switch key {
	case "namespace":
		g.Namespace = value.Value
	case "images":
		g.Images = len(value.Content) > 0
	case "commonLabels":
		_ = value.Decode(&g.Labels)
	}
}

// listed returns the names in a list of names, or of maps with one under path.
func listed(list *yaml.Node) (names []string) {
	list = resolve(list)
	if list.Kind != yaml.SequenceNode {
		return nil
	}
	for _, item := range list.Content {
		item = resolve(item)
		if item.Kind == yaml.MappingNode {
			for i := 0; i+1 < len(item.Content); i += 2 {
				if item.Content[i].Value == "path" {
					item = resolve(item.Content[i+1])
					break
				}
			}
		}
		if item.Kind == yaml.ScalarNode && ownFolder(item.Value) {
			names = append(names, item.Value)
		}
	}
	return names
}

// resolve returns the node that an alias is for.
func resolve(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.AliasNode {
		return n.Alias
	}
	return n
}
