package rules

import (
	_ "embed"
	"path"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

//go:embed webservice-runner-on-base.md
var runnerOnBaseDoc string

var runnerOnBase = &lint.Rule{
	ID: "TFK211", Name: "webservice-runner-on-base",
	Stage: lint.Runs, Severity: lint.Error, Fix: lint.Review,
	Doc:    runnerOnBaseDoc,
	Object: checkRunnerOnBase,
}

func checkRunnerOnBase(p *lint.Pass, _ *manifest.Object) {
	s := on(p)
	runner, suffix := s.Policy.Webservice.Runner, s.Policy.Webservice.RunnerSuffix
	for _, image := range s.images() {
		m := image.match
		program := programOf(image.container)
		if m.Current == "" || m.Suffix == "" || m.Suffix == suffix || program != runner && program != path.Base(runner) {
			continue
		}
		web := m.Row.CurrentName(suffix)
		p.At(image.Node, s.useImage(image, web, lint.Review), "%s has no %s: use %s", image.ref.Name, runner, web)
	}
}

// programOf is what a container runs, "" where the image decides. Without a command the first of args is taken for it:
// the images have no entry point.
func programOf(container *manifest.Node) string {
	for _, field := range [...]string{"command", "args"} {
		if words := container.Field(field).Items(); len(words) > 0 {
			return words[0].String()
		}
	}
	return ""
}
