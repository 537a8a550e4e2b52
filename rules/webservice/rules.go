// Package webservice holds the rules about service.manifest and service.template, the settings of webservice.
package webservice

import (
	"github.com/toolforge/tfk8s/lint"
)

// Rules are those of the package, in the order of their ids.
var Rules = []*lint.Rule{
	serviceManifest,
	manifestGrid,
	manifestRuntime,
	manifestLimits,
	manifestMigrate,
	manifestDefaults,
}
