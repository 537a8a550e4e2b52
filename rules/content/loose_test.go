package content_test

import (
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/lint"
)

// free is an object with a place for a value in every kind of text that is the tool's own.
const free = `apiVersion: v1
kind: Pod
metadata:
  name: bot
  annotations:
    note: "VALUE"
  labels:
    note: "CHANGEME"
spec:
  containers:
  - name: bot
    command: [sh, -c, "VALUE"]
    args:
    - |
      name: VALUE
    env:
    - name: TOOL_NAME
      value: "VALUE"
    volumeMounts:
    - subPath: "{bot}"
    livenessProbe: {exec: {command: [sh, -c, "VALUE"]}}
    resources: {}
`

var looseForms = []string{
	"tool-{tool}", "{tool}", "{tool}-web", "{0}-web", "tool-{}", "[[tool]]", "[[ .Tool ]]-web", "%(tool)s", "tool-%(tool)s", "%s", "$(TOOL)",
	"tool-YOURTOOL", "YOUR_TOOL", "CHANGEME", "REPLACE_ME", "#TOOL#", "tool-#TOOL#", "#{tool}", "~TOOL~", "TOOL_NAME", "@{tool}",
}

func TestALoosePlaceholderMakesATemplateInPlaceOfANameAnImageANumberOrAHost(t *testing.T) {
	for _, value := range looseForms {
		for _, place := range []string{
			"metadata:\n  name: VALUE\n  labels: {x: y}\n", "metadata:\n  namespace: VALUE\n", "spec:\n  replicas: VALUE\n",
			"spec:\n  containers:\n  - image: VALUE\n", "spec:\n  rules:\n  - host: VALUE\n  tls:\n  - hosts: [x]\n",
			"spec:\n  containers:\n  - name: x\n    command: [date, +%Y]\n    ports:\n    - containerPort: VALUE\n",
		} {
			text := "apiVersion: v1\nkind: Pod\n" + strings.ReplaceAll(place, "VALUE", value)
			if got := contentOf("a.yaml", text); got.Kind != lint.Template {
				t.Errorf("%q is %v", text, got)
			}
		}
	}
}

func TestALoosePlaceholderIsOrdinaryInFreeText(t *testing.T) {
	for _, value := range append(looseForms, "printf '%s %d'", "[[ -f x ]]", "date +%Y", "jq '{name}'", "awk '{print $1}'", "log_format '%(x)s'", "% for x in y:") {
		text := strings.ReplaceAll(free, "VALUE", value)
		for _, broken := range []string{"", "status: [\n", "status: @now\n", "\tx: y\n"} {
			if got := contentOf("a.yaml", text+broken); got.Kind != lint.Manifest {
				t.Errorf("%q is %v", text+broken, got)
			}
		}
	}
}

// A safe fix quotes each of these, which is right: they are words of a command.
func TestAnUnquotedFormatOfACommandIsNoTemplate(t *testing.T) {
	for _, arg := range []string{"%(message)s", "%s", "{x}-y", "[[ -f x ]] && y"} {
		text := strings.ReplaceAll(free, "VALUE", "{x}") + "  - name: other\n    args:\n    - " + arg + "\n"
		if got := contentOf("a.yaml", text); got.Kind != lint.Manifest {
			t.Errorf("%q is %v", text, got)
		}
	}
}

func TestAnOrdinaryMistakeInANameIsNoTemplate(t *testing.T) {
	for _, value := range []string{"My_Bot", "MYBOT", "{}", "[bot]", "[[a, b]]", "{min: 1}", "50%", "bot#1", "b # TOOL", "a: b", "`date`", "my bot", "*.wmflabs.org"} {
		for _, key := range []string{"name", "image", "replicas"} {
			text := "apiVersion: v1\nkind: Pod\nmetadata:\n  " + key + ": " + value + "\n"
			if got := contentOf("a.yaml", text); got.Kind != lint.Manifest {
				t.Errorf("%q is %v", text, got)
			}
		}
	}
}

func TestAPlaceholderOfCapitalsOrSignsCountsInEveryValueOfAnObject(t *testing.T) {
	for _, value := range []string{"@@TOOL@@", "'@@TOOL@@'", "__tool-name__", "(( grab meta.tool ))", "<?= $tool; ?>", "<?php echo $tool ?>"} {
		if got := contentOf("a.yaml", "apiVersion: v1\nkind: Pod\nmetadata:\n  labels:\n    x: "+value+"\n"); got.Kind != lint.Template {
			t.Errorf("%q is %v", value, got)
		}
	}
}

func TestLinesOfMakoMakeATemplate(t *testing.T) {
	if got := contentOf("a.yaml", "apiVersion: v1\nkind: Pod\nmetadata:\n  labels:\n% for x in names:\n    x: y\n% endfor\n"); got.Kind != lint.Template {
		t.Errorf("it is %v", got)
	}
}
