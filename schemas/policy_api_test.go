package schemas_test

import (
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/schemas"
)

func kindOf(apiVersion, kind string) schemas.GVK {
	group, version := schemas.ParseAPIVersion(apiVersion)
	return schemas.GVK{Group: group, Version: version, Kind: kind}
}

func TestAMoveLeadsToAServedVersion(t *testing.T) {
	for _, m := range schemas.Toolforge().APIs {
		served := schemas.Kubernetes().Served(kindOf(m.From, m.Kind)) != nil
		if served != (m.Status == schemas.Deprecated) {
			t.Errorf("%s in %s is %s, served: %v", m.Kind, m.From, m.Status, served)
		}
		if (m.Release == "") != (m.Status == schemas.Gone) {
			t.Errorf("%s in %s is %s, release %q", m.Kind, m.From, m.Status, m.Release)
		}
		kind := m.Kind
		if m.ToKind != "" {
			kind = m.ToKind
		}
		if m.To != "" && schemas.Kubernetes().Served(kindOf(m.To, kind)) == nil {
			t.Errorf("%s in %s moves to %s, which is not served", m.Kind, m.From, m.To)
		}
	}
}

func TestEveryOldVersionThatIsServedAndMayBeCreatedHasAMove(t *testing.T) {
	p := schemas.Toolforge()
	for _, r := range schemas.Kubernetes().Resources() {
		versions := len(schemas.Kubernetes().ServedVersions(r.Kind))
		old := strings.Contains(r.Version, "beta") && versions > 1 && r.APIVersion() != "networking.k8s.io/v1beta1"
		if !r.Namespaced && p.MayCreate(r.Group, r.Plural) {
			continue // questions of a user about itself, which are not kept
		}
		if old && p.MayCreate(r.Group, r.Plural) && p.Move(r.Kind, r.APIVersion()) == nil {
			t.Errorf("%s in %s has no move", r.Kind, r.APIVersion())
		}
	}
}

func TestTheWayBackIsTheWayTurnedRound(t *testing.T) {
	p := schemas.Toolforge()
	for _, c := range []struct{ apiVersion, kind, want string }{
		{"apps/v1", "Deployment", "Deployment extensions/v1beta1"},
		{"batch/v1beta1", "CronJob", "ScheduledJob batch/v2alpha1"},
		{"networking.k8s.io/v1beta1", "Ingress", "Ingress extensions/v1beta1"},
	} {
		if m := p.LegacyMove(c.kind, c.apiVersion); m == nil || m.Kind+" "+m.From != c.want {
			t.Errorf("%s in %s moves back to %+v, want %s", c.kind, c.apiVersion, m, c.want)
		}
	}
	if m := p.LegacyMove("Job", "batch/v1"); m != nil {
		t.Errorf("the legacy cluster serves batch/v1, a Job moves back to %+v", m)
	}
}

func TestNoNewerFieldIsInTheSchemaAndEveryIgnoredOneIs(t *testing.T) {
	definitions := schemas.Kubernetes().Definitions()
	for _, f := range schemas.Toolforge().NewerFields {
		if s := definitions[f.Owner]; s == nil || s.Field(f.Field) != nil {
			t.Errorf("%s.%s: no such definition, or it has the field", f.Owner, f.Field)
		}
		if found := schemas.Toolforge().NewerField(f.Owner, f.In, f.Field); (found == nil) != f.Misplaced {
			t.Errorf("%s.%s is found as %+v", f.Owner, f.Field, found)
		}
	}
	for _, f := range schemas.Toolforge().IgnoredFields {
		if s := definitions[f.Owner]; s == nil || s.Field(f.Field) == nil {
			t.Errorf("%s.%s: no such field", f.Owner, f.Field)
		}
		if schemas.Toolforge().IgnoredField(f.Owner, f.Field) == nil {
			t.Errorf("%s.%s is not found", f.Owner, f.Field)
		}
	}
}

func TestARemovedFieldIsNotInTheSchemaAndItsSuccessorIs(t *testing.T) {
	pod := kindOf("v1", "Pod")
	for _, f := range schemas.Toolforge().RemovedFields {
		root := schemas.Kubernetes().Lookup(pod).Field("spec")
		if f.Kind != "" {
			// The table has v1 before its betas.
			root = schemas.Kubernetes().Lookup(schemas.Kubernetes().ServedVersions(f.Kind)[0])
		}
		if has := at(root, f.Path) != nil; has != (f.Change == schemas.Alias) {
			t.Errorf("%s %s is %s, in the schema: %v", f.Kind, f.Path, f.Change, has)
		}
		if f.To != "" && at(root, f.To) == nil {
			t.Errorf("%s has no %s", f.Kind, f.To)
		}
	}
}

func TestAChangedDefaultIsAFieldOfItsVersions(t *testing.T) {
	for _, d := range schemas.Toolforge().ChangedDefaults {
		for _, v := range d.Values {
			for _, a := range v.APIVersions {
				s := schemas.Kubernetes().Lookup(kindOf(a, d.Kind))
				if s == nil || at(s, d.Path) == nil {
					t.Errorf("%s in %s has no %s", d.Kind, a, d.Path)
				}
				if d.In(a) != v.Value {
					t.Errorf("%s in %s: %s is there twice", d.Kind, a, d.Path)
				}
			}
		}
	}
}

func TestTheOldDeploymentCopiesLabelsAndTheNewOneDoesNot(t *testing.T) {
	p := schemas.Toolforge()
	if c := p.CopiedLabelsOf("Deployment", "extensions/v1beta1"); c == nil || !c.Selector || !c.Labels {
		t.Errorf("extensions/v1beta1 copies %+v", c)
	}
	for _, v := range []string{"apps/v1", "apps/v1beta2"} {
		if c := p.CopiedLabelsOf("Deployment", v); c != nil {
			t.Errorf("%s copies %+v", v, c)
		}
	}
}

// at follows a path of field names, nil where it leads nowhere.
func at(s *schemas.Schema, path string) *schemas.Schema {
	for _, name := range strings.Split(path, ".") {
		if s == nil {
			return nil
		}
		s = s.Field(name)
	}
	return s
}

func TestWhatTheLegacyClusterLacksIsThereNow(t *testing.T) {
	p, definitions := schemas.Toolforge(), schemas.Kubernetes().Definitions()
	for i := range p.FieldsAfterLegacy {
		f := &p.FieldsAfterLegacy[i]
		for _, owner := range f.Owners {
			if s := definitions[owner]; s == nil || s.Field(f.Field) == nil {
				t.Errorf("%s.%s: no such field", owner, f.Field)
			}
			if p.FieldAfterLegacy(owner, f.Field) != f {
				t.Errorf("%s.%s is there twice", owner, f.Field)
			}
		}
	}
	for kind, want := range map[string]string{"CronJob": "ScheduledJob", "Deployment": "Deployment", "StatefulSet": "", "Ingress": ""} {
		got := ""
		if k := p.LegacyKind(kind); k != nil {
			got = k.Kind
		}
		if got != want {
			t.Errorf("a %s was a %q on the legacy cluster, want %q", kind, got, want)
		}
	}
}
