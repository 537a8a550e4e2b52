package rules

import "github.com/toolforge/tfk8s/lint"

// securityRules are the rules of the domain, in the order of their ids.
var securityRules = []*lint.Rule{
	runAsID,
	privileged,
	capabilities,
	hostNamespaces,
	hostPort,
	seccompProfile,
	lowPort,
	serviceAccount,
	supplementalGroups,
	kernelSetting,
	priority,
}
