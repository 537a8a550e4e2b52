package api

import (
	"cmp"
	_ "embed"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/rules/podpreset"
	"github.com/toolforge/tfk8s/rules/workload"
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
	s := workload.Of(p)
	if !s.PodSpec().IsMap() {
		return
	}
	var olds, news [4]trait // room for all that there can be
	old := addLegacyTraits(s, olds[:0])
	if len(old) < 2 {
		return
	}
	if now := addCurrentTraits(s, news[:0]); len(now) > 0 {
		p.At(old[0].node, nil, "the %s is half moved: of the %s it has %s, of the %s %s: finish the move",
			s.Kind, s.Policy.Current.Title, listTraits(now), s.Policy.Legacy.Title, listTraits(old))
	}
}

func listTraits(traits []trait) string {
	var texts []string
	for _, t := range traits {
		texts = append(texts, t.what+t.name)
	}
	return words.Listed(texts)
}

// addLegacyTraits finds those that convert can take away, as far as the parts of the object let it.
func addLegacyTraits(s *workload.Object, found []trait) []trait {
	if m := s.Move; m != nil && m.Legacy && !isMadeByWebservice(s) {
		found = append(found, trait{s.Root().Field("apiVersion"), "", m.From})
	}
	if s.IsLegacyNamespace() {
		found = append(found, trait{s.Root().At("metadata", "namespace"), "the namespace ", s.Object.Namespace})
	}
	found = addImageTrait(s, found, s.IsLegacy)
	if podpreset.AsksForPreset(s) && podpreset.OutcomeOf(s) != podpreset.PresetApplied { // otherwise the volume does no harm, and stays
		for _, v := range podpreset.PlanForPreset(s).Volumes {
			if workload.IsWithin(v.Path, s.Policy.Tools.HomeRoot) {
				return append(found, trait{v.Node.At("hostPath", "path"), "the volume ", v.Name})
			}
		}
	}
	return found
}

func addCurrentTraits(s *workload.Object, found []trait) []trait {
	if s.Policy.LegacyMove(s.Kind, s.APIVersion) != nil { // the legacy cluster has another version
		found = append(found, trait{s.Root().Field("apiVersion"), "", s.APIVersion})
	}
	if strings.HasPrefix(s.Object.Namespace, s.Policy.Current.NamespacePrefix) {
		found = append(found, trait{s.Root().At("metadata", "namespace"), "the namespace ", s.Object.Namespace})
	}
	found = addImageTrait(s, found, func(image *workload.UsedImage) bool { return image.Match.Kind == schemas.CurrentImage })
	if podpreset.PresetSelects(s) && !s.IsWebservices() { // which labelled its pods before it moved them
		found = append(found, trait{podpreset.PodLabels(s).Field(s.Policy.PodPreset.Label.Key), "the label ", podpreset.LabelText(s)})
	}
	return found
}

// addImageTrait adds the trait of all images of a generation; there is none without such an image.
func addImageTrait(s *workload.Object, found []trait, is func(*workload.UsedImage) bool) []trait {
	var few [4]string
	names := few[:0]
	var first *manifest.Node
	for _, image := range s.Images() {
		if is(image) && !slices.Contains(names, image.Ref.Name) {
			names = append(names, image.Ref.Name)
			first = cmp.Or(first, image.Node)
		}
	}
	if first == nil {
		return found
	}
	return append(found, trait{first, "the " + words.Plural(len(names), "image") + " ", words.Listed(names)})
}

// isMadeByWebservice reports whether webservice makes such objects on the current cluster, in an API version of old.
func isMadeByWebservice(s *workload.Object) bool {
	return s.IsWebservices() && slices.ContainsFunc(s.Policy.Webservice.Objects, func(w schemas.WebserviceObject) bool {
		return w.Kind == s.Kind && w.APIVersion == s.APIVersion
	})
}
