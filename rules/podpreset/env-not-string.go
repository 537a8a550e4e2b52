package podpreset

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
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
				p.At(value, lint.NewFix(lint.Safe, edits, ok, "quote it"), "%s is the %s %s, and a variable is a string: write it in quotes",
					env[i].Field("name").Text(), value.Kind(), value.Text())
			}
		}
	}
}
