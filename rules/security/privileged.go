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
			reportPrivileged(s, p, c, n)
		}
		if n := context.Field("allowPrivilegeEscalation"); isTrue(n) && !s.Policy.PodSecurity.AllowPrivilegeEscalation {
			fix := dropFields(lint.Safe, n.Key(), n)
			helpToRemove(s.Reject(p, n, n.Path(), fix, "containers cannot gain privileges on the %s", s.Policy.Current.Title), n)
		}
	}
}

func reportPrivileged(s *workload.Object, p *lint.Pass, c, n *manifest.Node) {
	const message = "containers cannot be privileged on the %s"
	if mountsBothWays(c) {
		s.Reject(p, n, n.Path(), nil, message, s.Policy.Current.Title).
			Help("remove privileged, and the mountPropagation that requires it")
		return
	}
	fix := dropFields(lint.Review, n.Key(), n)
	helpToRemove(s.Reject(p, n, n.Path(), fix, message, s.Policy.Current.Title), n)
}

func isTrue(n *manifest.Node) bool {
	b, _ := n.Bool()
	return b
}

// mountsBothWays reports whether a container has a mount that only a privileged container may have.
func mountsBothWays(c *manifest.Node) bool {
	mounts := c.Field("volumeMounts").Items()
	for i := range mounts {
		if mounts[i].Field("mountPropagation").String() == "Bidirectional" {
			return true
		}
	}
	return false
}
