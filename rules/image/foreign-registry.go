package image

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/internal/words"
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
		p.Report(lint.Report{Span: image.ValueMark(), Path: image.Path(), Stage: &stage, Fix: fix},
			"%s", notFromRegistry(s.Settings, image)).
			HelpUnlessFixed("%s", help)
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

// notFromRegistry says what is wrong with the host of a foreign image.
func notFromRegistry(s *workload.Settings, image *workload.UsedImage) string {
	switch host := laterHost(s, image); {
	case host == nil:
		return fmt.Sprintf("image %q is not from %s", image.String(), s.Policy.Registry.Host)
	case host.Since > s.Policy.AsOf:
		return fmt.Sprintf("%s is a later name of the %s registry", host.Host, s.Policy.Name)
	default:
		return fmt.Sprintf("%s is another name of the %s registry", host.Host, s.Policy.Name)
	}
}

// laterHost returns the later name of the registry that an image has, nil where it has none.
func laterHost(s *workload.Settings, image *workload.UsedImage) *schemas.RegistryHost {
	written, _, _ := strings.Cut(strings.ToLower(image.Ref.Registry), ":")
	for i := range s.Policy.Registry.LaterHosts {
		if h := &s.Policy.Registry.LaterHosts[i]; h.Host == written {
			return h
		}
	}
	return nil
}

// fromRegistry says what to use instead of a foreign image. Only a name without a host, or with a later host of the
// registry, has a fix: an image of the same name on another host may be somebody's own build.
func fromRegistry(s *workload.Settings, image *workload.UsedImage) (help string, fix *lint.Fix) {
	host, m := s.Policy.Registry.Host, s.Policy.Image(image.Ref.Name)
	isRenamed, safety := laterHost(s, image) != nil, lint.Review
	name := m.Current
	if s.ToLegacy && name != "" {
		name = m.Row.LegacyName(m.Suffix)
	}
	switch {
	case name == "" && isRenamed && len(m.Suggest) > 0:
		return "use " + host + "/" + words.Either(m.Suggest), nil
	case name == "":
		return "use an image that " + s.Policy.Migration.RuntimesHelp + " lists", nil
	case isRenamed && name == image.Ref.Name:
		safety = lint.Safe // the same image
	}
	help = "use " + host + "/" + name
	if image.Ref.Registry == "" || isRenamed {
		fix = s.UseImage(image, name, safety)
	}
	if fix != nil {
		fix.Title = help // the host may be all that is missing
	}
	return help, fix
}
