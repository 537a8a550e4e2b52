// Package content decides what a document is, from its text alone: a Kubernetes object, an object of another program's API,
// a template, a file for a client of Kubernetes, or something else. It does so before any rule looks at the document. Only
// Kubernetes objects are judged and changed.
package content

import (
	"slices"
	"strings"
	"unicode"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/schemas"
	"github.com/toolforge/tfk8s/schemas/spelling"
)

// A Classifier says what documents hold. It must not change while a run uses it.
type Classifier struct {
	Policy *schemas.Policy
	Bundle *schemas.Bundle
	Origin Origin // nil: nothing is known of where files lie
}

// An Origin says what the folders around a file make of it.
type Origin interface {
	// InChart reports whether a file is a template of a Helm chart, or its values.
	InChart(file string) bool
	// PatchOf returns the kustomization that uses a file as a patch, or as something else that is not a whole object.
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
	if kind == lint.Nothing && (d.File.Contents(c.isObject).Objects || Misread(d.File) != "") {
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
	case c.isOurs(root, apiVersion.Text(), kind.Text()), holdsPlaceholder(apiVersion), holdsPlaceholder(kind), c.listsObjects(root, kind.Text()):
		return lint.Manifest
	case apiVersion.Text() == core,
		isAPIVersion(apiVersion.Text()) && (root.Field("metadata").IsMap() || strings.Contains(apiVersion.Text(), "/")):
		return lint.OtherAPI
	}
	return lint.Nothing
}

// listsObjects reports whether a map is a List that begins with an object of Kubernetes, whatever its apiVersion is.
func (c *Classifier) listsObjects(root *manifest.Node, kind string) bool {
	return kind == "List" && c.hasItems(root) && c.ofMap(&root.Field("items").Items()[0]) == lint.Manifest
}

// ofHalf says what a map is that has only one of apiVersion and kind. Many programs write files with a kind and metadata, so
// the map must not have anything that an object of Kubernetes does not have.
func (c *Classifier) ofHalf(root, apiVersion, kind *manifest.Node) lint.ContentKind {
	near := c.nearKind(kind.Text())
	if near != "" && !IsMeant(c.Bundle, root, kind.Text(), near) {
		near = ""
	}
	switch {
	case (strings.HasSuffix(kind.Text(), "List") || isUnset(kind) && apiVersion.Text() == core) && c.hasItems(root):
		return lint.Manifest
	case isUnset(apiVersion) && (near == "" || !c.hasFieldsOf(near, root)):
	case isUnset(kind) && apiVersion.Text() != core && !isGrouped(apiVersion.Text()):
	case isObjectMeta(root.Field("metadata")):
		return lint.Manifest
	}
	return lint.Nothing
}

// hasFieldsOf reports whether a map has only keys of a kind. If the kind is not written exactly, one of them must be a key
// that not every object has.
func (c *Classifier) hasFieldsOf(kind string, root *manifest.Node) bool {
	versions := c.Bundle.ServedVersions(kind)
	if len(versions) == 0 { // a kind of the legacy cluster
		return true
	}
	schema, own := c.Bundle.Lookup(versions[0]), field(root, "kind").Text() == kind
	fields := root.Fields()
	for i := range fields {
		switch key := fields[i].Key(); {
		case strings.EqualFold(key, "apiVersion"), strings.EqualFold(key, "kind"), key == "metadata":
		case schema.Field(key) == nil:
			return false
		default:
			own = true
		}
	}
	return own
}

// isObjectMeta reports whether a node may be the metadata of an object: it is empty, or has one of the usual keys and
// only those that metadata has.
func isObjectMeta(metadata *manifest.Node) bool {
	if !metadata.IsMap() {
		return false
	}
	usual, fields := false, metadata.Fields()
	for i := range fields {
		switch f := &fields[i]; f.Key() {
		case "labels", "annotations":
			if !f.IsMap() && !f.IsNull() {
				return false
			}
			usual = true
		case "name", "generateName", "namespace":
			usual = true
		case "uid", "resourceVersion", "generation", "selfLink", "creationTimestamp", "deletionTimestamp", "ownerReferences",
			"finalizers", "managedFields", "initializers", "clusterName", "deletionGracePeriodSeconds":
		default:
			return false
		}
	}
	return usual || len(fields) == 0
}

// isOurs reports whether an apiVersion and a kind are those of Kubernetes, or are meant to be. Without a root it looks at the
// words alone.
func (c *Classifier) isOurs(root *manifest.Node, apiVersion, kind string) bool {
	group, version := schemas.ParseAPIVersion(apiVersion)
	switch {
	case apiVersion == core:
		return c.isOurCore(root, kind)
	case isGrouped(apiVersion):
		return true
	case group == "":
		return c.isOurVersion(root, version, kind)
	}
	return isVersion(version) && c.isOurGroup(root, group, kind)
}

// core is the apiVersion of the core group, which has no name and never had another version.
const core = "v1"

// isGrouped reports whether an apiVersion names a group of Kubernetes.
func isGrouped(apiVersion string) bool {
	group, _, ok := strings.Cut(apiVersion, "/")
	return ok && group != "" && schemas.IsGroup(group)
}

// isVersion reports whether a text looks like the version of an API.
func isVersion(text string) bool {
	text = strings.TrimLeft(text, "vV")
	return text != "" && text[0] >= '0' && text[0] <= '9'
}

// isAPIVersion reports whether a text has the form of an apiVersion, of whatever program.
func isAPIVersion(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool {
		return r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("./-", r)
	})
}

// isKind reports whether a word is a kind of either cluster, or a list of one, in letters of any case.
func (c *Classifier) isKind(word string) bool {
	if word == "List" {
		return true
	}
	word = strings.TrimSuffix(word, "List")
	return slices.ContainsFunc(c.kinds(), func(kind string) bool { return strings.EqualFold(kind, word) }) ||
		slices.ContainsFunc(c.Bundle.Resources(), func(r schemas.Resource) bool { return r.Plural == strings.ToLower(word) })
}

// nearKind returns the kind that a word is or is nearest to, "" where there is none.
func (c *Classifier) nearKind(word string) string {
	for _, r := range c.Bundle.Resources() {
		if r.Plural == strings.ToLower(word) {
			return r.Kind
		}
	}
	return spelling.Nearest(word, min(2, len(word)/3), slices.Values(c.kinds()))
}

// kinds are those of either cluster.
func (c *Classifier) kinds() []string {
	var all []string
	for _, r := range c.Bundle.Resources() {
		all = append(all, r.Kind)
	}
	for i := range c.Policy.APIs {
		all = append(all, c.Policy.APIs[i].Kind)
	}
	return all
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

// isUnset reports whether a value is absent, null, or an empty text.
func isUnset(n *manifest.Node) bool {
	return n.IsNull() || n.Kind() == manifest.String && n.Text() == ""
}
