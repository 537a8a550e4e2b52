package plan_test

import (
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/convert/plan"
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/workload"
)

func TestLintFindsNothingInARedirect(t *testing.T) {
	settings := workload.NewSettings()
	for _, tool := range []string{"oldtally", "a", "my-old-tool-2"} {
		for _, to := range []string{
			"https://tally.toolforge.org", "https://tally.toolforge.org/", "http://example.org:8080/app/", "https://example.org/?page=1",
			"https://tools.wmflabs.org/tally/", "https://example.org/#top",
		} {
			var b strings.Builder
			if err := plan.Redirect(&b, settings.Policy, tool, to); err != nil {
				t.Errorf("%s: %v", to, err)
				continue
			}
			service := "---\napiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: tool-" + tool + "}\nspec: {ports: [{port: 80}], selector: {name: x}}\n"
			for _, text := range []string{b.String(), b.String() + service} {
				f := manifest.Parse("redirect.yaml", []byte(text))
				for _, d := range lint.Run(rules.Config(settings, rules.All), []*manifest.File{f}).Diagnostics {
					if strings.Contains(string(d.Object.Kind), "Ingress") {
						t.Errorf("%s to %s: %s [%s]\n%s", tool, to, d.Message, d.Rule.Name, text)
					}
				}
			}
		}
	}
}

func TestARedirectKeepsWhatFollowsTheAddress(t *testing.T) {
	for to, want := range map[string][]string{
		"https://tally.toolforge.org/": {`"https://tally.toolforge.org$request_uri"`, `"https://tally.toolforge.org/$2$is_args$args"`, "path: /old(/|$)(.*)\n", "host: old.toolforge.org\n"},
		"https://example.org/app":      {`"https://example.org/app$request_uri"`, `"https://example.org/app/$2$is_args$args"`},
		"https://example.org/?a=b":     {`permanent-redirect: "https://example.org/?a=b"`},
	} {
		var b strings.Builder
		if err := plan.Redirect(&b, workload.NewSettings().Policy, "old", to); err != nil {
			t.Fatal(err)
		}
		for _, text := range want {
			if !strings.Contains(b.String(), text) {
				t.Errorf("to %s: no %q in\n%s", to, text, b.String())
			}
		}
	}
}

func TestARedirectThatCannotWorkIsRejected(t *testing.T) {
	for _, to := range []string{
		"tally.toolforge.org", "//example.org", "/app", "ftp://example.org", "https://", "https://example.org/$1", "https://example.org/a b",
		"https://old.toolforge.org/new", "https://OLD.toolforge.org", "https://tools.wmflabs.org/old", "https://example.org/;return",
	} {
		var b strings.Builder
		if err := plan.Redirect(&b, workload.NewSettings().Policy, "old", to); err == nil || b.Len() > 0 {
			t.Errorf("%q: no error, and\n%s", to, b.String())
		}
	}
}
