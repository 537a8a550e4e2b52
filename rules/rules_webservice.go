package rules

import "github.com/toolforge/tfk8s/lint"

// webserviceRules are the rules of the domain, in the order of their ids.
var webserviceRules = []*lint.Rule{
	serviceManifest,
	manifestGrid,
	manifestRuntime,
	manifestLimits,
	manifestMigrate,
}
