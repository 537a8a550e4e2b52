package rules

import (
	"path/filepath"
	"slices"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/schemas"
)

// A serviceFile is a file with the settings of a tool's webservice, as its rules see it.
type serviceFile struct {
	*Settings
	form *schemas.ManifestFile
}

// foreign tells the files of settings by their names.
func (s *Settings) foreign(f *manifest.File) any {
	if form := s.Policy.ServiceManifest.File(filepath.Base(f.Name)); form != nil {
		return &serviceFile{s, form}
	}
	return nil
}

// inServiceFile returns what foreign made of the file of a pass.
func inServiceFile(p *lint.Pass) *serviceFile { return p.Subject.(*serviceFile) }

// value is the value of the key that holds a type, nil where it is not set.
func (s *serviceFile) value(root *manifest.Node, t schemas.ManifestType) *manifest.Node {
	key := s.form.KeyOf(t)
	if n := root.Field(key); key != "" && !n.IsNull() {
		return n
	}
	return nil
}

// backend is the backend that a file names, nil where it names none that exists.
func (s *serviceFile) backend(root *manifest.Node) *schemas.ManifestBackend {
	name := s.value(root, schemas.ManifestBackends).String()
	for i := range s.Policy.ServiceManifest.Backends {
		if b := &s.Policy.ServiceManifest.Backends[i]; b.Name == name {
			return b
		}
	}
	return nil
}

// onGrid reports whether a file says that its webservice does not run on Kubernetes.
func (s *serviceFile) onGrid(root *manifest.Node) bool {
	b := s.backend(root)
	return b != nil && !b.Kubernetes
}

// webTypes are the types of webservice that a backend has, those of all backends where it is not known.
func (s *serviceFile) webTypes(b *schemas.ManifestBackend) []string {
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
func (s *serviceFile) runtime(root *manifest.Node) *schemas.Image {
	name := s.value(root, schemas.ManifestWebType).String()
	b := s.backend(root)
	if b == nil && slices.Contains(s.Policy.Webservice.GridTypes, name) || b != nil && !b.Kubernetes {
		return nil
	}
	return s.Policy.ImageOfType(name)
}
