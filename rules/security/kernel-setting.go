package security

import (
	_ "embed"
	"slices"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed kernel-setting.md
var kernelSettingDoc string

var KernelSetting = &lint.Rule{
	ID: "TFK510", Name: "kernel-setting",
	Stage: lint.Pods, Severity: lint.Error, Fix: lint.NoFix,
	Doc:    kernelSettingDoc,
	Object: checkKernelSetting,
}

func checkKernelSetting(p *lint.Pass, o *manifest.Object) {
	s := workload.Of(p)
	policy := &s.Policy.PodSecurity
	sysctls := podSecurity(s, "sysctls").Items()
	for i := range sysctls {
		name := sysctls[i].Field("name")
		if text, ok := name.Str(); ok && !slices.Contains(policy.SafeSysctls, text) {
			s.Reject(p, name, sysctls[i].Path(), nil, "sysctl %q is not allowed", text).
				Help("remove it; pods can set only %s", words.Listed(policy.SafeSysctls))
		}
	}
	if s.Kind != "Pod" {
		return // the server drops procMount from templates, because its feature is off
	}
	for _, c := range s.Containers() {
		n := c.At("securityContext", "procMount")
		if text, ok := n.Str(); ok && !slices.Contains(policy.ProcMounts, text) {
			s.Reject(p, n, n.Path(), nil, "procMount %q is not allowed", text).Help("remove it")
		}
	}
}
