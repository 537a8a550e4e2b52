package image

import (
	_ "embed"
	"slices"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

//go:embed foreign-registry.md
var foreignRegistryDoc string

var ForeignRegistry = &lint.Rule{
	ID: "TFK205", Name: "foreign-registry",
	Stage: lint.Pods, Severity: lint.Error, Fix: lint.Review,
	BothWays: true,
	Count:    lint.Admitted, // once it is another image, the pods are there
	Doc:      foreignRegistryDoc,
	Object:   checkForeignRegistry,
}

func checkForeignRegistry(p *lint.Pass, o *manifest.Object) {
	s := workload.Of(p)
	stage := lint.Pods
	if s.Kind == "Pod" {
		stage = lint.API // it is the pod itself that is refused
	}
	for _, image := range s.Images() {
		if !image.Foreign || !checksRegistry(s, image) {
			continue
		}
		instead, fix := fromRegistry(s.Settings, image)
		p.Report(lint.Report{Span: image.ValueMark(), Path: image.Path(), Stage: &stage, Fix: fix},
			"%q does not come from %s, the only registry that pods may use: use %s", image.String(), s.Policy.Registry.Host, instead)
	}
}

// checksRegistry reports whether the cluster looks where an image comes from.
func checksRegistry(s *workload.Object, image *workload.UsedImage) bool {
	if image.Init && !s.Policy.Registry.InitContainers {
		return false
	}
	exempt := func(r schemas.Reserved) bool { return r.Name == s.Object.Namespace }
	return !slices.ContainsFunc(s.Policy.Registry.Exempt, exempt)
}

// fromRegistry tells what to use instead of a foreign image. Only a name without any host is sure to be meant as one of
// the registry's own: on another host it may be somebody's own build.
func fromRegistry(s *workload.Settings, image *workload.UsedImage) (instead string, fix *lint.Fix) {
	host, m := s.Policy.Registry.Host, s.Policy.Image(image.Ref.Name)
	name := m.Current
	if s.ToLegacy && name != "" {
		name = m.Row.LegacyName(m.Suffix)
	}
	if name == "" {
		return "one of its images", nil
	}
	if image.Ref.Registry == "" {
		fix = s.UseImage(image, name, lint.Review)
	}
	return host + "/" + name, fix
}
