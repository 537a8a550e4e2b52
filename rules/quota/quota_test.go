package quota

import (
	"slices"
	"testing"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

// objectOf returns the object of a text under a policy with other defaults.
func objectOf(defaults []schemas.ChangedDefault, text string) *workload.Object {
	policy := *schemas.Toolforge()
	policy.ChangedDefaults = defaults
	settings := workload.NewSettings()
	settings.Policy = &policy
	return workload.New(settings, manifest.Parse("a.yaml", []byte(text)).Docs[0].Objects()[0], func(*workload.Object) {})
}

func TestEachNumberOfARolloutHasItsOwnDefault(t *testing.T) {
	row := func(kind, path, value string) schemas.ChangedDefault {
		return schemas.ChangedDefault{Kind: kind, Path: path, Values: []schemas.DefaultValue{{APIVersions: []string{"apps/v1"}, Value: value}}}
	}
	surge := row("Deployment", "spec.strategy.rollingUpdate.maxSurge", "30%")
	unavailable := row("Deployment", "spec.strategy.rollingUpdate.maxUnavailable", "0")
	others := []schemas.ChangedDefault{row("DaemonSet", "spec.strategy.rollingUpdate.maxSurge", "7"), row("Deployment", "spec.replicas", "9")}
	for _, defaults := range [][]schemas.ChangedDefault{slices.Concat(others, []schemas.ChangedDefault{surge, unavailable}), slices.Concat([]schemas.ChangedDefault{unavailable, surge}, others)} {
		for text, want := range map[string]int64{
			"":             2, // 30 % of 5, rounded up
			"strategy: {}": 2,
			"strategy: {rollingUpdate: {maxSurge: 4}}":   4,
			"strategy: {rollingUpdate: {maxSurge: 21%}}": 2,
			"strategy: {type: Recreate}":                 0,
		} {
			got, stuck := rollout(objectOf(defaults, "apiVersion: apps/v1\nkind: Deployment\nspec:\n  replicas: 5\n  "+text+"\n"), 5)
			if got != want || stuck != (want > 0) {
				t.Errorf("%q: a rollout adds %d pods, and must: %t; want %d", text, got, stuck, want)
			}
		}
	}
}

func TestAnEntryUsesWhatIsCreated(t *testing.T) {
	of := func(outcome outcome, pods int64, later bool) int64 {
		e := entry{demand: &demand{load: &load{object: []int64{0, 1000}, pod: []int64{500, 100}, traits: traits{later: later}}}, outcome: outcome, Made: pods}
		return e.used(1, false)
	}
	for _, c := range []struct {
		about     string
		got, want int64
	}{
		{"with all its pods", of(created, 3, false), 1300},
		{"with some of its pods", of(podsOver, 2, false), 1200},
		{"without any of its pods", of(podsOver, 0, false), 1000},
		{"with pods that come later", of(created, 3, true), 1000},
		{"without room for the object", of(over, 0, false), 0},
		{"that is rejected", of(rejected, 0, false), 0},
		{"of a name that is used", of(twice, 0, false), 0},
	} {
		if c.got != c.want {
			t.Errorf("an object %s uses %d, not %d", c.about, c.got, c.want)
		}
	}
}

func TestBytesAreWrittenInPowersOfTwo(t *testing.T) {
	for row, want := range map[string]string{
		"limits.memory": "2Gi", "requests.storage": "2Gi", "requests.ephemeral-storage": "2Gi", "cpu": "2147483648", "pods": "2147483648",
	} {
		if got := amountText(row, 2<<30*unit); got != want {
			t.Errorf("%s is %s, not %s", row, got, want)
		}
	}
}
