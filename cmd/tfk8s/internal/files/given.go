package files

import (
	"maps"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Given is what kustomizations set in the objects of a file.
type Given struct {
	Namespace string
	Labels    map[string]string  // of the pods
	Selectors map[string]string  // of objects that select pods
	Images    bool               // some images are replaced
	Names     bool               // the names are changed
	Extra     map[Generated]bool // other objects that the kustomizations create
}

// A Generated is an object that a kustomization creates from files or literals.
type Generated struct{ Kind, Name string }

// add adds what a field of a kustomization sets. It ignores labels that are not a map of texts.
func (g *Given) add(key string, value *yaml.Node) {
	switch key {
	case "namespace":
		g.Namespace = value.Value
	case "namePrefix", "nameSuffix":
		g.Names = g.Names || value.Value != ""
	case "images":
		g.Images = len(value.Content) > 0
	case "commonLabels":
		*g = labels(value, true).with(*g)
	case "configMapGenerator":
		g.generate("ConfigMap", value)
	case "secretGenerator":
		g.generate("Secret", value)
	case "labels":
		for _, item := range items(value) {
			g.addLabels(item)
		}
	}
}

func (g *Given) generate(kind string, list *yaml.Node) {
	made := map[Generated]bool{}
	for _, item := range items(list) {
		if name := orEmpty(nodeAt(item, "name")).Value; name != "" {
			made[Generated{kind, name}] = true
		}
	}
	g.Extra = union(g.Extra, made)
}

// addLabels adds an item of the field labels. By default it labels only the objects and not their pods, see
// https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/labels/.
func (g *Given) addLabels(item *yaml.Node) {
	isSet := func(key string) bool { n := nodeAt(item, key); return n != nil && n.Value == "true" }
	selectors := isSet("includeSelectors")
	pods := selectors || isSet("includeTemplates")
	for _, field := range items(orEmpty(nodeAt(item, "fields"))) {
		path := nodeAt(field, "path")
		pods = pods || path != nil && strings.HasSuffix(path.Value, "template/metadata/labels")
	}
	if pods {
		*g = labels(orEmpty(nodeAt(item, "pairs")), selectors).with(*g)
	}
}

// orEmpty returns a node, or an empty one for nil.
func orEmpty(n *yaml.Node) *yaml.Node {
	if n == nil {
		return &yaml.Node{}
	}
	return n
}

func labels(n *yaml.Node, selectors bool) (g Given) {
	if n.Kind != yaml.MappingNode || n.Decode(&g.Labels) != nil {
		return Given{}
	}
	if selectors {
		g.Selectors = g.Labels
	}
	return g
}

// with returns what two kustomizations set together, the later one after the other.
func (g Given) with(later Given) Given {
	both := Given{
		g.Namespace, union(g.Labels, later.Labels), union(g.Selectors, later.Selectors),
		g.Images || later.Images, g.Names || later.Names, union(g.Extra, later.Extra),
	}
	if later.Namespace != "" {
		both.Namespace = later.Namespace
	}
	return both
}

func union[K, V comparable](first, later map[K]V) map[K]V {
	switch {
	case len(later) == 0:
		return first
	case len(first) == 0:
		return later
	}
	both := maps.Clone(first)
	maps.Copy(both, later)
	return both
}

// and returns what each of two kustomizations sets.
func (g Given) and(other Given) Given {
	all := Given{
		Labels: common(g.Labels, other.Labels), Selectors: common(g.Selectors, other.Selectors),
		Images: g.Images && other.Images, Names: g.Names && other.Names,
		Extra: common(g.Extra, other.Extra),
	}
	if other.Namespace != "" {
		all.Namespace = g.Namespace
	}
	return all
}

func common[K, V comparable](a, b map[K]V) map[K]V {
	shared := maps.Clone(a)
	maps.DeleteFunc(shared, func(k K, v V) bool { got, ok := b[k]; return !ok || got != v })
	return shared
}
