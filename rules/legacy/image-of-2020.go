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
		case m.Kind == schemas.CurrentImage:
			name := m.Row.LegacyName(m.Suffix)
			p.At(image.Node, s.UseImage(image, name, lint.Safe),
				"%s was built for the %s, on the %s its user look-ups fail: use %s", image.Ref.Name, s.Policy.Current.Title, legacy, name)
		case m.Kind == schemas.LaterOnly, m.Kind == schemas.UnknownImage:
			p.At(image.Node, nil, "%s is no image of the %s, whose names mostly begin with %s: use one that is",
				image.Ref.Name, legacy, s.Policy.Images.LegacyPrefix)
		}
	}
}
