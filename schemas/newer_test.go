package schemas

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestTheGeneratedNewerFieldsFitTheBundledSchema needs no network: only the generator reads later releases.
func TestTheGeneratedNewerFieldsFitTheBundledSchema(t *testing.T) {
	release := regexp.MustCompile(`^1\.(1[6-9]|[2-9][0-9])$`)
	for _, f := range newerFields {
		switch s := Kubernetes().decoder.schema(f.Owner); {
		case s.Type != Object:
			t.Errorf("%s is no object of the bundled schema", f.Owner)
		case s.Field(f.Field) != nil:
			t.Errorf("%s.%s is in the bundled schema", f.Owner, f.Field)
		case !release.MatchString(f.Since):
			t.Errorf("%s.%s came with %q, which is no later release", f.Owner, f.Field, f.Since)
		case !strings.HasPrefix(f.Source, "api v0."+f.Since[2:]+"."):
			t.Errorf("%s.%s came with %s, its source is %q", f.Owner, f.Field, f.Since, f.Source)
		}
	}
	inOrder := slices.IsSortedFunc(newerFields, func(a, b NewerField) int {
		return cmp.Or(strings.Compare(a.Owner, b.Owner), strings.Compare(a.Field, b.Field))
	})
	if !inOrder || len(slices.CompactFunc(slices.Clone(newerFields), func(a, b NewerField) bool { return a.Owner == b.Owner && a.Field == b.Field })) != len(newerFields) {
		t.Error("the rows are not sorted, or a field is there twice")
	}
}

func TestAFieldOfALaterReleaseIsFound(t *testing.T) {
	const core, batch, apps = "io.k8s.api.core.v1.", "io.k8s.api.batch.v1.", "io.k8s.api.apps.v1."
	for _, c := range []struct{ owner, in, field, since string }{
		{core + "Container", "initContainers", "restartPolicy", "1.28"},
		{core + "Container", "containers", "restartPolicy", ""},
		{core + "Container", "containers", "startupProbe", "1.16"},
		{core + "PodSpec", "spec", "resources", ""}, // belongs to its containers
		{core + "ResourceRequirements", "resources", "claims", "1.26"},
		{core + "PodAffinityTerm", "", "namespaceSelector", "1.21"},
		{core + "Handler", "preStop", "sleep", "1.29"}, // another type since 1.23
		{core + "Probe", "livenessProbe", "grpc", "1.23"},
		{core + "ServiceSpec", "spec", "trafficDistribution", "1.30"},
		{core + "Volume", "volumes", "image", "1.31"},
		{core + "Volume", "volumes", "hostPath", ""},
		{batch + "JobSpec", "spec", "backoffLimitPerIndex", "1.28"},
		{batch + "JobSpec", "spec", "podReplacementPolicy", "1.28"},
		{batch + "JobSpec", "spec", "successPolicy", "1.30"},
		{batch + "JobSpec", "spec", "managedBy", "1.30"},
		{apps + "StatefulSetSpec", "spec", "ordinals", "1.26"},
		{"io.k8s.apimachinery.pkg.apis.meta.v1.ManagedFieldsEntry", "managedFields", "fieldsV1", "1.16"},
		{"io.k8s.api.core.v1.NoSuchThing", "", "spec", ""},
	} {
		since := ""
		if f := Toolforge().NewerField(c.owner, c.in, c.field); f != nil {
			since = f.Since
		}
		if since != c.since {
			t.Errorf("%s.%s in %s came with %q, want %q", c.owner, c.field, c.in, since, c.since)
		}
	}
}
