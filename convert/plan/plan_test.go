package plan_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/toolforge/tfk8s/convert"
	"github.com/toolforge/tfk8s/convert/plan"
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

// A source is a manifest to plan for; the name "-" means standard input.
type source struct{ name, text string }

func request(t *testing.T, policy *schemas.Policy, sources ...source) plan.Request {
	t.Helper()
	return requestTo(t, false, policy, sources...)
}

func requestTo(t *testing.T, back bool, policy *schemas.Policy, sources ...source) plan.Request {
	t.Helper()
	settings := workload.NewSettings()
	settings.Policy, settings.ToLegacy = policy, back
	return requestWith(t, settings, sources...)
}

func requestWith(t *testing.T, settings *workload.Settings, sources ...source) plan.Request {
	t.Helper()
	cfg := rules.Config(settings, rules.All)
	r := plan.Request{Policy: settings.Policy, Back: settings.ToLegacy}
	var results []lint.FileResult
	for _, s := range sources {
		f := manifest.Parse(s.name, []byte(s.text))
		result, err := convert.File(&convert.Options{Config: cfg, Pin: rules.Pin}, f)
		if err != nil {
			t.Fatal(err)
		}
		r.Files = append(r.Files, plan.File{
			Path: s.name, Stdin: s.name == "-", Before: plan.Survey(settings, f), After: plan.Survey(settings, result.File), Result: result,
		})
		results = append(results, result.Lint)
	}
	r.Found = lint.Merge(cfg, results).Diagnostics
	return r
}

