// Package security holds the rules about the PodSecurityPolicy, service accounts and priorities.
package security

import (
	"github.com/toolforge/tfk8s/lint"
)

// Rules lists the rules of the package in the order of their ids.
var Rules = []*lint.Rule{
	RunAsID,
	Privileged,
	Capabilities,
	HostNamespaces,
	HostPort,
	SeccompProfile,
	LowPort,
	ServiceAccount,
	SupplementalGroups,
	KernelSetting,
	Priority,
}
