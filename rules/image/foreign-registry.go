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
	Count:    lint.Admitted, // the pods are created once they have another image
	Doc:      foreignRegistryDoc,
	Object:   checkForeignRegistry,
}

func checkForeignRegistry(p *lint.Pass, o *manifest.Object) {
	s := workload.Of(p)
	stage := lint.Pods
	if s.Kind == "Pod" {
		stage = lint.API // the server rejects the Pod itself
	}
	for _, image := range s.Images() {
		if !image.Foreign || !checksRegistry(s, image) {
			continue
		}
		help, fix := fromRegistry(s.Settings, image)
		found := p.Report(lint.Report{Span: image.ValueMark(), Path: image.Path(), Stage: &stage, Fix: fix},
			"image %q is not from %s", image.String(), s.Policy.Registry.Host)
		if fix == nil {
			found.Help("%s", help)
		}
	}
}

// checksRegistry reports whether the cluster checks the registry of an image.
func checksRegistry(s *workload.Object, image *workload.UsedImage) bool {
	if image.Init && !s.Policy.Registry.InitContainers {
		return false
	}
	exempt := func(r schemas.Reserved) bool { return r.Name == s.Object.Namespace }
	return !slices.ContainsFunc(s.Policy.Registry.Exempt, exempt)
}

// fromRegistry says what to use instead of a foreign image. Only a name without a host has a fix, since an image of the same
// name on another host may be somebody's own build.
func fromRegistry(s *workload.Settings, image *workload.UsedImage) (help string, fix *lint.Fix) {
	host, m := s.Policy.Registry.Host, s.Policy.Image(image.Ref.Name)
	name := m.Current
	if s.ToLegacy && name != "" {
		name = m.Row.LegacyName(m.Suffix)
	}
	if name == "" {
		return "use an image that " + s.Policy.Migration.RuntimesHelp + " lists", nil
	}
	help = "use " + host + "/" + name
	if image.Ref.Registry == "" {
		fix = s.UseImage(image, name, lint.Review)
	}
	if fix != nil {
		fix.Title = help // the host may be all that is missing
	}
	return help, fix
}
