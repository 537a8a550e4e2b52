package image

import (
	_ "embed"
	"path"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed webservice-runner-on-base.md
var runnerOnBaseDoc string

var RunnerOnBase = &lint.Rule{
	ID: "TFK211", Name: "webservice-runner-on-base",
	Stage: lint.Runs, Severity: lint.Error, Fix: lint.Review,
	Effect: "the container does not start",
	Doc:    runnerOnBaseDoc,
	Object: checkRunnerOnBase,
}

func checkRunnerOnBase(p *lint.Pass, _ *manifest.Object) {
	s := workload.Of(p)
	runner, suffix := s.Policy.Webservice.Runner, s.Policy.Webservice.RunnerSuffix
	for _, image := range s.Images() {
		m := image.Match
		program := workload.ProgramOf(image.Container)
		if m.Current == "" || m.Suffix == "" || m.Suffix == suffix || program != runner && program != path.Base(runner) {
			continue
		}
		web := m.Row.CurrentName(suffix)
		fix := s.UseImage(image, web, lint.Review)
		p.At(image.Node, fix, "image %s has no %s", image.Ref.Name, runner).
			HelpUnlessFixed("use %s", web)
	}
}
