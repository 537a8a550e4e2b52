package files

import (
	"bytes"
	"path/filepath"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v3"
)

// patchFields are the fields of a kustomization whose items change some objects.
var patchFields = map[string]bool{"patches": true, "patchesStrategicMerge": true, "patchesJson6902": true}

// A patch sets something in the objects of a kind and a name.
type patch struct {
	kind  string         // "": any
	name  *regexp.Regexp // nil: any
	given Given
}

// maxPatches is how many patches of a kustomization are read. Each may be a file.
const maxPatches = 100

// readPatching reads the patches of a kustomization, once.
func (k *kustomization) readPatching() []patch {
	for _, item := range k.changes {
		k.patching = append(k.patching, readPatches(filepath.Dir(k.name), item)...)
	}
	k.changes = nil
	return k.patching
}

// readPatches reads the patches of an item, a file or a text, perhaps with a target. It leaves out patches that set nothing of
// interest, and those that select objects by labels, which it does not support.
func readPatches(dir string, item *yaml.Node) (found []patch) {
	inline := nodeAt(item, "patch")
	if inline == nil && item.Kind == yaml.ScalarNode && strings.Contains(item.Value, "\n") {
		inline = item
	}
	var src []byte
	if inline != nil {
		src = []byte(inline.Value)
	} else if name := nameIn(item); isLocal(name) {
		src, _ = readInside(dir, filepath.Join(dir, filepath.FromSlash(name))) // an unreadable file sets nothing
	}
	target := nodeAt(item, "target")
	if nodeAt(target, "labelSelector") != nil || nodeAt(target, "annotationSelector") != nil {
		return nil
	}
	for _, root := range documents(src) {
		of, given := target, givenByOperations(root)
		if root.Kind == yaml.MappingNode {
			given = givenByMerge(root)
			if of == nil {
				of = identity(root)
			}
		}
		if of != nil && (len(given.Labels) > 0 || given.Images) {
			found = append(found, newPatch(of, given)...)
		}
	}
	return found
}

// identity returns the target of a patch that names its object itself.
func identity(root *yaml.Node) *yaml.Node {
	of := &yaml.Node{Kind: yaml.MappingNode}
	for key, n := range map[string]*yaml.Node{"kind": nodeAt(root, "kind"), "name": nodeAt(root, "metadata", "name")} {
		if n == nil || n.Value == "" {
			return nil
		}
		of.Content = append(of.Content, &yaml.Node{Value: key}, &yaml.Node{Kind: yaml.ScalarNode, Value: regexp.QuoteMeta(n.Value)})
	}
	return of
}

// newPatch returns a patch for a target, none if its name is not a valid pattern. Kustomize matches whole names.
func newPatch(target *yaml.Node, given Given) []patch {
	p := patch{kind: orEmpty(nodeAt(target, "kind")).Value, given: given}
	if expression := orEmpty(nodeAt(target, "name")).Value; expression != "" {
		name, err := regexp.Compile("^(?:" + expression + ")$")
		if err != nil {
			return nil
		}
		p.name = name
	}
	return []patch{p}
}

// documents reads the documents of a text, up to an error.
func documents(src []byte) (roots []*yaml.Node) {
	decoder := yaml.NewDecoder(bytes.NewReader(src))
	for {
		var doc yaml.Node
		if err := decoder.Decode(&doc); err != nil {
			return roots
		}
		if len(doc.Content) == 1 {
			roots = append(roots, resolve(doc.Content[0]))
		}
	}
}

// podsOf returns the pod template of an object, or the Pod itself; nil if there is none.
func podsOf(root *yaml.Node) *yaml.Node {
	if orEmpty(nodeAt(root, "kind")).Value == "Pod" {
		return root
	}
	if pods := nodeAt(root, "spec", "template"); pods != nil {
		return pods
	}
	return nodeAt(root, "spec", "jobTemplate", "spec", "template")
}

// givenByMerge returns what a patch in the form of an object sets.
func givenByMerge(root *yaml.Node) Given {
	pods := podsOf(root)
	given := labels(orEmpty(nodeAt(pods, "metadata", "labels")), false)
	if selectors := nodeAt(root, "spec", "selector", "matchLabels"); selectors != nil {
		given.Selectors = labels(selectors, false).Labels
	}
	for _, field := range []string{"containers", "initContainers"} {
		for _, container := range items(orEmpty(nodeAt(pods, "spec", field))) {
			given.Images = given.Images || nodeAt(container, "image") != nil
		}
	}
	return given
}

// podLabels ends the path to the labels of pods in a patch of operations, see RFC 6902.
const podLabels = "/template/metadata/labels"

// givenByOperations returns what a list of operations sets.
func givenByOperations(list *yaml.Node) (given Given) {
	for _, operation := range items(list) {
		op, path, value := orEmpty(nodeAt(operation, "op")).Value, orEmpty(nodeAt(operation, "path")).Value, orEmpty(nodeAt(operation, "value"))
		if op != "add" && op != "replace" {
			continue
		}
		_, key, ok := strings.Cut(path, podLabels)
		switch {
		case strings.HasSuffix(path, "/image"):
			given.Images = true
		case ok && key == "":
			given = given.with(labels(value, false))
		case ok && strings.HasPrefix(key, "/"):
			key = strings.NewReplacer("~1", "/", "~0", "~").Replace(key[1:])
			given = given.with(Given{Labels: map[string]string{key: value.Value}})
		}
	}
	return given
}

// objects are the objects of a file that run pods. An unreadable file has none.
type objects struct{ roots []*yaml.Node }

func readObjects(path string) *objects {
	src, _ := readSetting(path)
	var o objects
	for _, root := range documents(src) {
		if podsOf(root) != nil {
			o.roots = append(o.roots, root)
		}
	}
	return &o
}

// patched returns what patches set in all of the objects.
func (o *objects) patched(patches []patch) (all Given) {
	for i, root := range o.roots {
		var given Given
		for _, p := range patches {
			kind, name := orEmpty(nodeAt(root, "kind")).Value, orEmpty(nodeAt(root, "metadata", "name")).Value
			if (p.kind == "" || p.kind == kind) && (p.name == nil || p.name.MatchString(name)) {
				given = given.with(p.given)
			}
		}
		if i == 0 {
			all = given
		} else {
			all = all.and(given)
		}
	}
	return all
}
