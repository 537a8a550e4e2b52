package rules_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

// A caseObject is an object of a case and what convert makes of it.
type caseObject struct{ in, out *manifest.Object }

// caseObjects returns the objects of all cases. Convert neither adds objects nor takes any away.
func caseObjects(t *testing.T) (all []caseObject) {
	t.Helper()
	files, err := filepath.Glob("*/testdata/*/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("there are no cases (%v)", err)
	}
	for _, name := range files {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		c := filesOf(archive)
		if c.out == nil {
			c.out = c.in
		}
		in, out := objectsOf(c.in), objectsOf(c.out)
		if len(in) != len(out) { // a case about documents that cannot be read
			continue
		}
		for i := range in {
			all = append(all, caseObject{in[i], out[i]})
		}
	}
	return all
}

func objectsOf(text []byte) (all []*manifest.Object) {
	for _, d := range manifest.Parse("", text).Docs {
		all = append(all, d.Objects()...)
	}
	return all
}

func TestEveryMoveOfThePolicyHasACase(t *testing.T) {
	all, settings := caseObjects(t), workload.NewSettings()
	forbidden := func(kind string) bool {
		return !slices.ContainsFunc(settings.Bundle.ServedVersions(kind), func(g schemas.GVK) bool {
			return settings.Policy.MayCreate(g.Group, settings.Bundle.Served(g).Plural)
		})
	}
	for _, m := range settings.Policy.APIs {
		kind, version := m.Kind, m.To
		if m.ToKind != "" {
			kind = m.ToKind
		}
		if m.To == "" || m.Status != schemas.Deprecated && forbidden(kind) { // nothing that a tool may create replaces it
			version = m.From
		}
		if !slices.ContainsFunc(all, func(o caseObject) bool {
			return o.in.Kind == m.Kind && o.in.APIVersion == m.From && o.out.Kind == kind && o.out.APIVersion == version
		}) {
			t.Errorf("no case has a %s of %s that becomes a %s of %s", m.Kind, m.From, kind, version)
		}
	}
}

func TestEveryRemovedFieldOfThePolicyHasACase(t *testing.T) {
	all := caseObjects(t)
	for _, f := range workload.NewSettings().Policy.RemovedFields {
		kind, path, goes := f.Kind, strings.Split(f.Path, "."), true
		if kind == "" { // of a pod; there an alias may stay
			kind, path, goes = "Pod", append([]string{"spec"}, path...), f.Change != schemas.Alias
		}
		if !slices.ContainsFunc(all, func(o caseObject) bool {
			return o.in.Kind == kind && o.in.Root.At(path...).Exists() && o.out.Root.At(path...).Exists() != goes
		}) {
			t.Errorf("no case has a %s whose %s goes", f.Kind, f.Path)
		}
	}
}
