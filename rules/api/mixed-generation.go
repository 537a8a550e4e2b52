package api

import (
	"cmp"
	_ "embed"
	"slices"
	"strconv"
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

// A trait shows for which of the clusters an object was written.
type trait struct {
	node *manifest.Node
	what string // what a message calls it, before its name
	name string
	many bool // the name lists several things
}

// checkMixedGeneration sums up what is migrated and what is not. A single trait that was forgotten needs no summary, because
// the rule about that trait says it all.
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
		p.At(old[0].node, nil, "half migrated: %s for the %s, %s for the legacy one", listTraits(now), s.Policy.Current.Title, listTraits(old)).
			Help("run tfk8s convert to migrate the rest")
	}
}

// listTraits lists traits as the subject of a sentence, with its verb.
func listTraits(traits []trait) string {
	var texts []string
	for _, t := range traits {
		texts = append(texts, t.what+t.name)
	}
	if len(traits) > 1 || traits[0].many {
		return words.Listed(texts) + " are"
	}
	return texts[0] + " is"
}

// addLegacyTraits finds the traits that convert can remove, as far as the parts of the object allow it.
func addLegacyTraits(s *workload.Object, found []trait) []trait {
	if m := s.Move; m != nil && m.Legacy && !isMadeByWebservice(s) {
		found = append(found, trait{node: s.Root().Field("apiVersion"), name: m.From})
	}
	if s.IsLegacyNamespace() {
		found = append(found, namespaceTrait(s))
	}
	found = addImageTrait(s, found, s.IsLegacy)
	if podpreset.AsksForPreset(s) && podpreset.OutcomeOf(s) != podpreset.PresetApplied { // otherwise the volume does no harm and is kept
		for _, v := range podpreset.PlanForPreset(s).Volumes {
			if workload.IsWithin(v.Path, s.Policy.Tools.HomeRoot) {
				return append(found, trait{node: v.Node.At("hostPath", "path"), what: "volume ", name: v.Name})
			}
		}
	}
	return found
}

func addCurrentTraits(s *workload.Object, found []trait) []trait {
	if s.Policy.LegacyMove(s.Kind, s.APIVersion) != nil { // the legacy cluster has another version
		found = append(found, trait{node: s.Root().Field("apiVersion"), name: s.APIVersion})
	}
	if strings.HasPrefix(s.Object.Namespace, s.Policy.Current.NamespacePrefix) {
		found = append(found, namespaceTrait(s))
	}
	found = addImageTrait(s, found, func(image *workload.UsedImage) bool { return image.Match.Kind == schemas.CurrentImage })
	if podpreset.PresetSelects(s) && !s.IsWebservices() { // which labeled its pods before it moved them
		label := podpreset.PodLabels(s).Field(s.Policy.PodPreset.Label.Key)
		found = append(found, trait{node: label, what: "label ", name: strconv.Quote(podpreset.LabelText(s))})
	}
	return found
}

func namespaceTrait(s *workload.Object) trait {
	return trait{node: s.Root().At("metadata", "namespace"), what: "namespace ", name: s.Object.Namespace}
}

// addImageTrait adds one trait for all images of a generation, if there are any.
func addImageTrait(s *workload.Object, found []trait, is func(*workload.UsedImage) bool) []trait {
	var room [4]string
	names := room[:0]
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
	return append(found, trait{node: first, what: words.Plural(len(names), "image") + " ", name: words.Listed(names), many: len(names) > 1})
}

// isMadeByWebservice reports whether webservice creates such objects on the current cluster, in an old API version.
func isMadeByWebservice(s *workload.Object) bool {
	return s.IsWebservices() && slices.ContainsFunc(s.Policy.Webservice.Objects, func(w schemas.WebserviceObject) bool {
		return w.Kind == s.Kind && w.APIVersion == s.APIVersion
	})
}
