package podpreset

import (
	_ "embed"
	"fmt"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed env-not-string.md
var envNotStringDoc string

var EnvNotString = &lint.Rule{
	ID: "TFK415", Name: "env-not-string",
	Stage: lint.API, Severity: lint.Error, Fix: lint.Safe,
	BothWays: true,
	Doc:      envNotStringDoc,
	Object:   checkEnvNotString,
}

func checkEnvNotString(p *lint.Pass, _ *manifest.Object) {
	for _, c := range workload.Of(p).Containers() {
		env := c.Field("env").Items()
		for i := range env {
			value := env[i].Field("value")
			switch value.Kind() {
			case manifest.Bool, manifest.Int, manifest.Float:
				edits, ok := value.Quote()
				fix := lint.NewFix(lint.Safe, edits, ok, fmt.Sprintf("quote it: %q", value.Text()))
				p.At(value, fix, "env value %s must be a string", env[i].Field("name").Text()).
					Label("YAML reads %s here", words.Article(value.Kind().String())).
					HelpUnlessFixed("quote it: %q", value.Text())
			}
		}
	}
}
