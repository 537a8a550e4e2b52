package content

import (
	"path/filepath"
	"slices"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/schemas"
)

// A clientFile is a kind of file that a client of Kubernetes reads, and no server. Where group or kind is set a document
// must have it, and all keys.
type clientFile struct {
	name   string   // with its article
	render string   // see lint.Content
	files  []string // names by which the client finds it
	group  string
	kind   string
	keys   []string // all of them
	any    []string // and one of these, if there are any
}

// The sources are the documentation of the clients: https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/,
// https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/, https://helm.sh/docs/topics/charts/ and
// https://skaffold.dev/docs/references/yaml/.
var clientFiles = []clientFile{
	{name: "a kustomization", render: "kubectl kustomize", files: []string{"kustomization.yaml", "kustomization.yml", "Kustomization"}},
	{name: "a kustomization", render: "kubectl kustomize", group: "kustomize.config.k8s.io"},
	{name: "a kubeconfig", kind: "Config", any: []string{"clusters", "contexts", "users", "current-context", "preferences"}},
	{name: "a Helm chart", render: "helm template", files: []string{"Chart.yaml"}},
	{name: "a Helm chart", render: "helm template", keys: []string{"apiVersion", "name", "version"}},
	{name: "a skaffold configuration", group: "skaffold"},
}

// encrypted is the key under which sops says how it has encrypted the values of a file, see
// https://getsops.io/docs/#encrypting-using-age. Only what it decrypts can be judged.
const encrypted = "sops"

// clientFile says which file of a client of Kubernetes a document is. ok is false where it is none.
func (c *Classifier) clientFile(d *manifest.Document) (content lint.Content, ok bool) {
	content.Kind = lint.ClientFile
	if c.Origin != nil {
		if c.Origin.InChart(d.File.Name) {
			content.Name = "a part of a Helm chart"
			return content, true
		}
		if _, ok := c.Origin.PatchOf(d.File.Name); ok {
			content.Name = "a part of a kustomization"
			return content, true
		}
	}
	if d.Root().Field(encrypted).IsMap() {
		content.Name = "an encrypted file"
		return content, true
	}
	base := filepath.Base(d.File.Name)
	group, _ := schemas.ParseAPIVersion(d.Root().Field("apiVersion").Text())
	kind := d.Root().Field("kind").Text()
	for i := range clientFiles {
		if f := &clientFiles[i]; slices.Contains(f.files, base) && !c.isWhole(d) || len(f.files) == 0 && f.describes(d.Root(), group, kind) {
			content.Name, content.Render = f.name, f.render
			return content, true
		}
	}
	return content, false
}

// isWhole reports whether a document is an object all the same, in a file whose name says otherwise.
func (c *Classifier) isWhole(d *manifest.Document) bool {
	root := d.Root()
	return root.Field("metadata").IsMap() && c.isOurs(root, root.Field("apiVersion").Text(), root.Field("kind").Text())
}

// describes reports whether a map of a group and kind is such a file. A file that only its keys identify has no kind and no
// metadata, unlike an object.
func (f *clientFile) describes(root *manifest.Node, group, kind string) bool {
	switch isByKeys := f.group == "" && f.kind == ""; {
	case !root.IsMap(), group != f.group, f.kind != "" && kind != f.kind:
		return false
	case isByKeys && (kind != "" || !root.Field("metadata").IsNull()):
		return false
	}
	isSet := func(key string) bool { return !root.Field(key).IsNull() }
	isMissing := func(key string) bool { return !isSet(key) }
	return !slices.ContainsFunc(f.keys, isMissing) && (len(f.any) == 0 || slices.ContainsFunc(f.any, isSet) || f.isBare(root))
}

// isBare reports whether a map has no key but apiVersion and the kind of such a file.
func (f *clientFile) isBare(root *manifest.Node) bool {
	return f.kind != "" && len(root.Fields()) == 2 && !root.Field("apiVersion").IsNull()
}
