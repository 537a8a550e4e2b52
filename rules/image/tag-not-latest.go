package image

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

//go:embed tag-not-latest.md
var tagNotLatestDoc string

var TagNotLatest = &lint.Rule{
	ID: "TFK210", Name: "tag-not-latest",
	Stage: lint.Runs, Severity: lint.Warning, Fix: lint.NoFix,
	BothWays: true,
	Doc:      tagNotLatestDoc,
	Object:   checkTag,
}

func checkTag(p *lint.Pass, _ *manifest.Object) {
	s := workload.Of(p)
	note := func(image *workload.UsedImage, format string, args ...any) lint.Finding {
		return p.Report(lint.Report{Span: image.ValueMark(), Path: image.Path(), Stage: new(lint.Advice), Severity: new(lint.Note)}, format, args...)
	}
	for _, image := range s.Images() {
		ref, m := image.Ref, image.Match
		// The fix that renames an old image writes the tag as well, so only a wrong tag is reported there.
		isKept := (m.Kind == schemas.CurrentImage) != s.ToLegacy
		switch latest := s.Policy.Images.Tags[0]; {
		case m.Current == "":
		case ref.Digest != "":
			if isKept {
				note(image, "image %s is pinned by a digest", ref.Name).
					Effect("the pods never get its updates").
					Help("use %s:%s", ref.Name, latest)
			}
		case ref.Tag == "":
			if isKept {
				note(image, "image %s has no tag, which means %q", ref.Name, latest).Help("use %s:%s", ref.Name, latest)
			}
		case !s.IsBuilt(ref.Tag):
			p.At(image.Node, nil, "image %s does not exist with the tag %q", ref.Name, ref.Tag).
				Effect(failingPull).
				Help("use the tag %s", words.Either(s.Policy.Images.Tags))
		}
	}
}
