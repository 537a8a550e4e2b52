package plan

import (
	"path/filepath"
	"slices"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/shell"
)

// makersOf returns the kustomizations that create objects from a file. If there are several, it prefers those among the files
// to plan.
func (m *move) makersOf(f *File) []string {
	asked := slices.DeleteFunc(slices.Clone(f.MadeBy), func(name string) bool { return m.named[name] == nil })
	if len(f.MadeBy) > 1 && len(asked) > 0 {
		return asked
	}
	return f.MadeBy
}

// makers returns the kustomizations that the plan creates objects with, each once.
func (m *move) makers() (all []string) {
	isNew := distinct[string]()
	for _, f := range m.files {
		if by := m.makersOf(f); len(by) == 1 && isNew(by[0]) {
			all = append(all, by[0])
		}
	}
	return all
}

// kustomize returns the command that prints the objects of a kustomization. It uses the kubectl of the current cluster for both
// clusters, because the one of the legacy cluster cannot do that, see
// https://github.com/kubernetes-sigs/kustomize#kubectl-integration.
func (m *move) kustomize(name string) string {
	return shell.Line(m.Policy.Current.Kubectl, "kustomize", shell.Argument(filepath.Dir(name)))
}

// checkKustomizations lists the warnings about the kustomizations that the plan uses, because they show in the objects.
func (m *move) checkKustomizations() {
	for _, by := range m.makers() {
		f := m.named[by]
		if f == nil {
			continue
		}
		for _, d := range m.found[f.Result.File] {
			if d.Severity == lint.Warning { // checkFindings lists the errors
				m.addProblem(f.finding(d))
			}
		}
	}
}

// checkMakers lists why the objects that kustomizations create from a file cannot be created as they are.
func (m *move) checkMakers(f *File) {
	makers := m.makersOf(f)
	if len(makers) > 1 {
		m.addProblem(text(list(makers), " all create objects from ", code(f.Path), ": plan only the one that you want to run, with its resources"))
	}
	if len(makers) != 1 {
		return
	}
	name := makers[0]
	if f.Renamed {
		m.addProblem(text(code(name), " changes the names of the objects in ", code(f.Path), ", but the commands below use the old names: save the output of ",
			code(m.kustomize(name)), " as a file, and plan that file"))
	}
	if m.Back {
		m.addProblem(text(code(name), " creates the objects of ", code(f.Path), ": change its namespace, labels and images for the "+m.to.Title+" by hand"))
	}
}
