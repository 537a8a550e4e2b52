package webservice

import (
	"path/filepath"
	"slices"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/content"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

// A ServiceFile is a file with the settings of a tool's webservice, as its rules see it.
type ServiceFile struct {
	*workload.Settings
	form *schemas.ManifestFile
}

// Foreign recognizes files of settings by their name and content. The name is not enough, because a systemd unit or a template of
// another program may also be called service.template.
func Foreign(s *workload.Settings, f *manifest.File) any {
	form := s.Policy.ServiceManifest.File(filepath.Base(f.Name))
	if form == nil {
		return nil
	}
	file := &ServiceFile{s, form}
	if slices.ContainsFunc(f.Docs, file.describes) {
		return file
	}
	return nil
}

// describes reports whether a document looks like the settings of a webservice: it names a backend or a type that exists, or most of
// its keys are those of such a file. In a text that cannot be read, one such key is enough.
func (s *ServiceFile) describes(d *manifest.Document) bool {
	root := d.Root()
	if items := root.Items(); len(items) > 0 { // it was written as a list by mistake
		root = &items[0]
	}
	isKey := func(name string) bool {
		return s.isVersion(name) || slices.ContainsFunc(s.form.Keys, func(k schemas.ManifestKey) bool { return k.Name == name || k.Typo == name })
	}
	if err := d.Err(); err != nil && !err.Flow {
		return !content.IsTemplate(d) && slices.ContainsFunc(s.form.Keys, func(k schemas.ManifestKey) bool { return content.HasKey(d, k.Name) })
	} else if err != nil { // text in braces, which webservice reads as YAML
		return true
	}
	webType := s.Value(root, schemas.ManifestWebType).String()
	if s.Backend(root) != nil || webType != "" && slices.Contains(s.webTypes(nil), webType) {
		return true
	}
	known, fields := 0, root.Fields()
	for i := range fields {
		if isKey(fields[i].Key()) {
			known++
		}
	}
	return 2*known > len(fields)
}

// inServiceFile returns what Foreign returned for the file of a pass.
func inServiceFile(p *lint.Pass) *ServiceFile { return p.Prepared.(*ServiceFile) }

// Value returns the value of the key with a type, nil if it is not set.
func (s *ServiceFile) Value(root *manifest.Node, t schemas.ManifestType) *manifest.Node {
	key := s.form.KeyOf(t)
	if n := root.Field(key); key != "" && !n.IsNull() {
		return n
	}
	return nil
}

// Backend returns the backend that a file names, nil if it names no backend or one that does not exist.
func (s *ServiceFile) Backend(root *manifest.Node) *schemas.ManifestBackend {
	return s.backendCalled(s.Value(root, schemas.ManifestBackends).String())
}

func (s *ServiceFile) backendCalled(name string) *schemas.ManifestBackend {
	for i := range s.Policy.ServiceManifest.Backends {
		if b := &s.Policy.ServiceManifest.Backends[i]; b.Name == name {
			return b
		}
	}
	return nil
}

// backendOrDefault returns the backend that a file names or, if it names none, the default of webservice. It returns nil if the file
// names one that does not exist.
func (s *ServiceFile) backendOrDefault(root *manifest.Node) *schemas.ManifestBackend {
	if s.Value(root, schemas.ManifestBackends) != nil {
		return s.Backend(root)
	}
	return s.backendCalled(s.versionOf(root).Backend)
}

// versionOf returns the row of the version in a file. If the version is missing or does not exist, that is the version that can
// migrate. If files of this form have no version, it is the newest one.
func (s *ServiceFile) versionOf(root *manifest.Node) (row schemas.ManifestVersion) {
	hasVersions := s.form.KeyOf(schemas.ManifestVersions) != ""
	version := s.Value(root, schemas.ManifestVersions).Text()
	for _, v := range s.Policy.ServiceManifest.Versions {
		if v.Version == version && hasVersions {
			return v
		}
		if v.Migrates || !hasVersions {
			row = v
		}
	}
	return row
}

// RunsOnGrid reports whether the webservice of a file runs on the grid: the file names a backend of the grid, or it names no
// backend, has a type of the grid, and the default backend is the grid.
func (s *ServiceFile) RunsOnGrid(root *manifest.Node) bool {
	b := s.backendOrDefault(root)
	return b != nil && !b.Kubernetes && (s.Backend(root) != nil || slices.Contains(s.Policy.Webservice.GridTypes, s.Value(root, schemas.ManifestWebType).String()))
}

// runsOnKubernetes reports whether webservice would start the webservice of a file on Kubernetes.
func (s *ServiceFile) runsOnKubernetes(root *manifest.Node) bool {
	b := s.backendOrDefault(root)
	return b != nil && b.Kubernetes
}

// webTypes returns the types of webservice that a backend has, or the types of all backends if it is nil.
func (s *ServiceFile) webTypes(b *schemas.ManifestBackend) []string {
	var types []string
	if b == nil || b.Kubernetes {
		for i := range s.Policy.Images.Table {
			if t := s.Policy.Images.Table[i].Type; t != "" {
				types = append(types, t)
			}
		}
	}
	if b == nil || !b.Kubernetes {
		types = append(types, s.Policy.Webservice.GridTypes...)
	}
	return types
}

// runtime returns the image of the type of a webservice on Kubernetes, nil for any other. A file without a backend is on Kubernetes
// if only Kubernetes has its type.
func (s *ServiceFile) runtime(root *manifest.Node) *schemas.Image {
	name := s.Value(root, schemas.ManifestWebType).String()
	b := s.Backend(root)
	if b == nil && slices.Contains(s.Policy.Webservice.GridTypes, name) || b != nil && !b.Kubernetes {
		return nil
	}
	return s.Policy.ImageOfType(name)
}
