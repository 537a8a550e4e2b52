package legacy

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

//go:embed image-of-2020.md
var imageOf2020Doc string

var imageOf2020 = &lint.Rule{
	ID: "TFK053", Name: "image-of-2020",
	Stage: lint.Runs, Severity: lint.Error, Fix: lint.Safe,
	Doc:    imageOf2020Doc,
	Object: checkImageOf2020,
}

func checkImageOf2020(p *lint.Pass, _ *manifest.Object) {
	s := workload.Of(p)
	legacy := s.Policy.Legacy.Title
	for _, image := range s.Images() {
		switch m := image.Match; {
		case image.Foreign:
		case m.Kind == schemas.CurrentImage && m.Row.Legacy != "":
			name := m.Row.LegacyName(m.Suffix)
			fix := s.UseImage(image, name, lint.Safe)
			f := p.At(image.Node, fix, "image %s is for the %s", image.Ref.Name, s.Policy.Current.Title).
				Effect("user lookups fail in its pods on the %s", legacy)
			f.HelpUnlessFixed("use %s", name)
		case m.Kind == schemas.CurrentImage, m.Kind == schemas.LaterOnly, m.Kind == schemas.UnknownImage:
			p.At(image.Node, nil, "image %s is not for the %s", image.Ref.Name, legacy).
				Help("use an image of the %s; most of their names begin with %s", legacy, s.Policy.Images.LegacyPrefix)
		}
	}
}
