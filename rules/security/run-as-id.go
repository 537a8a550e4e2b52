package security

import (
	_ "embed"
	"slices"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed run-as-id.md
var runAsIDDoc string

var RunAsID = &lint.Rule{
	ID: "TFK501", Name: "run-as-id",
	Stage: lint.Pods, Severity: lint.Error, Fix: lint.Review,
	Doc:    runAsIDDoc,
	Object: checkRunAsID,
}

func checkRunAsID(p *lint.Pass, _ *manifest.Object) {
	s := workload.Of(p)
	if !s.Policy.PodSecurity.RunAsTool {
		return
	}
	check := idCheck{pass: p, object: s}
	for _, c := range s.Containers() {
		check.effective(c, "runAsUser", "securityContext.runAsUser")
		check.effective(c, "runAsGroup", "securityContext") // the server does not name the field
	}
	if group := podSecurity(s, "fsGroup"); !group.IsNull() {
		check.id(group, inPod(s, "spec.securityContext.fsGroup"))
	}
}

// An idCheck compares the ids of a pod with the id of the tool. No manifest says which id that is, so the first one in the
// range of tools is assumed to be it.
type idCheck struct {
	pass   *lint.Pass
	object *workload.Object
	tool   int64
	judged []*manifest.Node // ids in the pod's security context that were judged
}

// effective judges the id that a container runs with: its own, or else that of the pod. The id of the pod is judged once.
func (k *idCheck) effective(c *manifest.Node, field, path string) {
	shared := podSecurity(k.object, field)
	switch own := c.At("securityContext", field); {
	case !own.IsNull():
		k.id(own, c.ChildPath(path))
	case !shared.IsNull() && !slices.Contains(k.judged, shared):
		k.judged = append(k.judged, shared)
		var paths []string
		for _, c := range k.object.Containers() {
			if c.At("securityContext", field).IsNull() {
				paths = append(paths, c.ChildPath(path))
			}
		}
		k.id(shared, paths...)
	}
}

func (k *idCheck) id(n *manifest.Node, paths ...string) {
	id, ok := n.Int()
	if !ok {
		return
	}
	tools := k.object.Policy.Tools
	const label = "without it the pods run as the tool"
	switch {
	case id < int64(tools.MinUID) || id > int64(tools.MaxUID) || k.tool != 0 && id != k.tool:
		fix := dropFields(lint.Review, n.Key(), n)
		helpToRemove(k.object.RejectShared(k.pass, n, paths, fix, "%s %d is not the id of the tool", n.Key(), id).Label(label), n)
	case k.tool == 0:
		k.tool = id
		warning, r := lint.Warning, k.object.Rejection(n, nil)
		r.Path, r.Severity = paths[0], &warning
		k.pass.Report(r, "%s %d may not be the id of the tool", n.Key(), id).
			Label(label).
			Effect("the pods are rejected if the tool has another id").
			Help("remove %s", n.Key())
	}
}
