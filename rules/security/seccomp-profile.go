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
	var ofPod *manifest.Node // the annotation of the pod, where it is refused: it holds for containers without their own
	for _, allowed := range s.Policy.PodSecurity.SeccompAnnotations {
		if !strings.HasSuffix(allowed.Key, "/") {
			n := s.PodAnnotation(allowed.Key)
			if n.String() != "" && n.String() != allowed.Value { // an empty one is filled in
				ofPod = n
				refuseProfile(s, p, n, n.KeyPath(), "", allowed.Value)
			}
			continue
		}
		for _, c := range s.Containers() {
			key := allowed.Key + c.Field("name").String()
			own := s.PodAnnotation(key)
			profile, ok := own.Str()
			switch {
			case ok && profile != allowed.Value:
				refuseProfile(s, p, own, own.KeyPath(), "", allowed.Value)
			case !ok && ofPod != nil:
				refuseProfile(s, p, ofPod, inPod(s, "metadata.annotations")+"["+key+"]", ", which is that of the container "+c.Field("name").String()+" too,", allowed.Value)
			}
		}
	}
}

func refuseProfile(s *workload.Object, p *lint.Pass, n *manifest.Node, path, where, allowed string) {
	s.Refuse(p, n, path, dropped(lint.Safe, "the annotation", n), "the seccomp profile %q%s is not allowed: drop the annotation, the cluster sets %q", n.Text(), where, allowed)
}
