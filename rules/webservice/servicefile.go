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

// Foreign finds the files of settings: they have the name of one, and look like one. A systemd unit or a template of
// another program may well be called service.template.
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

// describes reports whether a document looks like the settings of a webservice: it names a backend or a type that there is,
// or most of its keys are those of such a file. Of a text that cannot be read, one key has to be enough.
func (s *ServiceFile) describes(d *manifest.Document) bool {
	root := d.Root()
	if items := root.Items(); len(items) > 0 { // the dashes are one too many
		root = &items[0]
	}
	isKey := func(name string) bool {
		return s.isVersion(name) || slices.ContainsFunc(s.form.Keys, func(k schemas.ManifestKey) bool { return k.Name == name || k.Typo == name })
	}
	if err := d.Err(); err != nil && !err.Flow {
		return !content.IsTemplate(d) && slices.ContainsFunc(s.form.Keys, func(k schemas.ManifestKey) bool { return content.HasKey(d, k.Name) })
	} else if err != nil { // braces, which webservice reads as YAML
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

// inServiceFile returns what foreign made of the file of a pass.
func inServiceFile(p *lint.Pass) *ServiceFile { return p.Prepared.(*ServiceFile) }

// Value is the value of the key that holds a type, nil where it is not set.
func (s *ServiceFile) Value(root *manifest.Node, t schemas.ManifestType) *manifest.Node {
	key := s.form.KeyOf(t)
	if n := root.Field(key); key != "" && !n.IsNull() {
		return n
	}
	return nil
}

// Backend is the backend that a file names, nil where it names none that exists.
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

// backendOrDefault is the backend that a file names or, where it names none, the one that webservice uses then. It is nil
// where the file names one that does not exist.
func (s *ServiceFile) backendOrDefault(root *manifest.Node) *schemas.ManifestBackend {
	if s.Value(root, schemas.ManifestBackends) != nil {
		return s.Backend(root)
	}
	return s.backendCalled(s.versionOf(root).Backend)
}

// versionOf is the row of the version in a file. A file that has none, or one that does not exist, is read by the webservice
// that can migrate. A file whose form has no version is of the newest.
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

// RunsOnGrid reports whether a file has a webservice that does not run on Kubernetes: it says so, or it has a type of the grid
// and names no backend, and webservice uses the grid then.
func (s *ServiceFile) RunsOnGrid(root *manifest.Node) bool {
	b := s.backendOrDefault(root)
	return b != nil && !b.Kubernetes && (s.Backend(root) != nil || slices.Contains(s.Policy.Webservice.GridTypes, s.Value(root, schemas.ManifestWebType).String()))
}

// runsOnKubernetes reports whether webservice would start the webservice of a file on Kubernetes.
func (s *ServiceFile) runsOnKubernetes(root *manifest.Node) bool {
	b := s.backendOrDefault(root)
	return b != nil && b.Kubernetes
}

// webTypes are the types of webservice that a backend has, those of all backends where it is not known.
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

// runtime is the row of the type that a webservice on Kubernetes has, nil for any other. A file without a backend is on
// Kubernetes if only Kubernetes has its type.
func (s *ServiceFile) runtime(root *manifest.Node) *schemas.Image {
	name := s.Value(root, schemas.ManifestWebType).String()
	b := s.Backend(root)
	if b == nil && slices.Contains(s.Policy.Webservice.GridTypes, name) || b != nil && !b.Kubernetes {
		return nil
	}
	return s.Policy.ImageOfType(name)
}
