package plan

import (
	"path/filepath"
	"slices"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/shell"
)

// makersOf are the kustomizations that make objects of a file. Where there are several, those that were asked for count.
func (m *move) makersOf(f *File) []string {
	asked := slices.DeleteFunc(slices.Clone(f.MadeBy), func(name string) bool { return !m.taken[name] })
	if len(f.MadeBy) > 1 && len(asked) > 0 {
		return asked
	}
	return f.MadeBy
}

// makers are the kustomizations that the plan creates objects with, each once.
func (m *move) makers() (all []string) {
	isNew := distinct[string]()
	for _, f := range m.files {
		if by := m.makersOf(f); len(by) == 1 && isNew(by[0]) {
			all = append(all, by[0])
		}
	}
	return all
}

// kustomize is the command that prints what a kustomization makes. The kubectl of the legacy cluster has none, so that of
// the current one serves both, see https://github.com/kubernetes-sigs/kustomize#kubectl-integration.
func (m *move) kustomize(name string) string {
	return shell.Line(m.Policy.Current.Kubectl, "kustomize", shell.Argument(filepath.Dir(name)))
}

// mindKustomizations lists what lint finds in those that the plan uses: it appears in the objects.
func (m *move) mindKustomizations() {
	makers := m.makers()
	for i := range m.Files {
		f := &m.Files[i]
		if !slices.Contains(makers, f.Path) {
			continue
		}
		for _, d := range m.found[f.Result.File] {
			if d.Severity == lint.Warning { // errors are listed in any case
				m.mind(text(code(f.place(d.File.Position(d.Span.Start))), " "+d.Message+" [", code(d.Rule.Name), "]"))
			}
		}
	}
}

// mindMakers says why what a kustomization makes of a file cannot be created as it is.
func (m *move) mindMakers(f *File) {
	makers := m.makersOf(f)
	if len(makers) > 1 {
		m.mind(text(list(makers), " all make objects of ", code(f.Path), ": plan the one that is to run, with its resources"))
	}
	if len(makers) != 1 {
		return
	}
	name := makers[0]
	if f.Renamed {
		m.mind(text(code(name), " changes the names of the objects in ", code(f.Path), ", and the commands below have the old ones: save what ",
			code(m.kustomize(name)), " prints as a file, and plan that"))
	}
	if m.Back {
		m.mind(text(code(name), " makes the objects of ", code(f.Path), ": change its namespace, labels and images for the "+m.to.Title+" by hand"))
	}
}
