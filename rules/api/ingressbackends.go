package api

import (
	"fmt"
	"slices"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/ingress"
	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/rules/workload"
)

// The field of networking.k8s.io/v1 that says how a path matches, and its value for a path that does not match the paths below
// it. In the beta versions each path is a prefix.
const (
	PathType  = "pathType"
	ExactPath = "Exact"
)

// oldIngressForm says what else a person has to change in an Ingress of networking.k8s.io/v1.
func oldIngressForm(s *workload.Object) string {
	help := ", with serviceName and servicePort in each backend instead of service, and without pathType"
	var d manifest.Draft
	if exact := rewriteIngress(s, &d); len(exact) > 0 {
		help += "; all paths below " + words.Listed(exact) + " then match too"
	}
	return help
}

// rewriteIngress rewrites an Ingress of networking.k8s.io/v1 for the beta versions: with flat backends, and without path types
// and class. It returns the exact paths, which become prefixes.
func rewriteIngress(s *workload.Object, d *manifest.Draft) (exact []string) {
	spec := s.Root().Field("spec")
	var gone []*manifest.Node
	if class := spec.Field("ingressClassName"); class.Exists() {
		gone = append(gone, class)
	}
	if backend := spec.Field("defaultBackend"); backend.Exists() {
		d.Failed = d.Failed || spec.Field("backend").Exists()
		d.Add(backend.RenameKey("backend"))
		flattenBackend(d, backend)
	}
	rules := spec.Field("rules").Items()
	for i := range rules {
		paths := rules[i].At("http", "paths").Items()
		for j := range paths {
			if kind := paths[j].Field(PathType); kind.Exists() {
				gone = append(gone, kind)
				if path := paths[j].Field("path").String(); kind.String() == ExactPath && !slices.Contains(exact, path) {
					exact = append(exact, path)
				}
			}
			flattenBackend(d, paths[j].Field("backend"))
		}
	}
	if len(gone) > 0 {
		d.Add(manifest.Delete(gone...))
	}
	return exact
}

// flattenBackend turns "service: {name: x, port: {number: y}}" into "serviceName: x" and "servicePort: y". It keeps both texts
// as they are written. A backend of another form fails.
func flattenBackend(d *manifest.Draft, backend *manifest.Node) {
	service := backend.Field("service")
	if service == nil && (backend.IsNull() || backend.Field("serviceName").Exists()) {
		return // there is none, or it has the old form already
	}
	name, port := service.Field("name"), ingress.PortOf(service.Field("port"))
	if len(backend.Fields()) != 1 || len(service.Fields()) != 2 || name.Kind() != manifest.String || port == nil {
		d.Failed = true
		return
	}
	d.Rewrite(service, name, manifest.Rewritten{Key: "serviceName", Text: manifest.ScalarText(name)}, manifest.Rewritten{Key: "servicePort", Text: manifest.ScalarText(port)})
}

// OldBackendForm returns what the beta versions have in place of the service of a backend, without its values if it lacks one.
func OldBackendForm(service *manifest.Node) string {
	name, port := service.Field("name"), ingress.PortOf(service.Field("port"))
	if name == nil || port == nil {
		return "serviceName and servicePort"
	}
	return fmt.Sprintf("serviceName: %s and servicePort: %s", name.Text(), port.Text())
}
