package lint

import "github.com/toolforge/tfk8s/lint/manifest"

// A Content says what a document holds.
type Content struct {
	Kind   ContentKind
	Name   string // in words, with its article: "a kustomization"; for the kinds ClientFile and Nothing
	Render string // the command that makes manifests of a folder with such a file, "" if there is none
}

// A ContentKind decides which rules look at a document: those that list it in Rule.Content.
type ContentKind uint8

const (
	Manifest   ContentKind = iota // Kubernetes objects, or text that is meant to hold some
	OtherAPI                      // an object of an API that Kubernetes never had
	Template                      // text that a program fills in before kubectl gets it
	ClientFile                    // a file that a client of Kubernetes reads, such as a kustomization
	Nothing                       // anything else: the document is only counted
)

// A Classifier says what documents hold, before any rule looks at them. It is called from several goroutines.
type Classifier interface {
	Document(*manifest.Document) Content
	// Object is asked about the objects of a document that is a Manifest, since the items of a List may be of several kinds.
	Object(*manifest.Object) ContentKind
}

// contents are the kinds of content that documents hold.
type contents uint8

func (c *contents) add(k ContentKind) { *c |= 1 << k }

// Holds reports whether a document of the file, or an item of a List in it, has a kind of content.
func (r *FileResult) Holds(k ContentKind) bool { return r.holds&(1<<k) != 0 }

// A LeftOut is a file in which nothing was judged.
type LeftOut struct {
	File    string  // its name
	Content Content // of its first document
}

// isLookedAt reports whether rules look at documents of a kind.
func (k ContentKind) isLookedAt() bool { return k != ClientFile && k != Nothing }
