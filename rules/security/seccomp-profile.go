package security

import (
	_ "embed"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed seccomp-profile.md
var seccompProfileDoc string

var SeccompProfile = &lint.Rule{
	ID: "TFK506", Name: "seccomp-profile",
	Stage: lint.Pods, Severity: lint.Error, Fix: lint.Safe,
	Doc:    seccompProfileDoc,
	Object: checkSeccompProfile,
}

func checkSeccompProfile(p *lint.Pass, _ *manifest.Object) {
	s := workload.Of(p)
	if len(s.Template.At("metadata", "annotations").Fields()) == 0 {
		return
	}
	for _, allowed := range s.Policy.PodSecurity.SeccompAnnotations {
		if !strings.HasSuffix(allowed.Key, "/") {
			n := s.PodAnnotation(allowed.Key)
			if n.String() != "" && n.String() != allowed.Value { // the server replaces an empty one
				reportProfile(s, p, n, append([]string{n.KeyPath()}, containersWithout(s)...), allowed.Value)
			}
			continue
		}
		for _, c := range s.Containers() {
			own := s.PodAnnotation(allowed.Key + c.Field("name").String())
			if profile, ok := own.Str(); ok && profile != allowed.Value {
				reportProfile(s, p, own, []string{own.KeyPath()}, allowed.Value)
			}
		}
	}
}

// containersWithout returns the paths of the annotations that containers lack. The annotation of the pod applies to them.
func containersWithout(s *workload.Object) (paths []string) {
	for _, allowed := range s.Policy.PodSecurity.SeccompAnnotations {
		if !strings.HasSuffix(allowed.Key, "/") {
			continue
		}
		for _, c := range s.Containers() {
			key := allowed.Key + c.Field("name").String()
			if _, ok := s.PodAnnotation(key).Str(); !ok {
				paths = append(paths, inPod(s, "metadata.annotations")+"["+key+"]")
			}
		}
	}
	return paths
}

func reportProfile(s *workload.Object, p *lint.Pass, n *manifest.Node, paths []string, allowed string) {
	fix := dropFields(lint.Safe, "the annotation", n)
	found := s.RejectShared(p, n, paths, fix, "seccomp profile %q is not allowed", n.Text()).
		Label("without it the cluster sets %q", allowed)
	helpToRemove(found, n)
}