func plans(t *testing.T, r plan.Request) []plan.Plan {
	t.Helper()
	made, err := plan.Make(r)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func markdown(t *testing.T, made []plan.Plan) string {
	t.Helper()
	var b strings.Builder
	if err := plan.Markdown(&b, made); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// inOrder fails unless the text has all the parts in this order.
func inOrder(t *testing.T, got string, parts ...string) {
	t.Helper()
	rest := got
	for _, part := range parts {
		_, after, ok := strings.Cut(rest, part)
		if !ok {
			t.Fatalf("%q does not follow in:\n%s", part, got)
		}
		rest = after
	}
}

func object(kind, apiVersion, namespace, name string) string {
	return "apiVersion: " + apiVersion + "\nkind: " + kind + "\nmetadata: {name: " + name + ", namespace: " + namespace + "}\n"
}

func TestWhatStartsPodsStopsFirstAndWhatTheyNeedIsThereFirst(t *testing.T) {
	got := markdown(t, plans(t, request(t, schemas.Toolforge(),
		source{"ingress.yaml", object("Ingress", "networking.k8s.io/v1beta1", "tool-relay", "relay")},
		source{"pod.yaml", object("Pod", "v1", "relay", "one")},
		source{"service.yaml", object("Service", "v1", "relay", "relay")},
		source{"bot.yaml", object("Deployment", "extensions/v1beta1", "relay", "bot")},
		source{"clock.yaml", object("CronJob", "batch/v1beta1", "relay", "clock")},
		source{"words.yaml", object("ConfigMap", "v1", "relay", "words")},
	)))
	inOrder(t, got,
		"get scheduledjobs,deployment,rs,jobs,pods,services\n",
		"delete --ignore-not-found scheduledjob clock\n", "deployment bot\n", "pod one\n", "service relay\n",
		"create --validate=true -f words.yaml\n", "service.yaml\n", "pod.yaml\n", "bot.yaml\n", "clock.yaml\n", "ingress.yaml\n",
		"get cronjobs,deployment,rs,jobs,pods,services,ingresses,configmaps\n")
	for _, not := range []string{"delete --ignore-not-found ingress", "delete --ignore-not-found configmap"} {
		if strings.Contains(got, not) {
			t.Errorf("the plan has %q", not)
		}
	}
}

func TestEachToolHasItsPlan(t *testing.T) {
	made := plans(t, request(t, schemas.Toolforge(),
		source{"a.yaml", object("ConfigMap", "v1", "tool-one", "a") + "---\n" + object("ConfigMap", "v1", "tool-two", "b")},
		source{"c.yaml", object("ConfigMap", "v1", "tool-two", "c")},
		source{"d.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: d}\n"},
	))
	var tools []string
	for _, p := range made {
		tools = append(tools, p.Tool)
	}
	if !slices.Equal(tools, []string{"one", "two", ""}) {
		t.Fatalf("there are plans for %q", tools)
	}
	if len(made[0].Problems) == 0 || len(made[1].Problems) == 0 {
		t.Error("nobody is told that a file is of two tools")
	}
	if got := markdown(t, made[2:]); !strings.Contains(got, "become YOURTOOL") || !strings.Contains(got, "--tool") {
		t.Errorf("nobody is asked whose d.yaml is:\n%s", got)
	}
	if alone := plans(t, request(t, schemas.Toolforge(), source{"c.yaml", object("ConfigMap", "v1", "tool-two", "c")},
		source{"d.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: d}\n"})); len(alone) != 1 || alone[0].Tool != "two" {
		t.Error("an object without a sign of its tool does not go with the others")
	}
}

const web = `apiVersion: extensions/v1beta1
kind: Deployment
metadata:
  name: shop
  namespace: shop
  labels: {name: shop, tools.wmflabs.org/webservice: "true", tools.wmflabs.org/webservice-version: "1"}
spec: {template: {spec: {containers: [{command: [/usr/bin/webservice-runner, --type, generic]}]}}}
`

func TestWebserviceMovesBeforeTheContextDoes(t *testing.T) {
	got := markdown(t, plans(t, request(t, schemas.Toolforge(), source{"web.yaml", web}, source{"bot.yaml", object("Pod", "v1", "shop", "bot")})))
	inOrder(t, got, "webservice migrate\n", "delete --ignore-not-found pod bot\n", "use-context toolforge\n", "create --validate=true -f bot.yaml\n")
	if strings.Contains(got, "-f web.yaml") || strings.Contains(got, "deployment shop") {
		t.Errorf("the plan handles what webservice moves:\n%s", got)
	}
	mixed := plans(t, request(t, schemas.Toolforge(), source{"all.yaml", web + "---\n" + object("ConfigMap", "v1", "shop", "words")}))
	if !strings.Contains(markdown(t, mixed), "move the others to a file of their own") {
		t.Error("nobody is told to part what webservice makes from the rest")
	}
	for _, copied := range []string{strings.Replace(web, "name: shop\n", "name: copy\n", 1), strings.Replace(web, "/usr/bin/webservice-runner", "node", 1)} {
		if strings.Contains(markdown(t, plans(t, request(t, schemas.Toolforge(), source{"web.yaml", copied}))), "webservice migrate") {
			t.Errorf("what only has webservice's labels is taken for webservice's:\n%s", copied)
		}
	}
}

func TestAFreeFileStandsForStandardInput(t *testing.T) {
	got := markdown(t, plans(t, request(t, schemas.Toolforge(),
		source{"-", object("ConfigMap", "v1", "tool-one", "a")}, source{"manifest.yaml", object("ConfigMap", "v1", "tool-one", "b")})))
	inOrder(t, got, "as `manifest-2.yaml`.", "-f manifest-2.yaml\n", "-f manifest.yaml\n")
}

func TestTheLegacyClusterHasNoIngress(t *testing.T) {
	ingress := object("Ingress", "networking.k8s.io/v1beta1", "tool-shop", "shop") + "spec: {backend: {serviceName: shop, servicePort: 8000}}\n"
	r := requestTo(t, true, schemas.Toolforge(), source{"web.yaml", ingress})
	if got := markdown(t, plans(t, r)); !strings.Contains(got, "**Ready: ") || strings.Contains(got, "create") || !strings.Contains(got, "ingress shop") {
		t.Errorf("a file of its own is a problem:\n%s", got)
	}
	service := object("Service", "v1", "tool-shop", "shop") + "spec: {ports: [{port: 8000}]}\n"
	made := plans(t, requestTo(t, true, schemas.Toolforge(), source{"web.yaml", ingress + "---\n" + service}))
	if got := markdown(t, made); len(made[0].Problems) != 1 || !strings.Contains(got, "delete the Ingress") {
		t.Errorf("nobody is told:\n%s", got)
	}
}

func TestOnlyANameThatTheClusterMakesUpIsToBeLookedFor(t *testing.T) {
	const said = "has a name that the cluster generates"
	for meta, want := range map[string]bool{"{generateName: bot-, namespace: bot}": true, "{namespace: bot}": false, "{name: bot, namespace: bot}": false} {
		made := plans(t, request(t, schemas.Toolforge(), source{"bot.yaml", "apiVersion: v1\nkind: Pod\nmetadata: " + meta + "\n"}))
		if got := strings.Contains(markdown(t, made), said); got != want {
			t.Errorf("%s %s: %t", meta, said, got)
		}
	}
}

func TestAGeneratedNameIsCreatedAndNotApplied(t *testing.T) {
	pod := "apiVersion: v1\nkind: Pod\nmetadata: {generateName: bot-, namespace: tool-bot}\n"
	made := plans(t, request(t, schemas.Toolforge(), source{"pod.yaml", pod}, source{"conf.yaml", object("ConfigMap", "v1", "tool-bot", "conf")}))
	for _, got := range []string{markdown(t, made), script(t, made[0])} {
		if strings.Contains(got, "apply --validate=true -f pod.yaml") {
			t.Errorf("kubectl apply rejects generateName:\n%s", got)
		}
		inOrder(t, got, "apply --validate=true -f conf.yaml\n", "create --validate=true -f pod.yaml\n")
	}
}

func TestAShellIsOpenedOnceForEachRuntime(t *testing.T) {
	container := func(name, image string) string {
		return "  - {name: " + name + ", image: docker-registry.tools.wmflabs.org/" + image + ":latest, command: [/data/project/bot/" + name + "]}\n"
	}
	settings := workload.NewSettings()
	settings.UpgradeRuntime = true
	got := markdown(t, plans(t, requestWith(t, settings, source{"bot.yaml", object("Pod", "v1", "tool-bot", "bot") + "spec:\n  containers:\n" +
		container("a", "toolforge-python34-sssd-base") + container("b", "toolforge-python34-sssd-base") + container("c", "toolforge-node6-sssd-base")})))
	inOrder(t, got, "container `a`: ", "container `b`: ", "container `c`: ")
	shells := map[string]int{}
	for line := range strings.Lines(got) {
		if command := strings.TrimSpace(line); strings.HasSuffix(command, " shell") {
			shells[command]++
		}
	}
	if len(shells) != 2 {
		t.Errorf("shells are opened for %d runtimes: %v", len(shells), shells)
	}
	for command, n := range shells {
		if n != 1 {
			t.Errorf("the plan says %d times: %s", n, command)
		}
	}
}

func TestEachCronJobIsTriedOnce(t *testing.T) {
	job := object("CronJob", "batch/v1beta1", "tool-bot", "sweep")
	got := markdown(t, plans(t, request(t, schemas.Toolforge(), source{"a.yaml", job}, source{"b.yaml", job},
		source{"c.yaml", object("CronJob", "batch/v1beta1", "tool-bot", "count")})))
	inOrder(t, got, "create job --from=cronjob/sweep test\n", "delete job test\n", "create job --from=cronjob/count test-2\n", "delete job test-2\n")
	if n := strings.Count(got, "--from="); n != 2 {
		t.Errorf("%d CronJobs are tried of 2:\n%s", n, got)
	}
}

func TestAPolicyWithoutAMoveIsRejected(t *testing.T) {
	p := *schemas.Toolforge()
	p.Legacy.Context = ""
	if _, err := plan.Make(request(t, &p, source{"a.yaml", object("ConfigMap", "v1", "tool-one", "a")})); err == nil {
		t.Error("a move is planned between one cluster and none")
	}
}

const secretive = `apiVersion: v1
kind: Pod
metadata: {name: bot, namespace: %s}
spec:
  containers:
  - name: bot
    image: docker-registry.tools.wmflabs.org/toolforge-buster-sssd:latest
    env: [{name: KEY, valueFrom: {secretKeyRef: {name: keys, key: a}}}, {name: B, valueFrom: {configMapKeyRef: {name: may, key: b, optional: true}}}]
    envFrom: [{configMapRef: {name: words}}]
  volumes: [{name: v, secret: {secretName: default-token-x1y2z}}, {name: w, projected: {sources: [{secret: {name: keys}}]}}]
`

func TestWhatPodsReadIsBroughtOver(t *testing.T) {
	got := markdown(t, plans(t, request(t, schemas.Toolforge(), source{"bot.yaml", strings.Replace(secretive, "%s", "tool-bot", 1)})))
	inOrder(t, got, "(umask 077; /usr/local/bin/kubectl --context=default get -o yaml secret keys > secret-keys.yaml)\n",
		"-f secret-keys.yaml\n", "configmap words > configmap-words.yaml)\n")
	if strings.Contains(got, "default-token") || strings.Contains(got, " may ") || strings.Count(got, "secret keys >") != 1 {
		t.Errorf("the plan brings over what it need not:\n%s", got)
	}
}

// TestAnyManifestHasAPlanThatAShellCanRead plans for the examples of all rules, odd as they are.
func TestAnyManifestHasAPlanThatAShellCanRead(t *testing.T) {
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("there is no sh here")
	}
	cases, err := filepath.Glob("../../rules/*/testdata/*/*.txtar")
	if err != nil || len(cases) == 0 {
		t.Fatalf("there are no cases (%v)", err)
	}
	var scripts strings.Builder
	for _, name := range cases {
		a, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range a.Files {
			if !strings.HasPrefix(f.Name, "in.") {
				continue
			}
			for _, back := range []bool{false, true} {
				for _, p := range plans(t, requestTo(t, back, schemas.Toolforge(), source{f.Name, string(f.Data)})) {
					if err := plan.Script(&scripts, p); err != nil {
						t.Fatal(err)
					}
				}
			}
		}
	}
	if scripts.Len() == 0 {
		t.Error("there is no plan")
	}
	all := filepath.Join(t.TempDir(), "all.sh")
	write(t, all, scripts.String())
	if out, err := exec.Command(sh, "-n", all).CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, out)
	}
}

