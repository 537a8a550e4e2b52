package main

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/pflag"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/config"
	"github.com/toolforge/tfk8s/schemas"
)

func TestEveryKeyOfTheConfigurationHasTheDefaultOfAFlag(t *testing.T) {
	flags := pflag.NewFlagSet("config", pflag.ContinueOnError)
	configCommand.flags(flags)
	for _, k := range configKeys() {
		f := flags.Lookup(k.flag)
		switch {
		case k.Form == config.Globs:
		case f == nil:
			t.Errorf("%s: there is no flag --%s", k.Name, k.flag)
		case k.Words != nil && !slices.Contains(k.Words, f.DefValue):
			t.Errorf("%s cannot be %q, which is the default", k.Name, f.DefValue)
		}
	}
}

// exampleIn returns the lines of a text from the one that begins with "tool:", to the next that is blank or ends a block.
func exampleIn(t *testing.T, text string) string {
	t.Helper()
	lines := strings.Split(text, "\n")
	from := slices.IndexFunc(lines, func(s string) bool { return strings.HasPrefix(strings.TrimSpace(s), "tool: ") })
	if from < 0 {
		t.Fatal("there is no example")
	}
	to := slices.IndexFunc(lines[from:], func(s string) bool { return s == "" || strings.HasPrefix(s, "```") })
	return strings.Join(lines[from:from+to], "\n") + "\n"
}

func TestTheExamplesOfAConfigurationAreReadAndShowEveryKey(t *testing.T) {
	page, err := os.ReadFile("../../docs/configuration.md")
	if err != nil {
		t.Fatal(err)
	}
	for where, text := range map[string]string{"docs/configuration.md": string(page), "help": configCommand.details} {
		text = exampleIn(t, text)
		f, err := configFormat().Parse(where, []byte(text))
		if err != nil {
			t.Error(err)
			continue
		}
		for _, k := range configKeys() {
			if f.Setting(k.Name) == nil && !strings.Contains(text, k.Name+": [") {
				t.Errorf("%s: the example does not show %s", where, k.Name)
			}
		}
	}
}

func TestTheExampleOfAPolicyIsReadAndChangesTheQuota(t *testing.T) {
	page, err := os.ReadFile("../../docs/configuration.md")
	if err != nil {
		t.Fatal(err)
	}
	_, example, found := strings.Cut(string(page), "```yaml\nextends:")
	example, _, _ = strings.Cut("extends:"+example, "```")
	p, err := schemas.LoadPolicy("docs/configuration.md", []byte(example))
	if !found || err != nil {
		t.Fatalf("found %t: %v", found, err)
	}
	if p.QuotaOf("pods").Hard != "10" || p.LimitRange.Max.Memory != "8Gi" || p.LimitRange.Max.CPU != schemas.Toolforge().LimitRange.Max.CPU {
		t.Errorf("the quota is %+v, the limits are %+v", p.Quota, p.LimitRange)
	}
}

// TestAnyTextIsAConfigurationOrAnError reads texts of several documents. Some of them cannot be read.
func TestAnyTextIsAConfigurationOrAnError(t *testing.T) {
	for text, want := range map[string]string{
		"a: b\n---\n{\n":                     `c.yaml:1:1: there is no key "a"`,
		"{\n---\ntool: b\n":                  "c.yaml:",
		"tool: b\n---\n- [\n---\nc: d\n":     "c.yaml:",
		"kind: List\n...\n--- # x\n\tc: d\n": "c.yaml:2:1: this text is not read",
		"paths: {a: [b]}\n---\n\"\n":         "c.yaml:",
		"tool: tally\n--- {\n":               "c.yaml:",
	} {
		_, err := configFormat().Parse("c.yaml", []byte(text))
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v", text, err)
		}
	}
}
