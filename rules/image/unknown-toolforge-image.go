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
	Doc:    unknownToolforgeImageDoc,
	Object: checkUnknownImage,
}

func checkUnknownImage(p *lint.Pass, _ *manifest.Object) {
	s := workload.Of(p)
	for _, image := range s.Images() {
		switch {
		case image.Foreign:
		case image.Match.Kind == schemas.LaterOnly:
			p.Report(lint.Report{Span: image.ValueMark(), Path: image.Path(), Severity: new(lint.Warning)},
				"%s came after %s, a container of that time would wait for it for ever: use an older image", image.Ref.Name, s.Policy.AsOf)
		case image.Match.Kind == schemas.UnknownImage:
			reportUnknown(p, s.Settings, image)
		}
	}
}

func reportUnknown(p *lint.Pass, s *workload.Settings, image *workload.UsedImage) {
	meant := image.Match.Suggest
	if len(meant) == 0 {
		p.At(image.Node, nil, "the registry has no image %q, the container would wait for it for ever: %s lists them", image.Ref.Name, s.Policy.Migration.RuntimesHelp)
		return
	}
	var fix *lint.Fix
	if len(meant) == 1 {
		fix = s.UseImage(image, meant[0], lint.Review)
	}
	p.At(image.Node, fix, "the registry has no image %q, the container would wait for it for ever: did you mean %s?", image.Ref.Name, words.Either(meant))
}