// TestAScriptDoesWhatItSays runs scripts with programs that only write down how they were called.
func TestAScriptDoesWhatItSays(t *testing.T) {
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("there is no sh here")
	}
	dir := t.TempDir()
	kubectl := filepath.Join(dir, "kube ctl")
	write(t, kubectl, "#!/bin/sh\nfor word do printf '<%s>' \"$word\" >> \"$HOME/calls\"; done\necho >> \"$HOME/calls\"\ncase \"$*\" in *' get deployment bot') echo 'Error from server (NotFound): deployments.extensions \"bot\" not found' >&2; exit 1; esac\n")
	write(t, filepath.Join(dir, "tfk8s"), "#!/bin/sh\nfor word do printf '<%s>' \"$word\" >> \"$HOME/calls\"; done\necho >> \"$HOME/calls\"\n")
	policy := *schemas.Toolforge()
	policy.Legacy.Kubectl, policy.Current.Kubectl, policy.Tools.User = kubectl, kubectl, ""
	names := []string{"it's a $(bot),.yaml", "-f.yaml"}
	r := request(t, &policy, source{names[0], object("ConfigMap", "v1", "tool-bot", "words")}, source{names[1], object("Deployment", "extensions/v1beta1", "bot", "bot")})
	r.Found = nil // the Deployment is incomplete

	for _, name := range names {
		write(t, filepath.Join(dir, name), "")
	}
	var script strings.Builder
	if err := plan.Script(&script, plans(t, r)[0]); err != nil {
		t.Fatal(err)
	}
	text := script.String()
	for range 2 {
		if out, err := run(sh, dir, text); err != nil {
			t.Fatalf("%v\n%s\n%s", err, out, text)
		}
	}
	calls := read(t, filepath.Join(dir, "calls"))
	inOrder(t, calls, "<convert><-w><it's a $(bot),.yaml><./-f.yaml>\n",
		"<--context=default><delete><--ignore-not-found><deployment><bot>\n",
		"<--context=default><get><deployment><bot>\n", "<config><use-context><toolforge>\n",
		"<--context=toolforge><apply><--validate=true><-f><->\n",
		"<--context=toolforge><apply><--validate=true><-f><./-f.yaml>\n")
	if got := read(t, filepath.Join(dir, ".profile")); got != "alias kubectl=/usr/bin/kubectl\n" {
		t.Errorf("the profile is %q", got)
	}
	if err := os.Remove(filepath.Join(dir, names[1])); err != nil {
		t.Fatal(err)
	}
	if out, err := run(sh, dir, text); err == nil || !strings.Contains(out, "-f.yaml is missing") {
		t.Errorf("the script goes on without its files: %v, %s", err, out)
	}
}

