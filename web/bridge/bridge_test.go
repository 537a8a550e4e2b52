package bridge_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/toolforge/tfk8s/web/bridge"
)

const bot = `apiVersion: extensions/v1beta1
kind: Deployment
metadata:
  name: owl
  namespace: owl
spec:
  replicas: 1
  template:
    metadata:
      labels:
        name: owl
    spec:
      containers:
      - name: bot
        image: docker-registry.tools.wmflabs.org/toollabs-python35-base:latest
        command: ["/data/project/owl/run.sh"]
`

const night = `apiVersion: batch/v1beta1
kind: CronJob
metadata:
  name: night
  namespace: tool-owl
spec:
  schedule: "0 3 * * *"
  jobTemplate:
    spec:
      template:
        metadata:
          labels:
            toolforge: tool
        spec:
          restartPolicy: Never
          containers:
          - name: night
            image: docker-registry.tools.wmflabs.org/toolforge-python37-sssd-base:latest
            command: ["/data/project/owl/night.sh"]
            resources:
              limits: {cpu: "1", memory: 1Gi}
`

// A request is one that a test makes. Fields with their zero value are left out.
type request map[string]any

// file adds a file to a request.
func (r request) file(name, text string) request {
	files, _ := r["files"].([]any)
	r["files"] = append(files, map[string]string{"name": name, "text": text})
	return r
}

// ask sends a request and reads the answer, which must not be an error.
func ask[T any](t *testing.T, command string, r request) (answer T) {
	t.Helper()
	input, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	out := bridge.Handle(command, input)
	var failed struct{ Error string }
	if err := json.Unmarshal(out, &failed); err != nil || failed.Error != "" {
		t.Fatalf("%s: %v %s", command, err, failed.Error)
	}
	if err := json.Unmarshal(out, &answer); err != nil {
		t.Fatal(err)
	}
	return answer
}

type answerOfCheck struct {
	Findings []struct {
		Rule, Severity, Message string
		File, Start, End, Line  int
		Fix                     *struct{ Title, Safety string }
	}
	Tally   struct{ Errors, Warnings, Notes, Fixable int }
	Objects int
	LeftOut []struct {
		File  int
		Holds string
	}
}

func Example() {
	answer := bridge.Handle("explain", []byte(`{"rule": "no-such-rule"}`))
	fmt.Println(string(answer))
	// Output: {"error":"there is no rule \"no-such-rule\""}
}

func TestCheckFindsPlacesInUTF16(t *testing.T) {
	const comment = "# 🦉 und Käuze, 日本\n"
	for _, before := range []string{"", "\uFEFF", comment, "\uFEFF" + comment, strings.Repeat(comment, 500)} {
		text := before + bot
		answer := ask[answerOfCheck](t, "check", request{}.file("owl.yaml", text))
		units, found := utf16.Encode([]rune(text)), false
		for _, f := range answer.Findings {
			if f.Rule == "legacy-namespace" {
				found = true
				if got := string(utf16.Decode(units[f.Start:f.End])); got != "owl" {
					t.Errorf("after %.20q the finding is at %q", before, got)
				}
			}
		}
		if !found {
			t.Errorf("after %.20q nothing is found: %+v", before, answer)
		}
	}
}

func TestCheckCountsAndNamesTheFile(t *testing.T) {
	answer := ask[answerOfCheck](t, "check", request{}.file("night.yaml", night).file("owl.yaml", bot).file("notes.yaml", "a: 1\n"))
	if answer.Objects != 2 || answer.Tally.Errors == 0 || answer.Tally.Fixable == 0 {
		t.Errorf("%+v", answer)
	}
	for _, f := range answer.Findings {
		if f.Severity == "error" && f.File != 1 {
			t.Errorf("%+v is not in the file with the errors", f)
		}
	}
	if len(answer.LeftOut) != 1 || answer.LeftOut[0].File != 2 {
		t.Errorf("left out: %+v", answer.LeftOut)
	}
}

func TestCheckReadsAnyText(t *testing.T) {
	for _, text := range []string{"", "\x00\x01", "{", "a: [", "\uFEFF", "\r\n\r\n", "\uFFFD", "- \t- x", "{\"kind\": \"Pod\"}", strings.Repeat("a: &a [*a]\n", 50)} {
		answer := ask[answerOfCheck](t, "check", request{}.file("x.yaml", text))
		units := len(utf16.Encode([]rune(text)))
		for _, f := range answer.Findings {
			if f.Start < 0 || f.End < f.Start || f.End > units {
				t.Errorf("%q: %+v", text, f)
			}
		}
	}
}

type answerOfFix struct {
	Files []struct {
		Text, Diff, Error string
		Changed           bool
	}
	Fixed   int
	Left    struct{ Errors int }
	Reviews []struct{ Rule, Title string }
}

