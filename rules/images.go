package rules

import (
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/schemas"
)

// A usedImage is the image of a container, with what the policy knows of it.
type usedImage struct {
	*manifest.Node // the reference, as it is written

	container *manifest.Node
	init      bool
	foreign   bool // does not come from the registry
	ref       schemas.ImageRef
	match     schemas.ImageMatch // of a foreign image: the zero value
}

// images returns the images of the object's pods. Containers that name none have no part in it.
func (s *Subject) images() []*usedImage { return s.imagesUsed.get(s.findImages) }

func (s *Subject) findImages() []*usedImage {
	var all []*usedImage
	for _, c := range s.Containers() {
		node := c.Field("image")
		if node.String() == "" {
			continue
		}
		ref, match, ok := s.matchImage(node.String())
		all = append(all, &usedImage{
			Node: node, container: c, init: c.Parent().Key() == "initContainers", foreign: !ok, ref: ref, match: match,
		})
	}
	return all
}

// matchImage looks an image reference up in the policy. ok is false for one that does not come from the registry.
func (s *Settings) matchImage(text string) (ref schemas.ImageRef, match schemas.ImageMatch, ok bool) {
	ref = schemas.ParseImage(text)
	if !s.isOfRegistry(text) {
		return ref, match, false
	}
	return ref, s.Policy.Image(ref.Name), true
}

// isOfRegistry reports whether an image comes from the registry. The webhook compares letters: the host in capitals, or
// with its port, is another one to it.
func (s *Settings) isOfRegistry(image string) bool {
	path, ok := strings.CutPrefix(image, s.Policy.Registry.Host)
	return ok && strings.HasPrefix(path, "/")
}

// isLegacy reports whether an image is one of the legacy cluster, or meant to be.
func (s *Settings) isLegacy(image *usedImage) bool {
	switch image.match.Kind {
	case schemas.LegacyImage, schemas.NoMarker, schemas.AliasImage, schemas.RetiredImage:
		return true
	case schemas.UnknownImage:
		return !image.foreign && strings.HasPrefix(image.ref.Name, s.Policy.Images.LegacyPrefix)
	}
	return false
}

// reportRenamed reports the images of a kind, all of which go on under another name on the current cluster.
func reportRenamed(p *lint.Pass, kind schemas.ImageKind, message func(s *Settings, name string) string) {
	s := on(p)
	for _, image := range s.images() {
		if m := image.match; m.Kind == kind {
			p.At(image.Node, s.useImage(image, m.Current, lint.Safe), "%s: use %s", message(s.Settings, image.ref.Name), m.Current)
		}
	}
}

// useImage makes the fix that puts another name into an image reference, in the registry and with the tag that is built
// where it has none. A digest belongs to the old image, so there is no fix for a reference with one.
func (s *Settings) useImage(image *usedImage, name string, safety lint.Safety) *lint.Fix {
	ref := image.ref
	if ref.Digest != "" {
		return nil
	}
	ref.Registry, ref.Name = s.Policy.Registry.Host, name
	if ref.Tag == "" {
		ref.Tag = s.Policy.Images.Tags[0]
	}
	edits, ok := image.SetText(ref.String())
	return lint.NewFix(safety, edits, ok, "use "+name)
}

// isBuilt reports whether images of a tag are built.
func (s *Settings) isBuilt(tag string) bool { return slices.Contains(s.Policy.Images.Tags, tag) }
