package webservice

import (
	"cmp"
	"encoding/json"

	"k8s.io/apimachinery/pkg/api/resource"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/yaml"
	"github.com/toolforge/tfk8s/schemas"
)

// Objects returns a manifest with the objects that webservice creates on the chosen cluster for the settings in a document. It
// returns nil if they are not those of a webservice on Kubernetes. If the tool is unknown, its name is {tool}.
func (s *ServiceFile) Objects(d *manifest.Document) *manifest.File {
	root := d.Root()
	// Only a file that webservice writes has a version; the settings in a template may never be used.
	isFirst := d.Index == d.File.Contents(yaml.HoldsObject).First
	if !isFirst || !root.IsMap() || s.form.KeyOf(schemas.ManifestVersions) == "" || !s.onKubernetes(root) {
		return nil
	}
	tool := cmp.Or(s.Tool, s.HomeOf(d.File.Name), "{tool}")
	var text []byte
	for i := range s.Policy.Webservice.Objects {
		o := &s.Policy.Webservice.Objects[i]
		if s.ToLegacy && !o.Legacy {
			continue
		}
		object, err := json.Marshal(s.object(root, o, tool))
		if err != nil {
			return nil
		}
		text = append(append(text, object...), '\n')
	}
	return manifest.Parse(d.File.Name, text)
}

// onKubernetes reports whether a file is about a webservice on Kubernetes. If it names no backend, its type must be one that only
// Kubernetes has.
func (s *ServiceFile) onKubernetes(root *manifest.Node) bool {
	if b := s.Backend(root); b != nil {
		return b.Kubernetes
	}
	return s.runtime(root) != nil
}

type objectMap = map[string]any

func (s *ServiceFile) object(root *manifest.Node, o *schemas.WebserviceObject, tool string) objectMap {
	w := &s.Policy.Webservice
	labels := objectMap{}
	for _, l := range w.Labels {
		labels[l.Key] = schemas.Expand(l.Value, tool)
	}
	metadata := objectMap{"name": schemas.Expand(o.Name, tool), "labels": labels}
	if tool != "{tool}" {
		metadata["namespace"] = s.Policy.Current.NamespacePrefix + tool
	}
	var spec objectMap
	switch o.Kind {
	case "Deployment":
		spec = objectMap{
			"replicas": s.replicas(root), "selector": objectMap{"matchLabels": labels},
			"template": objectMap{"metadata": objectMap{"labels": labels}, "spec": objectMap{"containers": []objectMap{{"name": w.Container, "resources": s.resources(root)}}}},
		}
	case "Service":
		spec = objectMap{
			"ports":    []objectMap{{"name": w.PortName, "port": w.Port, "targetPort": w.Port}},
			"selector": objectMap{w.StopLabel.Key: schemas.Expand(w.StopLabel.Value, tool)},
		}
	case "Ingress":
		host := schemas.Expand(s.Policy.Ingress.Host, tool)
		if len(o.Annotations) > 0 { // the one of the legacy URL
			host = s.Policy.Ingress.SharedHost
		}
		backend := objectMap{"serviceName": tool, "servicePort": w.Port}
		spec = objectMap{"rules": []objectMap{{"host": host, "http": objectMap{"paths": []objectMap{{"backend": backend}}}}}}
	}
	return objectMap{"apiVersion": o.APIVersion, "kind": o.Kind, "metadata": metadata, "spec": spec}
}

// replicas returns how many pods the webservice has.
func (s *ServiceFile) replicas(root *manifest.Node) int64 {
	if n, ok := s.Value(root, schemas.ManifestInteger).Int(); ok && n >= 0 {
		return n
	}
	return 1
}

// resources returns the resources that webservice gives its container: the amounts of the file as limits, and the
// requests that follow from them.
func (s *ServiceFile) resources(root *manifest.Node) objectMap {
	limits, requests := objectMap{}, objectMap{}
	for _, r := range [...]struct {
		name string
		of   schemas.ManifestType
	}{{"cpu", schemas.ManifestCPU}, {"memory", schemas.ManifestMemory}} {
		if q, ok := s.amount(s.Value(root, r.of)); ok {
			limits[r.name], requests[r.name] = q.String(), s.request(r.name, q)
		}
	}
	return objectMap{"limits": limits, "requests": requests}
}

// request returns the request that webservice sets for a limit: half of the limit, or all of it if it is small.
func (s *ServiceFile) request(name string, limit resource.Quantity) string {
	small, err := resource.ParseQuantity(s.Policy.Webservice.SmallLimits.Of(name))
	if err != nil || limit.Cmp(small) < 0 {
		return limit.String()
	}
	return resource.NewMilliQuantity(limit.MilliValue()/2, limit.Format).String()
}
