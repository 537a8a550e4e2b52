package rules_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

// TestEveryImageOfTheTable converts every name of the table, and those that look like one.
func TestEveryImageOfTheTable(t *testing.T) {
	policy := schemas.Toolforge()
	for _, row := range policy.Images.Table {
		suffixes := []string{""}
		if row.Suffixed {
			suffixes = []string{"-base", "-web"}
		}
		for _, suffix := range suffixes {
			old, current := row.Legacy+suffix, row.Current+suffix
			if row.Current == "" {
				expectImage(t, old, "trusty-image", "")
				continue
			}
			rule := "legacy-image"
			if strings.HasPrefix(old, policy.Images.Prefix) {
				rule = "buster-without-sssd"
			}
			more := ""
			if row.Deprecated {
				more = " deprecated-runtime"
			}
			expectImage(t, old, rule+more, current)
			if more == "" && row.OS == policy.Images.EndOfLife[0].OS {
				more = "jessie-image"
			}
			expectImage(t, current, strings.TrimSpace(more), current)
			// A suffix too many or too few makes another name.
			expectRules(t, row.Current+suffix+"-web", "unknown-toolforge-image")
			if suffix != "" {
				expectRules(t, row.Current, "unknown-toolforge-image")
			}
		}
	}
}

func TestNamesThatLookLikeImages(t *testing.T) {
	for _, c := range []struct{ name, rules, becomes string }{
		{"toollabs-base", "legacy-image", "toolforge-jessie-sssd"}, // no image "toollabs" with a suffix
		{"toollabs-web", "unknown-toolforge-image", ""},
		{"toollabs-static-web", "legacy-image", "toolforge-static-web-sssd"}, // not toolforge-static-sssd-web
		{"toollabs-static-base", "unknown-toolforge-image", ""},
		{"toollabs-python-base", "legacy-image deprecated-runtime", "toolforge-python34-sssd-base"},
		{"toollabs-python2-base", "legacy-image deprecated-runtime", "toolforge-python2-sssd-base"},
		{"toollabs-python3-base", "unknown-toolforge-image", ""}, // 3.4 or 3.7
		{"toollabs-python34-base", "unknown-toolforge-image", "toolforge-python34-sssd-base"},
		{"toollabs-python37-web", "toollabs-buster", "toolforge-python37-sssd-web"},
		{"toollabs-buster", "toollabs-buster", "toolforge-buster-sssd"},
		{"toollabs-buster-base", "unknown-toolforge-image", "toolforge-buster-sssd"},
		{"toolforge-python35-base", "unknown-toolforge-image", "toolforge-python35-sssd-base"}, // never legacy under that prefix
		{"toolforge-buster-sssd-base", "unknown-toolforge-image", "toolforge-buster-sssd"},
		{"toolforge-pyhton37-sssd-base", "unknown-toolforge-image", "toolforge-python37-sssd-base"},
		{"toolforge-python36-sssd-base", "unknown-toolforge-image", ""},
		{"toolforge-python37-base-sssd", "unknown-toolforge-image", ""},
		{"toolforge-php82-sssd-web", "unknown-toolforge-image", ""},
		{"toolforge-python39-sssd-standalone", "unknown-toolforge-image", ""},
		{"toolforge-node12-sssd-web", "unknown-toolforge-image", ""},
		{"library/toollabs-python-base", "unknown-toolforge-image", ""},
		{"Toollabs-python-base", "unknown-toolforge-image", "toolforge-python34-sssd-base"},
	} {
		expectImage(t, c.name, c.rules, c.becomes)
	}
}

// expectImage lints a pod with an image of the registry and converts it. An empty result means that it stays.
func expectImage(t *testing.T, name, wantRules, becomes string) {
	t.Helper()
	expectRules(t, name, wantRules)
	cfg := rules.Config(workload.NewSettings(), imageRules(t))
	got := imageAfter(t, cfg, registered(name))
	if becomes == "" {
		becomes = name
	}
	if want := registered(becomes); got != want {
		t.Errorf("convert makes %s of %s, want %s", got, name, want)
	}
}

