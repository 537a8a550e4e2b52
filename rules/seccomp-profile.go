package rules

import (
	_ "embed"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

//go:embed seccomp-profile.md
var seccompProfileDoc string

var seccompProfile = &lint.Rule{
	ID: "TFK506", Name: "seccomp-profile",
	Stage: lint.Pods, Severity: lint.Error, Fix: lint.Safe,
	Doc:    seccompProfileDoc,
	Object: checkSeccompProfile,
}

func checkSeccompProfile(p *lint.Pass, _ *manifest.Object) {
	s := on(p)
	if len(s.Template.At("metadata", "annotations").Fields()) == 0 {
		return
	}
	var ofPod *manifest.Node // the annotation of the pod, where it is refused: it holds for containers without their own
	for _, allowed := range s.Policy.PodSecurity.SeccompAnnotations {
		if !strings.HasSuffix(allowed.Key, "/") {
			n := s.podAnnotation(allowed.Key)
			if n.String() != "" && n.String() != allowed.Value { // an empty one is filled in
				ofPod = n
				s.refuseProfile(p, n, n.KeyPath(), "", allowed.Value)
			}
			continue
		}
		for _, c := range s.Containers() {
			key := allowed.Key + c.Field("name").String()
			own := s.podAnnotation(key)
			profile, ok := own.Str()
			switch {
			case ok && profile != allowed.Value:
				s.refuseProfile(p, own, own.KeyPath(), "", allowed.Value)
			case !ok && ofPod != nil:
				s.refuseProfile(p, ofPod, s.inPod("metadata.annotations")+"["+key+"]", ", which is that of the container "+c.Field("name").String()+" too,", allowed.Value)
			}
		}
	}
}

func (s *Subject) podAnnotation(key string) *manifest.Node {
	return s.Template.At("metadata", "annotations", key)
}

func (s *Subject) refuseProfile(p *lint.Pass, n *manifest.Node, path, where, allowed string) {
	s.refuse(p, n, path, dropped(lint.Safe, "the annotation", n), "the seccomp profile %q%s is not allowed: drop the annotation, the cluster sets %q", n.Text(), where, allowed)
}
