// Package content says what a document is, from its text alone and before any rule looks at it: a Kubernetes object, an
// object of another program's API, a template that is to be rendered first, a file for a client of Kubernetes, or none
// of these. Only Kubernetes objects are judged, and only they are ever changed.
package content

import (
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/schemas"
)

// A Classifier tells the contents of documents apart. It must not change while a run uses it.
type Classifier struct {
	Policy *schemas.Policy
	Bundle *schemas.Bundle
	Origin Origin // nil: nothing is known of where files lie
}

// An Origin says what the folders around a file make of it.
type Origin interface {
	// InChart reports whether a file is a template of a Helm chart, or its values.
	InChart(file string) bool
	// PatchOf returns the kustomization that uses a file as a patch, or as another thing that is no whole object.
	PatchOf(file string) (kustomization string, ok bool)
}

// Document says what a document holds.
func (c *Classifier) Document(d *manifest.Document) lint.Content {
	if file, ok := c.clientFile(d); ok {
		return file
	}
	kind := lint.Nothing
	switch {
	case d.Err() != nil:
		kind = c.unreadable(d)
	case !d.Root().Exists():
		return lint.Content{Kind: lint.Nothing, Name: "nothing"}
	case d.Root().IsMap():
		kind = c.ofMap(d.Root())
		if kind == lint.Manifest && hasPlaceholder(d) {
			kind = lint.Template
		}
	}
	if kind == lint.Nothing && d.File.Contents(c.isObject).Objects {
		kind = lint.Manifest // kubectl gets the whole file, and fails at this document
	}
	if kind == lint.Nothing {
		return lint.Content{Kind: kind, Name: "no Kubernetes object"}
	}
	return lint.Content{Kind: kind}
}

// Object says what an object of a document is, which may be an item of a List.
func (c *Classifier) Object(o *manifest.Object) lint.ContentKind {
	if c.ofMap(o.Root) == lint.OtherAPI && !o.NamedByList() {
		return lint.OtherAPI
	}
	return lint.Manifest
}

// isObject reports whether a document is one for kubectl, or is meant to be.
func (c *Classifier) isObject(d *manifest.Document) bool {
	if d.Err() != nil {
		return c.mentionsObject(d)
	}
	return d.Root().IsMap() && c.ofMap(d.Root()) == lint.Manifest
}

// unreadable says what a document is that kubectl cannot read: a manifest where one of its lines looks so.
func (c *Classifier) unreadable(d *manifest.Document) lint.ContentKind {
	switch {
	case !c.mentionsObject(d):
		return lint.Nothing
	case brokenByPlaceholder(d):
		return lint.Template
	}
	return lint.Manifest
}

// ofMap says what a map is by its apiVersion and kind.
func (c *Classifier) ofMap(root *manifest.Node) lint.ContentKind {
	apiVersion, kind := field(root, "apiVersion"), field(root, "kind")
	switch {
	case apiVersion.IsNull() && kind.IsNull():
		return lint.Nothing
	case isUnset(apiVersion) || isUnset(kind):
		return c.ofHalf(root, apiVersion, kind)
	case holdsPlaceholder(apiVersion), holdsPlaceholder(kind), c.isOurs(apiVersion.Text(), kind.Text()):
		return lint.Manifest
	case root.Field("metadata").IsMap() || strings.Contains(apiVersion.Text(), "/"):
		return lint.OtherAPI
	}
	return lint.Nothing
}

// ofHalf says what a map is that has but one of apiVersion and kind.
func (c *Classifier) ofHalf(root, apiVersion, kind *manifest.Node) lint.ContentKind {
	metadata := root.Field("metadata")
	switch {
	case isUnset(apiVersion) && !c.isKind(kind.Text()):
	case isUnset(kind) && apiVersion.Text() != core && !isGrouped(apiVersion.Text()):
	case metadata.IsMap() && isObjectMeta(metadata), c.isListOfObjects(root, kind):
		return lint.Manifest
	}
	return lint.Nothing
}

// isObjectMeta reports whether a map may be the metadata of an object: it is empty or has one of the usual keys.
func isObjectMeta(metadata *manifest.Node) bool {
	usual := func(f manifest.Node) bool {
		return slices.Contains([]string{"name", "generateName", "namespace", "labels", "annotations"}, f.Key())
	}
	fields := metadata.Fields()
	return len(fields) == 0 || slices.ContainsFunc(fields, usual)
}

// isListOfObjects reports whether a map without an apiVersion is a list of what look like objects.
func (c *Classifier) isListOfObjects(root, kind *manifest.Node) bool {
	items := root.Field("items").Items()
	return strings.HasSuffix(kind.Text(), "List") && len(items) > 0 && items[0].IsMap() &&
		(!items[0].Field("apiVersion").IsNull() || !items[0].Field("kind").IsNull())
}

// isOurs reports whether an apiVersion and a kind are those of Kubernetes, or are meant to be.
func (c *Classifier) isOurs(apiVersion, kind string) bool {
	if apiVersion == core || isGrouped(apiVersion) {
		return true
	}
	group, _ := schemas.ParseAPIVersion(apiVersion)
	meant := !strings.Contains(group, ".") || strings.HasSuffix(group, ".k8s.io") || schemas.NearGroup(group) != ""
	return meant && c.isKind(kind)
}

// core is the apiVersion of the core group, which has no name and never had another version.
const core = "v1"

// isGrouped reports whether an apiVersion names a group of Kubernetes.
func isGrouped(apiVersion string) bool {
	group, _, ok := strings.Cut(apiVersion, "/")
	return ok && group != "" && schemas.IsGroup(group)
}

// isKind reports whether a word is a kind of either cluster, or a list of one, in letters of any case.
func (c *Classifier) isKind(word string) bool {
	if word == "List" {
		return true
	}
	word = strings.TrimSuffix(word, "List")
	if len(c.Bundle.ServedVersions(word)) > 0 {
		return true
	}
	moved := func(m schemas.APIMove) bool { return strings.EqualFold(m.Kind, word) }
	served := func(r schemas.Resource) bool { return strings.EqualFold(r.Kind, word) || r.Plural == word }
	return slices.ContainsFunc(c.Policy.APIs, moved) || slices.ContainsFunc(c.Bundle.Resources(), served)
}

// field returns the value of a key, or of one that differs from it in the case of its letters.
func field(root *manifest.Node, name string) *manifest.Node {
	if n := root.Field(name); n.Exists() {
		return n
	}
	fields := root.Fields()
	for i := range fields {
		if strings.EqualFold(fields[i].Key(), name) {
			return &fields[i]
		}
	}
	return nil
}

// isUnset reports whether nothing is written: no key, null, or an empty text.
func isUnset(n *manifest.Node) bool {
	return n.IsNull() || n.Kind() == manifest.String && n.Text() == ""
}
