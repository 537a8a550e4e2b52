package schemas_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/schemas"
)

func decodeToolforge(t *testing.T) *schemas.Policy {
	t.Helper()
	p, err := schemas.LoadPolicy("toolforge.yaml", readFile(t, "toolforge.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestTheLiteralIsTheDecodedPolicy(t *testing.T) {
	p := decodeToolforge(t)
	if !reflect.DeepEqual(p, schemas.Toolforge()) {
		t.Error("Toolforge() is not what toolforge.yaml says; run go generate ./schemas")
	}
}

func TestEveryRowNamesItsSource(t *testing.T) {
	var walk func(path string, v reflect.Value)
	walk = func(path string, v reflect.Value) {
		switch v.Kind() {
		case reflect.Slice:
			for i := range v.Len() {
				walk(path, v.Index(i))
			}
		case reflect.Struct:
			if s := v.FieldByName("Source"); s.IsValid() && s.String() == "" {
				t.Errorf("%s: %+v has no source", path, v)
			}
			for i := range v.NumField() {
				walk(path+"."+v.Type().Field(i).Name, v.Field(i))
			}
		}
	}
	walk("policy", reflect.ValueOf(*schemas.Toolforge()))
}

func TestABadPolicyIsRejectedWithFileAndLine(t *testing.T) {
	good := string(readFile(t, "toolforge.yaml"))
	for name, c := range map[string]struct {
		old, new string
		below    int // lines from the change to the line that is named
		want     string
	}{
		"unknown key":       {"  maxNameLength: 58\n", "  maxNameLenght: 58\n", 0, `unknown key "maxNameLenght"; did you mean "maxNameLength"?`},
		"wrong type":        {"maxNameLength: 58", "maxNameLength: many", 0, "tools.maxNameLength must be a whole number"},
		"key given twice":   {"  maxNameLength: 58\n", "  maxNameLength: 58\n  maxNameLength: 59\n", 1, "already defined"},
		"a text for a list": {"sharedPaths: [/data/project/shared]", "sharedPaths: /data/project/shared", 0, "tools.sharedPaths must be a list"},
		"no value":          {"maxNameLength: 58", "maxNameLength:", 0, "tools.maxNameLength needs a value"},
		"not bundled":       {"kubernetes: v1.15.6", "kubernetes: v1.16.0", 0, "the schema of Kubernetes v1.16.0 is not bundled; only v1.15.6 is"},
		"not YAML":          {"maxNameLength: 58", "maxNameLength: 5: 8", 0, "mapping values are not allowed"},
		"missing name":      {"name: Toolforge", "name: ''", 0, "name: is missing"},
		"not a date":        {`asOf: "2020-03-15"`, "asOf: March", 0, `"March" is no date`},
		"not a quantity":    {"hard: 6Gi", "hard: 6GB", 0, `quota[1].hard: "6GB" is no quantity`},
		"bad limit":         {"min: {cpu: 50m", "min: {cpu: 50mm", 0, `limitRange.min.cpu: "50mm" is no quantity`},
		"no such status":    {"status: deprecated", "status: old", 0, `"old" is no status`},
		"no such type":      {"successor: php7.3", "successor: php9", 0, `"php9" is no type`},
		"no such image":     {"to: [toolforge-jdk11-sssd]", "to: [toolforge-jdk12-sssd]", 0, "no current image"},
		"slash at the end":  {"- {path: /data/project,", "- {path: /data/project/,", 0, "not end with one"},
		"a second document": {"name: Toolforge", "name: Toolforge\n---\nname: Other", 1, "a second document"},
	} {
		src := strings.Replace(good, c.old, c.new, 1)
		if src == good {
			t.Fatalf("%s: the policy has no %q", name, c.old)
		}
		line := 1 + strings.Count(good[:strings.Index(good, c.old)], "\n") + c.below
		place := fmt.Sprintf("p.yaml:%d:", line)
		_, err := schemas.LoadPolicy("p.yaml", []byte(src))
		if err == nil || !strings.Contains(err.Error(), place) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: says %v, want %s and %q", name, err, place, c.want)
		}
	}
	for src, want := range map[string]string{
		"":                  "p.yaml:1:1: the policy is empty; begin with extends: toolforge-2020",
		"# a comment\n":     "p.yaml:1:1: the policy is empty",
		"---\n":             "p.yaml:",
		"null\n":            "p.yaml:1:1: a policy needs a value",
		"- name: a\n":       "p.yaml:1:1: a policy must be keys with values",
		"a text\n":          "p.yaml:1:1: a policy must be keys with values",
		"name: &a [*a]\n":   "p.yaml:1:7: name must be a text",
		"name: Elsewhere\n": "p.yaml:1:1: current.kubernetes: is missing",
	} {
		if _, err := schemas.LoadPolicy("p.yaml", []byte(src)); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: says %v, want %s", src, err, want)
		}
	}
}

