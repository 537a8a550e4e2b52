package image

import (
	_ "embed"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

//go:embed venv-runtime-change.md
var venvRuntimeChangeDoc string

var VenvRuntimeChange = &lint.Rule{
	ID: "TFK209", Name: "venv-runtime-change",
	Stage: lint.Runs, Severity: lint.Warning, Fix: lint.NoFix,
	Effect: "the interpreter or its modules are not found",
	Doc:    venvRuntimeChangeDoc,
	Object: checkVenvRuntime,
}

func checkVenvRuntime(p *lint.Pass, _ *manifest.Object) {
	s := workload.Of(p)
	for _, image := range s.Images() {
		if row := image.Match.Row; row != nil && row.Version != "" {
			reportOtherRuntime(p, s.Settings, image)
		}
	}
}

// reportOtherRuntime makes one finding for a container, at the first text that names another version.
func reportOtherRuntime(p *lint.Pass, s *workload.Settings, image *workload.UsedImage) {
	row := image.Match.Row
	var first lint.Report
	var path, version string
	for text := range workload.RunTexts(image.Container) {
		found, v := installedFor(s, row.Language, text.String())
		switch {
		case v == "" || v == row.Version:
		case version == "":
			path, version = found, v
			first = lint.Report{Span: text.ValueMark(), Path: text.Path()}
		default:
			first.Related = append(first.Related, lint.Related{File: text.Document().File, Span: text.ValueMark(), Message: "this also names another version"})
		}
	}
	if version != "" {
		p.Report(first, "%s is for %s, but the image runs %s", path, schemas.RuntimeOf(row.Language, version), row.Runtime()).
			Help("reinstall it with %s", row.Runtime())
	}
}

// installedFor finds the first path in a text that is below a home and names the version of a language that installed it. It
// ignores a version that no image of the policy has, since the tool then installed an interpreter of its own.
func installedFor(s *workload.Settings, language, text string) (path, version string) {
	if !strings.Contains(text, "/") || !mayNameVersion(language, text) {
		return "", ""
	}
	for word := range pathsIn(text) {
		v := versionInPath(language, belowHome(s, word))
		if v != "" && slices.ContainsFunc(s.Policy.Images.Table, func(i schemas.Image) bool { return i.Language == language && i.Version == v }) {
			return word, v
		}
	}
	return "", ""
}
