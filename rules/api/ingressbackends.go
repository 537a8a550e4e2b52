package api

import (
	"slices"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/ingress"
	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/rules/workload"
)

// The field that says how a path of networking.k8s.io/v1 matches, and that it matches nothing below it. The betas have only
// prefixes.
const (
	PathType  = "pathType"
	ExactPath = "Exact"
)

// oldIngressForm says what else to change in an Ingress of networking.k8s.io/v1 by hand.
func oldIngressForm(s *workload.Object) string {
	way := ", with serviceName and servicePort in each backend in place of service, and without pathType"
	var d manifest.Draft
	if exact := rewriteIngress(s, &d); len(exact) > 0 {
		way += "; all paths below " + words.Listed(exact) + " match too, then"
	}
	return way
}

// rewriteIngress writes an Ingress of networking.k8s.io/v1 as the betas have it: backends without a service in between,
// no types of paths, no class. It returns the paths that matched nothing below them, and do so then.
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

// flattenBackend makes "serviceName: x" and "servicePort: y" of "service: {name: x, port: {number: y}}". It writes both
// texts as they were; a backend of another form fails.
func flattenBackend(d *manifest.Draft, backend *manifest.Node) {
	service := backend.Field("service")
	if service == nil && (backend.IsNull() || backend.Field("serviceName").Exists()) {
		return // there is none, or it is of the old form already
	}
	name, port := service.Field("name"), ingress.PortOf(service.Field("port"))
	if len(backend.Fields()) != 1 || len(service.Fields()) != 2 || name.Kind() != manifest.String || port == nil {
		d.Failed = true
		return
	}
	d.Rewrite(service, name, manifest.Rewritten{Key: "serviceName", Text: manifest.ScalarText(name)}, manifest.Rewritten{Key: "servicePort", Text: manifest.ScalarText(port)})
}
