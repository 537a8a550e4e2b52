package rules

import (
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
	of   traitKind
	node *manifest.Node
	text string // as a message calls it
}

type traitKind uint8

const (
	apiTrait traitKind = iota
	namespaceTrait
	imageTrait
	labelTrait  // of the current cluster alone
	volumeTrait // of the legacy cluster alone
)

// checkMixedGeneration makes one finding of an object: what to do about each trait, the rule of that trait says. Only what
// fits nowhere together is a mixture. An old image beside all that is new, say, was forgotten, and is found by itself.
func checkMixedGeneration(p *lint.Pass, o *manifest.Object) {
	s := on(p)
	if !s.PodSpec().IsMap() {
		return
	}
	old, now := s.legacyTraits(), s.currentTraits()
	oldObject := hasTrait(old, apiTrait) || hasTrait(old, namespaceTrait)
	if oldObject && hasTrait(now, imageTrait) || hasTrait(old, volumeTrait) && hasTrait(now, labelTrait) {
		p.At(old[0].node, nil, "the %s is half moved: of the %s it has %s, of the %s %s: finish the move",
			o.Kind, s.Policy.Current.Title, listTraits(now), s.Policy.Legacy.Title, listTraits(old))
	}
}

func hasTrait(traits []trait, kind traitKind) bool {
	return slices.ContainsFunc(traits, func(t trait) bool { return t.of == kind })
}

func listTraits(traits []trait) string {
	var texts []string
	for _, t := range traits {
		texts = append(texts, t.text)
	}
	return listed(texts)
}

// legacyTraits are those that convert can take away, as far as the parts of the object let it.
func (s *Subject) legacyTraits() []trait {
	var found []trait
	if m := s.Policy.Move(s.Object.Kind, s.Object.APIVersion); m != nil && m.Legacy && !s.isMadeByWebservice() {
		found = append(found, trait{apiTrait, s.Root().Field("apiVersion"), m.From})
	}
	if s.isLegacyNamespace() {
		found = append(found, trait{namespaceTrait, s.Root().At("metadata", "namespace"), "the namespace " + s.Object.Namespace})
	}
	found = append(found, s.imageTraits(func(image *usedImage) bool { return s.isLegacyImage(image.String()) })...)
	if s.asksForPreset() && s.presetOutcome() != presetApplied { // otherwise the volume does no harm, and stays
		for _, v := range s.planForPreset().volumes {
			if isWithin(v.path, s.Policy.Tools.HomeRoot) {
				found = append(found, trait{volumeTrait, v.node.At("hostPath", "path"), "the volume " + v.name})
			}
		}
	}
	return found
}

func (s *Subject) currentTraits() []trait {
	var found []trait
	if s.Policy.LegacyMove(s.Object.Kind, s.Object.APIVersion) != nil { // the legacy cluster has another version
		found = append(found, trait{apiTrait, s.Root().Field("apiVersion"), s.Object.APIVersion})
	}
	if strings.HasPrefix(s.Object.Namespace, s.Policy.Current.NamespacePrefix) {
		found = append(found, trait{namespaceTrait, s.Root().At("metadata", "namespace"), "the namespace " + s.Object.Namespace})
	}
	found = append(found, s.imageTraits(func(image *usedImage) bool { return image.match.Kind == schemas.CurrentImage })...)
	if s.presetSelects() && !s.isWebservices() { // which labelled its pods before it moved them
		found = append(found, trait{labelTrait, s.podLabels().Field(s.Policy.PodPreset.Label.Key), "the label " + s.labelText()})
	}
	return found
}

// imageTraits names each image of a kind once.
func (s *Subject) imageTraits(is func(*usedImage) bool) []trait {
	var found []trait
	for _, image := range s.images() {
		text := "the image " + image.ref.Name
		if is(&image) && !slices.ContainsFunc(found, func(t trait) bool { return t.text == text }) {
			found = append(found, trait{imageTrait, image.Node, text})
		}
	}
	return found
}

// isMadeByWebservice reports whether webservice makes such objects on the current cluster, in an API version of old.
func (s *Subject) isMadeByWebservice() bool {
	return s.isWebservices() && slices.ContainsFunc(s.Policy.Webservice.Objects, func(w schemas.WebserviceObject) bool {
		return w.Kind == s.Object.Kind && w.APIVersion == s.Object.APIVersion
	})
}
