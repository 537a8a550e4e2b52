package workload

import (
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/schemas"
)

// A UsedImage is the image of a container, with what the policy knows about it.
type UsedImage struct {
	*manifest.Node // the reference, as it is written

	Container *manifest.Node
	Init      bool
	Foreign   bool // does not come from the registry
	Ref       schemas.ImageRef
	Match     schemas.ImageMatch // of a foreign image: the zero value
}

// Images returns the images of the object's pods. It leaves out containers without an image.
func (s *Object) Images() []*UsedImage { return s.imagesUsed.get(s.findImages) }

func (s *Object) findImages() []*UsedImage {
	var all []*UsedImage
	for _, c := range s.Containers() {
		node := c.Field("image")
		if node.String() == "" {
			continue
		}
		ref, match, ok := s.MatchImage(node.String())
		all = append(all, &UsedImage{
			Node: node, Container: c, Init: c.Parent().Key() == "initContainers", Foreign: !ok, Ref: ref, Match: match,
		})
	}
	return all
}

// MatchImage looks an image reference up in the policy. ok is false for one that does not come from the registry.
func (s *Settings) MatchImage(text string) (ref schemas.ImageRef, match schemas.ImageMatch, ok bool) {
	ref = schemas.ParseImage(text)
	if !s.IsOfRegistry(text) {
		return ref, match, false
	}
	return ref, s.Policy.Image(ref.Name), true
}

// IsOfRegistry reports whether an image comes from the registry. The webhook compares the texts, so it treats the host in capitals
// or with its port as another host.
func (s *Settings) IsOfRegistry(image string) bool {
	path, ok := strings.CutPrefix(image, s.Policy.Registry.Host)
	return ok && strings.HasPrefix(path, "/")
}

// IsLegacy reports whether an image is one of the legacy cluster, or meant to be.
func (s *Settings) IsLegacy(image *UsedImage) bool {
	switch image.Match.Kind {
	case schemas.LegacyImage, schemas.NoMarker, schemas.AliasImage, schemas.RetiredImage:
		return true
	case schemas.UnknownImage:
		return !image.Foreign && strings.HasPrefix(image.Ref.Name, s.Policy.Images.LegacyPrefix)
	}
	return false
}

// UseImage makes the fix that puts another name into an image reference. It sets the registry, and adds the tag that
// is built if the reference has no tag. A digest belongs to the old image, so there is no fix for a reference with one.
func (s *Settings) UseImage(image *UsedImage, name string, safety lint.Safety) *lint.Fix {
	ref := image.Ref
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

// IsBuilt reports whether images of a tag are built.
func (s *Settings) IsBuilt(tag string) bool { return slices.Contains(s.Policy.Images.Tags, tag) }
