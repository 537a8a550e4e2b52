package main

import (
	"strings"
	"testing"
)

// searches are what maintainers of tools look for, and what the first answer has to say.
var searches = []struct{ query, says string }{
	{"memory", "no-resources-jvm"},
	{"out of memory", "used more memory than its limit"},
	{"quota", "quota-exceeded-alone"},
	{"quota pods", "quota-exceeded-alone"}, {"how many pods", "quota-exceeded-alone"}, {"why does my pod not start", "the pod cannot start"}, {"surge rollout", "rollout"}, {"namespace underscore", "namespace"},
	{"cpu limit", "manifest-limits"},
	{"redirect", "# Redirect a tool to another URL"},
	{"redirect tool", "# Redirect a tool to another URL"},
	{"redirects url", "# Redirect a tool to another URL"},
	{"redirect loop", "redirect-loop"},
	{"webservice restart", "still being deleted"},
	{"restart webservice", "still being deleted"},
	{"webservice stop", "only objects with its own labels"},
	{"migrate", "manifest-migrate"},
	{"java", "no-resources-jvm"},
	{"venv", "venv-runtime-change"},
	{"virtualenv", "venv-runtime-change"},
	{"cron", "cron-concurrency"},
	{"cronjob", "scheduledjob"},
	{"label", "namespace-in-labels"},
	{"label missing", "pod-label-missing"},
	{"home", "preset-conflict-home"},
	{"namespace", "legacy-namespace"},
	{"secret", "secret-in-manifest"},
	{"image", "legacy-image"},
	{"image pull", "the nodes may not fetch it"},
	{"ingress", "ingress-host"},
	{"502", "the proxy found the tool, but no program answered"},
	{"503", "no running pod for this tool"},
	{"404", "no Ingress of the 2020 cluster"},
	{"mysql", "no database server answers"},
	{"Redis", "no Redis answers there"},
	{"npm", "runs npm start"},
	{"crash", "the program ends soon after each start"},
	{"service account", "service-account"},
	{"dumps", "dumps-symlink"},
	{"go back", "tfk8s plan --back"},
	{"context", "has no context"},
	{"certificate", "out of date"},
	{"health check", "did not answer the probe"},
	{"port 80", "host-port"},
	{"jsub", "a command of the grid"},
	{"gridengine", "webservice stop"},
	{"sssd", "buster-without-sssd"},
	{"environment variable", "env-not-string"},
	{"yaml tabs", "yaml-tab"},
	{"k8s-status", "https://tools.wmflabs.org/k8s-status/"},
}

func TestExplainFindsWhatWordsAskFor(t *testing.T) {
	for _, s := range searches {
		out, code := runProgram(append([]string{"explain"}, strings.Fields(s.query)...))
		text, _, _ := strings.Cut(out, "\n    = error:")
		if strings.HasPrefix(out, "ID ") {
			_, rows, _ := strings.Cut(out, "\n") // behind the heading of the table
			text, _, _ = strings.Cut(rows, "\n")
		}
		if code != exitOK || !strings.Contains(text, s.says) {
			t.Errorf("explain %s: exit code %d, the first answer does not say %q:\n%s", s.query, code, s.says, text)
		}
	}
}
