package image

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

//go:embed unknown-toolforge-image.md
var unknownToolforgeImageDoc string

var UnknownToolforgeImage = &lint.Rule{
	ID: "TFK204", Name: "unknown-toolforge-image",
	Stage: lint.Runs, Severity: lint.Error, Fix: lint.Review,
	Effect: failingPull,
	Doc:    unknownToolforgeImageDoc,
	Object: checkUnknownImage,
}

func checkUnknownImage(p *lint.Pass, _ *manifest.Object) {
	s := workload.Of(p)
	for _, image := range s.Images() {
		switch {
		case image.Foreign:
		case image.Match.Kind == schemas.LaterOnly:
			reportLater(p, s.Settings, image)
		case image.Match.Kind == schemas.UnknownImage:
			reportUnknown(p, s.Settings, image)
		}
	}
}

func reportLater(p *lint.Pass, s *workload.Settings, image *workload.UsedImage) {
	when := "on " + s.Policy.AsOf
	if since := image.Match.Since; since != "" {
		when = "before " + since
	}
	help := "use an older image"
	if older := image.Match.Suggest; len(older) > 0 {
		help = "use " + words.Either(older)
	}
	p.Report(lint.Report{Span: image.ValueMark(), Path: image.Path(), Severity: new(lint.Warning)},
		"image %s did not exist %s", image.Ref.Name, when).Help("%s", help)
}

func reportUnknown(p *lint.Pass, s *workload.Settings, image *workload.UsedImage) {
	near := image.Match.Suggest
	var fix *lint.Fix
	if len(near) == 1 {
		fix = s.UseImage(image, near[0], lint.Review)
	}
	found := p.At(image.Node, fix, "there is no image %q in the %s registry", image.Ref.Name, s.Policy.Name)
	switch {
	case len(near) == 0:
		found.Help("use an image that %s lists", s.Policy.Migration.RuntimesHelp)
	case fix == nil:
		found.Help("did you mean %s?", words.Either(near))
	}
}
