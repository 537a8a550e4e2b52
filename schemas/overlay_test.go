package schemas_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/schemas"
)

// overlay loads a policy that extends that of Toolforge.
func overlay(t *testing.T, text string) *schemas.Policy {
	t.Helper()
	p, err := schemas.LoadPolicy("own.yaml", []byte("extends: toolforge-2020\n"+text))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestAnOverlayReplacesOnlyTheRowsItHas(t *testing.T) {
	p := overlay(t, `name: Toolforge of bot
quota:
- {resource: pods, hard: 10, source: the request for more pods}
- {resource: secrets, hard: "20"}
limitRange:
  max: {memory: 8Gi}
tools: {sharedPaths: [/data/project/shared, /data/project/pywikibot]}
apis:
- {kind: Deployment, from: extensions/v1beta1, release: "1.17"}
changedDefaults: []
`)
	want := *schemas.Toolforge()
	want.Extends, want.Name = schemas.ToolforgeName, "Toolforge of bot"
	want.LimitRange.Max.Memory = "8Gi"
	want.Tools.SharedPaths = []string{"/data/project/shared", "/data/project/pywikibot"}
	want.Quota = append([]schemas.Quota(nil), want.Quota...)
	pods, secrets := want.QuotaOf("pods"), want.QuotaOf("secrets")
	pods.Hard, pods.Source, secrets.Hard = "10", "the request for more pods", "20" // secrets keeps what is used
	want.APIs = append([]schemas.APIMove(nil), want.APIs...)
	want.Move("Deployment", "extensions/v1beta1").Release = "1.17"
	if !reflect.DeepEqual(p, &want) {
		t.Errorf("the quota is %+v, the rest is %+v", p.Quota, p)
	}
	if schemas.Toolforge().QuotaOf("pods").Hard != "4" || schemas.Toolforge().Move("Deployment", "extensions/v1beta1").Release != "1.16" {
		t.Error("the policy of Toolforge has changed")
	}
}

func TestABadOverlaySaysWhereAndWhatWasMeant(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"unknown base":       {"extends: toolforge-2021\n", `own.yaml:1:10: there is no policy "toolforge-2021" to extend; use toolforge-2020`},
		"misspelled extends": {"extend: toolforge-2020\n", `own.yaml:1:1: unknown key "extend"; did you mean "extends"?`},
		"unknown key":        {"extends: toolforge-2020\nqouta: []\n", `own.yaml:2:1: unknown key "qouta"; did you mean "quota"?`},
		"unknown row":        {"extends: toolforge-2020\nquota:\n- {resource: pod, hard: 5}\n", `own.yaml:3:3: quota has no row "pod"; did you mean "pods"?`},
		"no near row":        {"extends: toolforge-2020\nquota:\n- {resource: gpus, hard: 5}\n", `own.yaml:3:3: quota has no row "gpus"; use one of requests.cpu, `},
		"row of two keys":    {"extends: toolforge-2020\napis:\n- {kind: Deployment, from: extension/v1beta1}\n", `own.yaml:3:3: apis has no row "Deployment extension/v1beta1"; did you mean "Deployment extensions/v1beta1"?`},
		"no row key":         {"extends: toolforge-2020\nquota:\n- {hard: 5}\n", `own.yaml:3:3: a row of quota needs resource, which says which row it replaces`},
		"misspelled row key": {"extends: toolforge-2020\nquota:\n- {resorce: pods, hard: 5}\n", `own.yaml:3:4: unknown key "resorce"; did you mean "resource"?`},
		"unknown key in row": {"extends: toolforge-2020\nquota:\n- {resource: pods, hrad: 5}\n", `own.yaml:3:20: unknown key "hrad"; did you mean "hard"?`},
		"row twice":          {"extends: toolforge-2020\nquota:\n- {resource: pods, hard: 5}\n- {resource: pods, hard: 6}\n", `own.yaml:4:3: the row "pods" is already there`},
		"bad value of a row": {"extends: toolforge-2020\nquota:\n- {resource: pods, hard: 5x}\n", `own.yaml:3:26: quota[pods].hard: "5x" is no quantity`},
		"part of a pod":      {"extends: toolforge-2020\nquota:\n- {resource: pods, hard: 2.5}\n", `own.yaml:3:26: quota[pods].hard: "2.5" of pods is not a whole number`},
		"bad type in a row":  {"extends: toolforge-2020\nquota:\n- {resource: secrets, used: many}\n", `own.yaml:3:29: quota[secrets].used must be a whole number`},
		"row in a row":       {"extends: toolforge-2020\nserviceManifest: {files: [{name: service.template, keys: [{name: mem, type: many}]}]}\n", `own.yaml:2:77: serviceManifest.files[service.template].keys[mem].type: "many" is no type; use one of string, integer, `},
		"no date":            {"extends: toolforge-2020\nimages: {later: [{name: python39, since: July 2021}]}\n", `own.yaml:2:42: images.later[python39].since must be a date, such as 2020-03-15, 2020-03 or 2020`},
		"a map for rows":     {"extends: toolforge-2020\nquota: {pods: 10}\n", `own.yaml:2:8: quota must be a list`},
		"a text for a row":   {"extends: toolforge-2020\nquota: [pods]\n", `own.yaml:2:9: quota must be keys with values`},
		"a list for a text":  {"extends: toolforge-2020\nname: [a]\n", `own.yaml:2:7: name must be a text`},
		"not bundled":        {"extends: toolforge-2020\ncurrent:\n  kubernetes: v1.16.2\n", `own.yaml:3:15: current.kubernetes: the schema of Kubernetes v1.16.2 is not bundled; only v1.15.6 is`},
	} {
		_, err := schemas.LoadPolicy("own.yaml", []byte(c.text))
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s: says\n%v, want\n%s", name, err, c.want)
		}
	}
}