func expectRules(t *testing.T, name, want string) {
	t.Helper()
	cfg := rules.Config(workload.NewSettings(), imageRules(t))
	var found []string
	for _, d := range lint.Run(cfg, []*manifest.File{podWith(registered(name))}).Diagnostics {
		found = append(found, d.Rule.Name)
	}
	if got := strings.Join(found, " "); got != want {
		t.Errorf("lint finds %q in %s, want %q", got, name, want)
	}
}

// TestUpgradeEndsAtARuntimeThatIsNotDeprecated converts every image with --upgrade-runtime.
func TestUpgradeEndsAtARuntimeThatIsNotDeprecated(t *testing.T) {
	settings := workload.NewSettings()
	settings.UpgradeRuntime = true
	cfg := rules.Config(settings, imageRules(t))
	for _, row := range settings.Policy.Images.Table {
		next := settings.Policy.ImageOfType(row.Successor)
		if next == nil {
			continue
		}
		for _, suffix := range settings.Policy.Images.Suffixes {
			for _, old := range []string{row.Legacy, row.Current} {
				if got, want := imageAfter(t, cfg, registered(old+"-"+suffix)), registered(next.CurrentName(suffix)); got != want {
					t.Errorf("%s becomes %s, want %s", old, got, want)
				}
			}
		}
	}
}

func TestForeignNamesOfTheRegistry(t *testing.T) {
	host := schemas.Toolforge().Registry.Host
	cfg := rules.Config(workload.NewSettings(), imageRules(t))
	for _, image := range []string{
		strings.ToUpper(host) + "/toolforge-python37-sssd-base:latest",
		host + ":443/toolforge-python37-sssd-base:latest",
		"https://" + host + "/toolforge-python37-sssd-base:latest",
		host + "x/toolforge-python37-sssd-base:latest",
		host, "docker.io/library/python:3.7", "python", "localhost/toolforge-python37-sssd-base",
		"toolforge-python37-sssd-base@sha256:0123", "someone/toolforge-python37-sssd-base",
	} {
		found := lint.Run(cfg, []*manifest.File{podWith(image)}).Diagnostics
		if len(found) != 1 || found[0].Rule.Name != "foreign-registry" || found[0].Fix != nil || found[0].Stage != lint.API {
			t.Errorf("%s: %+v", image, found)
		}
	}
	for image, want := range map[string]string{
		"toolforge-python37-sssd-base":                                      "toolforge-python37-sssd-base:latest",
		"docker-registry.toolforge.org/toolforge-python37-sssd-base:latest": "toolforge-python37-sssd-base:latest",
		"docker-registry.svc.toolforge.org/toollabs-php-web":                "toolforge-php5-sssd-web:latest",
		"toollabs-static-web:testing":                                       "toolforge-static-web-sssd:testing",
		"toolforge-php73-web:latest":                                        "toolforge-php73-sssd-web:latest",
		"toollabs-golang111-base:latest":                                    "toolforge-golang111-sssd-base:latest",
	} {
		if got := imageAfter(t, cfg, image); got != host+"/"+want {
			t.Errorf("%s becomes %s", image, got)
		}
	}
}

// imageRules are the rules of one image by itself.
func imageRules(t *testing.T) []*lint.Rule {
	t.Helper()
	var all []*lint.Rule
	for _, r := range rules.All {
		if strings.HasPrefix(r.ID, "TFK2") {
			all = append(all, r)
		}
	}
	if !slices.ContainsFunc(all, func(r *lint.Rule) bool { return r.Name == "foreign-registry" }) {
		t.Fatal("the rules of images have other ids")
	}
	return all
}

func registered(name string) string {
	return schemas.Toolforge().Registry.Host + "/" + name + ":latest"
}

func podWith(image string) *manifest.File {
	return manifest.Parse("pod.yaml", fmt.Appendf(nil, `apiVersion: v1
kind: Pod
metadata:
  name: sync
spec:
  containers:
    - name: sync
      image: %s
`, image))
}

func imageAfter(t *testing.T, cfg *lint.Config, image string) string {
	t.Helper()
	o := fix(t, cfg, podWith(image)).Docs[0].Objects()[0]
	return o.Root.Field("spec").Field("containers").Items()[0].Field("image").String()
}
