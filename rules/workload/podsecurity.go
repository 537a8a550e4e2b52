package workload

import (
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

// The rules about the PodSecurityPolicy do what the admission plugin of that name does. It checks each pod after the API server has
// filled in the defaults and the PodPreset, and before the pod is validated. The paths that it names are not always those of the
// fields.

// Reject reports what the cluster rejects in the pods, under the path that the server names.
func (s *Object) Reject(p *lint.Pass, at *manifest.Node, path string, fix *lint.Fix, format string, args ...any) lint.Finding {
	return s.RejectShared(p, at, []string{path}, fix, format, args...)
}

// RejectShared reports what the server rejects under several paths, because one place sets it for all containers.
func (s *Object) RejectShared(p *lint.Pass, at *manifest.Node, paths []string, fix *lint.Fix, format string, args ...any) lint.Finding {
	r := s.Rejection(at, fix)
	r.Path = paths[0]
	for _, path := range paths[1:] {
		r.Related = append(r.Related, lint.AlsoNamed(r.Span, path))
	}
	return p.Report(r, format, args...)
}