func TestRowsWithADateFollowAsOf(t *testing.T) {
	for _, c := range []struct {
		asOf                string
		python39, staticWeb schemas.ImageKind
		nfsAllowed, dumpsIn bool
		minCPU              string
	}{
		{"2020-02-25", schemas.LaterOnly, schemas.CurrentImage, false, false, "100m"},
		{"2020-03-15", schemas.LaterOnly, schemas.CurrentImage, false, false, "50m"},
		{"2020-04-27", schemas.LaterOnly, schemas.CurrentImage, true, true, "50m"},
		{"2021-07-01", schemas.CurrentImage, schemas.UnknownImage, true, true, "50m"},
	} {
		p := overlay(t, "asOf: \""+c.asOf+"\"\n")
		m := p.Image("toolforge-python39-sssd-base")
		if m.Kind != c.python39 || m.Kind == schemas.CurrentImage && m.Current != "toolforge-python39-sssd-base" {
			t.Errorf("as of %s: python39 is %+v", c.asOf, m)
		}
		if got := p.Image("toolforge-static-web-sssd").Kind; got != c.staticWeb {
			t.Errorf("as of %s: the static image is of kind %d", c.asOf, got)
		}
		if got := len(p.PodSecurity.LaterHostPaths) == 0; got != c.nfsAllowed {
			t.Errorf("as of %s: later host paths are %+v", c.asOf, p.PodSecurity.LaterHostPaths)
		}
		if got := len(p.PodPreset.LaterVolumes) == 0 && len(p.PodPreset.Volumes) == 10; got != c.dumpsIn {
			t.Errorf("as of %s: the volumes of the PodPreset are %+v", c.asOf, p.PodPreset.Volumes)
		}
		if p.LimitRange.Min.CPU != c.minCPU {
			t.Errorf("as of %s: the least cpu is %s", c.asOf, p.LimitRange.Min.CPU)
		}
	}
}

func TestAQuotaIsReplacedByResource(t *testing.T) {
	p, err := schemas.Toolforge().WithQuota([]string{"pods=10", "limits.memory=16Gi"})
	if err != nil || p.QuotaOf("pods").Hard != "10" || p.QuotaOf("limits.memory").Hard != "16Gi" || p.QuotaOf("services").Hard != "1" {
		t.Errorf("is %v, %v", p, err)
	}
	if schemas.Toolforge().QuotaOf("pods").Hard != "4" {
		t.Error("the policy of Toolforge has changed")
	}
	for limit, want := range map[string]string{
		"pod=5":     `the quota has no resource "pod"; did you mean "pods"?`,
		"pods":      `"pods" is not of the form pods=10`,
		"pods=many": `"many" is no quantity of pods`,
		"pods=":     `"" is no quantity of pods`,
		"pods=1.5":  `"1.5" of pods is not a whole number`,

		"services.nodeports=500m": `"500m" of services.nodeports is not a whole number`,
	} {
		if _, err := schemas.Toolforge().WithQuota([]string{limit}); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: says %v, want %s", limit, err, want)
		}
	}
}

// TestTheRowsOfAListHaveKeysOfTheirOwn holds for each list whose rows an overlay replaces.
func TestTheRowsOfAListHaveKeysOfTheirOwn(t *testing.T) {
	var walk func(path string, v reflect.Value)
	walk = func(path string, v reflect.Value) {
		switch v.Kind() {
		case reflect.Struct:
			for i := range v.NumField() {
				walk(path+"."+v.Type().Field(i).Name, v.Field(i))
			}
		case reflect.Slice:
			seen := map[string]bool{}
			for i := range v.Len() {
				key := keyOf(v.Index(i))
				if key != "" && seen[key] {
					t.Errorf("%s has two rows with the key %s", path, key)
				}
				seen[key] = true
				walk(path, v.Index(i))
			}
		}
	}
	walk("policy", reflect.ValueOf(*schemas.Toolforge()))
}

// keyOf is the text of the fields with the tag row:"key".
func keyOf(row reflect.Value) (key string) {
	for i := 0; row.Kind() == reflect.Struct && i < row.NumField(); i++ {
		if row.Type().Field(i).Tag.Get("row") == "key" {
			key += "|" + row.Field(i).String()
			if list, ok := row.Field(i).Interface().([]string); ok {
				key += strings.Join(list, ",")
			}
		}
	}
	return key
}
