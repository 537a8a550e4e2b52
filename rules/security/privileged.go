package security

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed privileged.md
var privilegedDoc string

var Privileged = &lint.Rule{
	ID: "TFK502", Name: "privileged",
	Stage: lint.Pods, Severity: lint.Error, Fix: lint.Review,
	Doc:    privilegedDoc,
	Object: checkPrivileged,
}

func checkPrivileged(p *lint.Pass, _ *manifest.Object) {
	s := workload.Of(p)
	for _, c := range s.Containers() {
		context := c.Field("securityContext")
		if n := context.Field("privileged"); isTrue(n) && !s.Policy.PodSecurity.Privileged {
			var fix *lint.Fix
			if !mountsBothWays(c) {
				fix = dropped(lint.Review, "privileged", n)
			}
			s.Refuse(p, n, n.Path(), fix, "containers may not be privileged on the %s: drop it", s.Policy.Current.Title)
		}
		if n := context.Field("allowPrivilegeEscalation"); isTrue(n) && !s.Policy.PodSecurity.AllowPrivilegeEscalation {
			s.Refuse(p, n, n.Path(), dropped(lint.Safe, "allowPrivilegeEscalation", n),
				"containers may not gain privileges on the %s: drop it", s.Policy.Current.Title)
		}
	}
}

func isTrue(n *manifest.Node) bool {
	b, _ := n.Bool()
	return b
}

// mountsBothWays reports whether a container asks for what only privileged ones may have.
func mountsBothWays(c *manifest.Node) bool {
	mounts := c.Field("volumeMounts").Items()
	for i := range mounts {
		if mounts[i].Field("mountPropagation").String() == "Bidirectional" {
			return true
		}
	}
	return false
}
