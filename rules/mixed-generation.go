package rules

import (
	"cmp"
	_ "embed"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/schemas"
)

//go:embed mixed-generation.md
var mixedGenerationDoc string

var mixedGeneration = &lint.Rule{
	ID: "TFK313", Name: "mixed-generation",
	Stage: lint.Advice, Severity: lint.Warning,
	Doc:    mixedGenerationDoc,
	Object: checkMixedGeneration,
}

// A trait is something by which an object shows for which of the clusters it was written.
type trait struct {
	node *manifest.Node
	what string // what a message calls it, before its name
	name string
}

// checkMixedGeneration sums up what has moved and what has not. A single trait that was forgotten needs no summary: the
// rule of that trait says it all.
func checkMixedGeneration(p *lint.Pass, o *manifest.Object) {
	s := on(p)
	if !s.PodSpec().IsMap() {
		return
	}
	var olds, news [4]trait // room for all that there can be
	old := s.addLegacyTraits(olds[:0])
	if len(old) < 2 {
		return
	}
	if now := s.addCurrentTraits(news[:0]); len(now) > 0 {
		p.At(old[0].node, nil, "the %s is half moved: of the %s it has %s, of the %s %s: finish the move",
			o.Kind, s.Policy.Current.Title, listTraits(now), s.Policy.Legacy.Title, listTraits(old))
	}
}

func listTraits(traits []trait) string {
	var texts []string
	for _, t := range traits {
		texts = append(texts, t.what+t.name)
	}
	return listed(texts)
}

// addLegacyTraits finds those that convert can take away, as far as the parts of the object let it.
func (s *Subject) addLegacyTraits(found []trait) []trait {
	if m := s.Move; m != nil && m.Legacy && !s.isMadeByWebservice() {
		found = append(found, trait{s.Root().Field("apiVersion"), "", m.From})
	}
	if s.isLegacyNamespace() {
		found = append(found, trait{s.Root().At("metadata", "namespace"), "the namespace ", s.Object.Namespace})
	}
	found = s.addImageTrait(found, s.isLegacy)
	if s.asksForPreset() && s.presetOutcome() != presetApplied { // otherwise the volume does no harm, and stays
		for _, v := range s.planForPreset().volumes {
			if isWithin(v.path, s.Policy.Tools.HomeRoot) {
				return append(found, trait{v.node.At("hostPath", "path"), "the volume ", v.name})
			}
		}
	}
	return found
}

func (s *Subject) addCurrentTraits(found []trait) []trait {
	if s.Policy.LegacyMove(s.Object.Kind, s.Object.APIVersion) != nil { // the legacy cluster has another version
		found = append(found, trait{s.Root().Field("apiVersion"), "", s.Object.APIVersion})
	}
	if strings.HasPrefix(s.Object.Namespace, s.Policy.Current.NamespacePrefix) {
		found = append(found, trait{s.Root().At("metadata", "namespace"), "the namespace ", s.Object.Namespace})
	}
	found = s.addImageTrait(found, func(image *usedImage) bool { return image.match.Kind == schemas.CurrentImage })
	if s.presetSelects() && !s.isWebservices() { // which labelled its pods before it moved them
		found = append(found, trait{s.podLabels().Field(s.Policy.PodPreset.Label.Key), "the label ", s.labelText()})
	}
	return found
}

// addImageTrait adds the trait of all images of a generation; there is none without such an image.
func (s *Subject) addImageTrait(found []trait, is func(*usedImage) bool) []trait {
	var few [4]string
	names := few[:0]
	var first *manifest.Node
	for _, image := range s.images() {
		if is(image) && !slices.Contains(names, image.ref.Name) {
			names = append(names, image.ref.Name)
			first = cmp.Or(first, image.Node)
		}
	}
	if first == nil {
		return found
	}
	return append(found, trait{first, "the " + plural(len(names), "image") + " ", listed(names)})
}

// isMadeByWebservice reports whether webservice makes such objects on the current cluster, in an API version of old.
func (s *Subject) isMadeByWebservice() bool {
	return s.isWebservices() && slices.ContainsFunc(s.Policy.Webservice.Objects, func(w schemas.WebserviceObject) bool {
		return w.Kind == s.Object.Kind && w.APIVersion == s.Object.APIVersion
	})
}
