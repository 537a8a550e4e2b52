package manifest

import "strings"

// An ID identifies an object of a file, by its place and by what it says it is. Fields that are missing or not strings are
// empty.
type ID struct {
	Document int // index of the document in the file, from 0
	Item     int // index in the document's List, from 0; -1 where the document itself is the object

	APIVersion, Kind, Namespace, Name string
}

// An Object is one Kubernetes object: a document, or an item of a document of kind List.
type Object struct {
	ID
	File *File
	Doc  *Document
	Root *Node // always a map
}

// Objects returns the objects of a document: none if it is empty, unreadable or no map, its items if it is a list of
// objects. A map without apiVersion and kind is no object, but is returned as an item of a List, where kubectl rejects it.
func (d *Document) Objects() []*Object {
	root := d.Root()
	if d.objects != nil || !root.IsMap() {
		return d.objects
	}
	if d.IsList() {
		items := root.Field("items")
		d.objects = make([]*Object, 0, len(items.kids))
		for i := range items.kids {
			if items.kids[i].kind == Map {
				d.objects = append(d.objects, newObject(d, &items.kids[i], i))
			}
		}
		return d.objects
	}
	if root.Field("apiVersion").IsNull() && root.Field("kind").IsNull() {
		return nil
	}
	d.objects = []*Object{newObject(d, root, -1)}
	return d.objects
}

// IsList reports whether the document is a list of objects, of kind List or of another kind. Where the kind is empty or not a
// string, kubectl reads the document as an object.
func (d *Document) IsList() bool {
	root := d.Root()
	return root.Field("items").IsList() && root.Field("kind").String() != ""
}

func newObject(d *Document, root *Node, item int) *Object {
	root.root = true
	meta := root.Field("metadata")
	o := &Object{
		ID: ID{
			Document:   d.Index,
			Item:       item,
			APIVersion: root.Field("apiVersion").String(),
			Kind:       root.Field("kind").String(),
			Namespace:  meta.Field("namespace").String(),
			Name:       meta.Field("name").String(),
		},
		File: d.File,
		Doc:  d,
		Root: root,
	}
	if o.NamedByList() {
		list := d.root
		o.APIVersion, o.Kind = list.Field("apiVersion").String(), strings.TrimSuffix(list.Field("kind").String(), "List")
	}
	return o
}

// NamedByList reports whether the object is an item without a kind of its own in a list such as "kind: PodList".
func (o *Object) NamedByList() bool {
	return o.Item >= 0 && o.Root.Field("apiVersion").String() == "" && o.Root.Field("kind").String() == ""
}