func TestAToolMayCreateThirteenKinds(t *testing.T) {
	p := schemas.Toolforge()
	var got []string
	for _, r := range schemas.Kubernetes().Resources() {
		if r.Namespaced && p.MayCreate(r.Group, r.Plural) && !slices.Contains(got, r.Kind) {
			got = append(got, r.Kind)
		}
	}
	slices.Sort(got)
	want := []string{
		"ConfigMap", "CronJob", "Deployment", "Endpoints", "Ingress", "Job", "NetworkPolicy", "Pod",
		"ReplicaSet", "ReplicationController", "Secret", "Service", "StatefulSet",
	}
	if !slices.Equal(got, want) {
		t.Errorf("a tool may create %q, want %q", got, want)
	}
	for _, denied := range []string{"persistentvolumeclaims", "serviceaccounts", "bindings", "events", "podtemplates"} {
		if p.MayCreate("", denied) {
			t.Errorf("a tool may create %s", denied)
		}
	}
	if !p.MayCreate("authorization.k8s.io", "selfsubjectaccessreviews") {
		t.Error("a tool may not ask what it may do")
	}
}

func TestTheQuotaHasTheKeysOfTheCluster(t *testing.T) {
	want := map[string]string{
		"requests.cpu": "2", "requests.memory": "6Gi", "limits.cpu": "2", "limits.memory": "8Gi", "pods": "4",
		"services": "1", "services.nodeports": "0", "replicationcontrollers": "1", "secrets": "10",
		"configmaps": "10", "persistentvolumeclaims": "3",
	}
	got := map[string]string{}
	for _, q := range schemas.Toolforge().Quota {
		got[q.Resource] = q.Hard
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("quota is %v", got)
	}
	if q := schemas.Toolforge().QuotaOf("secrets"); q.Used != 1 {
		t.Errorf("%d secrets are always used", q.Used)
	}
	if schemas.Toolforge().QuotaOf("services.nodeport") != nil {
		t.Error("the misspelled key of the wiki has a quota")
	}
}

func TestThePodSecurityPolicyAllowsThePreset(t *testing.T) {
	p := schemas.Toolforge()
	for _, v := range p.PodPreset.Volumes {
		allowed := func(h schemas.HostPath) bool { return h.Path == v.HostPath && (v.ReadOnly || !h.ReadOnly) }
		if !slices.ContainsFunc(p.PodSecurity.HostPaths, allowed) {
			t.Errorf("volume %s is not allowed at %s", v.Name, v.HostPath)
		}
	}
	var paths []string
	for _, h := range p.PodSecurity.HostPaths {
		if h.ReadOnly {
			paths = append(paths, h.Path)
		}
	}
	if want := "/public/dumps /etc/wmcs-project /etc/ldap.yaml /etc/novaobserver.yaml /etc/ldap.conf"; strings.Join(paths, " ") != want {
		t.Errorf("read-only paths are %q", paths)
	}
}

func TestATextOfThePolicyIsExpandedForATool(t *testing.T) {
	if got := schemas.Expand(schemas.Toolforge().PodPreset.Env[0].Value, "stashbot"); got != "/data/project/stashbot" {
		t.Errorf("HOME is %s", got)
	}
}
