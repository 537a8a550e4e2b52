package rules

import "github.com/toolforge/tfk8s/lint"

// jobRules are the rules of the domain, in the order of their ids.
var jobRules = []*lint.Rule{
	scheduledJob,
	jobRestartPolicy,
	deploymentRestartPolicy,
	backoffDefault,
	historyDefault,
	ttlIgnored,
	cronConcurrency,
}
