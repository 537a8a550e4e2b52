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
			if n.String() != "" && n.String() != allowed.Value { // an empty one is filled in
				refuseProfile(s, p, n, append([]string{n.KeyPath()}, containersWithout(s)...), allowed.Value)
			}
			continue
		}
		for _, c := range s.Containers() {
			own := s.PodAnnotation(allowed.Key + c.Field("name").String())
			if profile, ok := own.Str(); ok && profile != allowed.Value {
				refuseProfile(s, p, own, []string{own.KeyPath()}, allowed.Value)
			}
		}
	}
}

// containersWithout lists the paths of the annotations that containers do not have: for these that of the pod holds.
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

func refuseProfile(s *workload.Object, p *lint.Pass, n *manifest.Node, paths []string, allowed string) {
	s.RefuseShared(p, n, paths, dropped(lint.Safe, "the annotation", n), "the seccomp profile %q is not allowed: drop the annotation, the cluster sets %q", n.Text(), allowed)
}