// TestAScriptThatNeedsAPersonStops runs a script that only a person can finish.
func TestAScriptThatNeedsAPersonStops(t *testing.T) {
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("there is no sh here")
	}
	var script strings.Builder
	made := plans(t, request(t, schemas.Toolforge(), source{"a.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {generateName: a-, namespace: tool-a}\n"}))
	if err := plan.Script(&script, made[0]); err != nil {
		t.Fatal(err)
	}
	out, err := run(sh, t.TempDir(), script.String())
	if err == nil || !strings.Contains(out, "Not ready: 1 problem must be fixed by hand first.") {
		t.Errorf("it ran: %v, %s", err, out)
	}
}

func run(sh, dir, script string) (string, error) {
	cmd := exec.Command(sh, "-c", script)
	cmd.Dir = dir
	cmd.Env = []string{"HOME=" + dir, "PATH=" + dir + ":" + os.Getenv("PATH")}
	out, err := cmd.CombinedOutput()
	return string(out), err
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o755); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// A ReplicaSet of a Deployment is neither deleted nor created. Convert removes it from the file of the Deployment, and a file with
// nothing else is left out.
func TestWhatControllersCreateIsNotPlanned(t *testing.T) {
	deployment := "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: relay, namespace: tool-relay}\n" +
		"spec: {selector: {matchLabels: {name: relay.bot}}, template: {metadata: {labels: {name: relay.bot, toolforge: tool}}, spec: {containers: [{name: a, image: a}]}}}\n"
	replicaSet := "apiVersion: apps/v1\nkind: ReplicaSet\nmetadata: {name: relay-123, namespace: tool-relay, labels: {pod-template-hash: \"123\"}}\n" +
		"spec: {selector: {matchLabels: {name: relay.bot}}, template: {metadata: {labels: {name: relay.bot, toolforge: tool}}, spec: {containers: [{name: a, image: a}]}}}\n"
	for _, sources := range [][]source{{{"bot.yaml", deployment}, {"rs.yaml", replicaSet}}, {{"all.yaml", deployment + "---\n" + replicaSet}}} {
		p := plans(t, request(t, schemas.Toolforge(), sources...))[0]
		var commands []string
		for _, s := range p.Steps {
			for _, c := range s.Commands {
				commands = append(commands, c.Line)
			}
		}
		all := strings.Join(commands, "\n")
		if strings.Contains(all, "relay-123") || strings.Contains(all, "rs.yaml") || !strings.Contains(all, sources[0].name) {
			t.Errorf("the commands are\n%s", all)
		}
		isProblem := slices.ContainsFunc(p.Problems, func(text plan.Text) bool { return strings.Contains(fmt.Sprint(text), "created-by-controller") })
		if isProblem {
			t.Errorf("%d files: the problems are %v", len(sources), p.Problems)
		}
	}
}
