// Package job holds the rules about Jobs, CronJobs and restart policies.
package job

import (
	"github.com/toolforge/tfk8s/lint"
)

// Rules are those of the package, in the order of their ids.
var Rules = []*lint.Rule{
	ScheduledJob,
	JobRestartPolicy,
	DeploymentRestartPolicy,
	BackoffDefault,
	historyDefault,
	ttlIgnored,
	cronConcurrency,
}
