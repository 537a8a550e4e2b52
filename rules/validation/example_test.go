package validation_test

import (
	"fmt"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/validation"
	"github.com/toolforge/tfk8s/schemas"
)

// The fields of a Service with values that the API server rejects.
func ExampleObject() {
	bot := manifest.Parse("bot.yaml", []byte(`apiVersion: v1
kind: Service
metadata: {name: Web}
spec: {ports: [{port: 70000}]}
`))
	service := schemas.GVK{Version: "v1", Kind: "Service"}
	validation.Object(bot.Docs[0].Objects()[0], service, func(p validation.Problem) { fmt.Println(p.Path) })
	// Output:
	// metadata.name
	// spec.ports[0].port
	// spec.ports[0].targetPort
}
