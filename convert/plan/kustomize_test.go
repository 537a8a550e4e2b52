package plan_test

import (
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/convert/plan"
	"github.com/toolforge/tfk8s/schemas"
)

// kustomized returns a request for two files that kustomizations create objects from.
func kustomized(t *testing.T, back bool, makers ...string) plan.Request {
	t.Helper()
	r := requestTo(t, back, schemas.Toolforge(),
		source{"-k, 'it'/bot.yaml", object("ConfigMap", "v1", "tool-relay", "words")},
		source{"-k, 'it'/more.yaml", object("ConfigMap", "v1", "tool-relay", "more")},
		source{"alone.yaml", object("ConfigMap", "v1", "tool-relay", "alone")},
	)
	r.Files[0].MadeBy, r.Files[1].MadeBy = makers, makers
	return r
}

func script(t *testing.T, p plan.Plan) string {
	t.Helper()
	var b strings.Builder
	if err := plan.Script(&b, p); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestWhatAKustomizationMakesIsCreatedOnceAsItMakesIt(t *testing.T) {
	made := plans(t, kustomized(t, false, "-k, 'it'/kustomization.yaml"))
	got := markdown(t, made)
	const kustomize = `/usr/bin/kubectl kustomize './-k, '\''it'\'''`
	inOrder(t, got, "First check that", kustomize, kustomize+" | /usr/bin/kubectl --context=toolforge apply --validate=true -f -\n", "apply --validate=true -f alone.yaml\n")
	if strings.Count(got, "-f -\n") != 1 || strings.Contains(got, "< ") || len(made[0].Problems) > 0 {
		t.Error(got)
	}
	inOrder(t, script(t, made[0]), "[ -r './-k, '\\''it'\\''/kustomization.yaml' ]", "\n"+kustomize+" >/dev/null\n", "use-context",
		"\n"+kustomize+" | /usr/bin/kubectl --context=toolforge apply --validate=true -f -\n")
}

func TestWhichOfSeveralKustomizationsIsToRunAPersonMustSay(t *testing.T) {
	r := kustomized(t, false, "dev/kustomization.yaml", "prod/kustomization.yaml")
	got := markdown(t, plans(t, r))
	if !strings.Contains(got, "`dev/kustomization.yaml` and `prod/kustomization.yaml` all create objects from") || strings.Contains(got, "kustomize dev") {
		t.Error(got)
	}
	r = kustomized(t, false, "alone.yaml", "prod/kustomization.yaml") // the plan is asked for one of them
	if made := plans(t, r); len(made[0].Problems) > 0 || !strings.Contains(markdown(t, made), "kubectl kustomize . |") {
		t.Error(markdown(t, made))
	}
}

func TestNewNamesAndTheWayBackOfAKustomizationNeedAPerson(t *testing.T) {
	r := kustomized(t, true, "k/kustomization.yaml")
	r.Files[0].Renamed = true
	got := markdown(t, plans(t, r))
	inOrder(t, got, "`k/kustomization.yaml` changes the names of the objects", "change its namespace, labels and images for the legacy cluster by hand",
		"/usr/bin/kubectl kustomize k | /usr/local/bin/kubectl --context=default create --validate=true")
}