func TestFixLeavesNoErrorAndLineEndingsStay(t *testing.T) {
	windows := strings.ReplaceAll(bot, "\n", "\r\n")
	answer := ask[answerOfFix](t, "fix", request{}.file("owl.yaml", windows).file("night.yaml", night))
	owl := answer.Files[0]
	if !owl.Changed || owl.Error != "" || answer.Fixed == 0 || answer.Left.Errors != 0 {
		t.Errorf("%+v", answer)
	}
	if strings.Count(owl.Text, "\n") != strings.Count(owl.Text, "\r\n") {
		t.Errorf("line endings are mixed: %q", owl.Text)
	}
	if !strings.Contains(owl.Diff, "+  namespace: tool-owl\r\n") {
		t.Errorf("the diff is %q", owl.Diff)
	}
	if again := ask[answerOfFix](t, "fix", request{}.file("owl.yaml", owl.Text)); again.Files[0].Changed {
		t.Errorf("it changes again: %s", again.Files[0].Diff)
	}
}

func TestFixOfSafeOnesAsksForNoReview(t *testing.T) {
	large := bot + "        resources: {limits: {memory: 20Gi}}\n"
	all := ask[answerOfFix](t, "fix", request{}.file("owl.yaml", large))
	safe := ask[answerOfFix](t, "fix", request{"safeOnly": true}.file("owl.yaml", large))
	if len(all.Reviews) == 0 || len(safe.Reviews) != 0 || safe.Fixed >= all.Fixed {
		t.Errorf("all: %+v\nsafe: %+v", all, safe)
	}
}

func TestTheWayBackEndsOnTheLegacyCluster(t *testing.T) {
	current := ask[answerOfFix](t, "fix", request{}.file("owl.yaml", bot)).Files[0].Text
	back := ask[answerOfFix](t, "fix", request{"toLegacy": true}.file("owl.yaml", current)).Files[0].Text
	if !strings.Contains(back, "namespace: owl\n") || !strings.Contains(back, "toollabs-python35-base") {
		t.Errorf("back: %s", back)
	}
}

type answerOfQuota struct {
	Namespaces []struct {
		Name      string
		Over      bool
		Resources []struct {
			Resource          string
			Used, Worst, Hard float64
			Over              bool
			By                []struct {
				Object string
				Amount float64
				Later  bool
			}
		}
	}
}

func TestQuotaSaysWhoUsesWhat(t *testing.T) {
	many := strings.Replace(bot, "replicas: 1", "replicas: 9", 1)
	answer := ask[answerOfQuota](t, "quota", request{}.file("owl.yaml", many).file("night.yaml", night))
	if len(answer.Namespaces) != 1 || answer.Namespaces[0].Name != "tool-owl" || !answer.Namespaces[0].Over {
		t.Fatalf("%+v", answer)
	}
	for _, r := range answer.Namespaces[0].Resources {
		if r.Resource == "limits.cpu" {
			if !r.Over || r.Worst != r.Used+1 || len(r.By) != 2 || r.By[0].Later || !r.By[1].Later || r.By[1].Amount != 1 {
				t.Errorf("%+v", r)
			}
			return
		}
	}
	t.Errorf("there is no limits.cpu: %+v", answer)
}

type answerOfPlan struct {
	Plans []struct {
		Tool             string
		Markdown, Script string
		Steps            []struct {
			Title    []struct{ Text string }
			Commands []struct{ Line string }
		}
	}
}

func TestPlanHasStepsAndScript(t *testing.T) {
	for _, toLegacy := range []bool{false, true} {
		answer := ask[answerOfPlan](t, "plan", request{"toLegacy": toLegacy}.file("owl.yaml", bot))
		if len(answer.Plans) != 1 || answer.Plans[0].Tool != "owl" || len(answer.Plans[0].Steps) < 3 {
			t.Fatalf("%+v", answer)
		}
		if p := answer.Plans[0]; !strings.HasPrefix(p.Markdown, "# ") || !strings.HasPrefix(p.Script, "#!") {
			t.Errorf("%s\n%s", p.Markdown, p.Script)
		}
	}
}

func TestPlanOfChosenFlagsNamesThem(t *testing.T) {
	answer := ask[answerOfPlan](t, "plan", request{"tool": "owl", "upgradeRuntime": true, "singleton": true, "preserveDefaults": true}.file("owl.yaml", bot))
	for _, flag := range []string{"--tool=owl", "--upgrade-runtime", "--singleton", "--preserve-defaults"} {
		if !strings.Contains(answer.Plans[0].Markdown, flag) {
			t.Errorf("%s is not in the plan:\n%s", flag, answer.Plans[0].Markdown)
		}
	}
}

func TestExplainReturnsThePage(t *testing.T) {
	page := ask[struct{ Rule, Address, Markdown string }](t, "explain", request{"rule": "legacy-namespace"})
	if page.Rule != "legacy-namespace" || !strings.HasSuffix(page.Address, "/legacy-namespace.md") || !strings.Contains(page.Markdown, "## Why it matters") {
		t.Errorf("%+v", page)
	}
}

func TestBadRequestsAreErrors(t *testing.T) {
	for _, r := range []struct{ command, input, want string }{
		{"check", "{", "cannot be read"},
		{"no", "{}", "no command"},
		{"explain", `{"rule": ""}`, "no rule"},
		{"plan", `{"files": [{"name": "a.yaml", "text": "a: 1"}]}`, "nothing to plan"},
	} {
		var answer map[string]string
		if err := json.Unmarshal(bridge.Handle(r.command, []byte(r.input)), &answer); err != nil || !strings.Contains(answer["error"], r.want) {
			t.Errorf("%s %s: %v %v", r.command, r.input, answer, err)
		}
	}
}
