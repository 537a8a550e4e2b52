package plan_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/convert/plan"
	"github.com/toolforge/tfk8s/schemas"
)

// fakeKubectl keeps each object as a file $HOME/CONTEXT/KIND.NAME, and the pods with a label as pods.SELECTOR. What is deleted
// disappears after it was requested twice more. $HOME/broken is a pattern of the commands that fail.
const fakeKubectl = `#!/bin/sh
for word do printf '<%s>' "$word" >> "$HOME/calls"; done
echo >> "$HOME/calls"
if [ -e "$HOME/broken" ] && echo "$*" | grep -q -f "$HOME/broken"; then
  echo 'Unable to connect to the server: dial tcp: lookup kubernetes: no such host' >&2
  exit 1
fi
case $1 in
--context=*) dir=$HOME/${1#--context=}; shift ;;
*) [ "$2" != current-context ] || cat "$HOME/current"
   [ "$2" != use-context ] || echo "$3" > "$HOME/current"
   exit ;;
esac
die() {
  [ ! -e "$1" ] || echo 2 > "$1"
}
find() {
  [ -e "$1" ] || return 1
  case $(cat "$1") in
  2) echo 1 > "$1" ;;
  1) rm "$1" ;;
  esac
}
[ "$1 $2 $3" != 'get -o yaml' ] || { shift 3; set -- get "$@"; }
case "$1 $2" in
'delete --ignore-not-found')
  die "$dir/$3.$4"
  for pods in "$dir"/pods.*; do die "$pods"; done ;;
'get pods')
  if [ "$3" = -l ] && ! find "$dir/pods.$4"; then echo 'No resources found.' >&2; else echo 'bot-1234-abcde 1/1 Running'; fi ;;
'get events') ;;
'get '*,*) ;;
'get '*)
  find "$dir/$2.$3" || { echo "$(cat "$HOME/says")$2s \"$3\" not found" >&2; exit 1; } ;;
esac
`

// A bastion is a folder with fake programs.
type bastion struct {
	*testing.T
	dir, sh string
}

func newBastion(t *testing.T) *bastion {
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("there is no sh here")
	}
	b := &bastion{t, t.TempDir(), sh}
	record := "#!/bin/sh\nfor word do printf '<%s>' \"$word\" >> \"$HOME/calls\"; done\necho >> \"$HOME/calls\"\n"
	b.write("kubectl", fakeKubectl)
	b.write("tfk8s", record)
	b.write("sleep", record)
	b.write("webservice", record+`
case $1 in
status) echo "Your webservice is $(cat "$HOME/web")running" ;;
stop) echo 'version: 3' > "$HOME/service.manifest" ;;
esac
`)
	b.write("says", "Error from server (NotFound): ")
	b.write("current", "default\n")
	b.write("web", "not ")
	return b
}

func (b *bastion) write(name, text string) {
	b.Helper()
	path := filepath.Join(b.dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		b.Fatal(err)
	}
	write(b.T, path, text)
}

func (b *bastion) policy() *schemas.Policy {
	policy := *schemas.Toolforge()
	policy.Legacy.Kubectl, policy.Current.Kubectl, policy.Tools.User = filepath.Join(b.dir, "kubectl"), filepath.Join(b.dir, "kubectl"), ""
	return &policy
}

// run runs the script of the only plan, and returns what was called and what it printed.
func (b *bastion) run(made []plan.Plan) (calls, out string, err error) {
	b.Helper()
	os.Remove(filepath.Join(b.dir, "calls"))
	out, err = run(b.sh, b.dir, script(b.T, made[0]))
	return read(b.T, filepath.Join(b.dir, "calls")), out, err
}

func (b *bastion) plan(back bool, sources ...source) []plan.Plan {
	b.Helper()
	for _, s := range sources {
		b.write(s.name, s.text)
	}
	made := plans(b.T, requestTo(b.T, back, b.policy(), sources...))
	if len(made) != 1 || len(made[0].Problems) > 0 {
		b.Fatalf("there is no plan that can be followed: %v", made)
	}
	return made
}

const bot = `apiVersion: extensions/v1beta1
kind: Deployment
metadata: {name: bot, namespace: relay}
spec:
  template:
    metadata: {labels: {name: bot, "tier": back}}
    spec:
      containers:
      - {name: bot, image: "docker-registry.tools.wmflabs.org/toollabs-python35-base:latest", command: [/data/project/relay/run.sh]}
`

func TestAScriptWaitsForObjectsAndPods(t *testing.T) {
	for _, says := range []string{"Error from server (NotFound): ", "Error from server: "} { // 1.15 and 1.4
		b := newBastion(t)
		b.write("says", says)
		b.write("default/deployment.bot", "")
		b.write("default/pods.name=bot,tier=back", "")
		calls, out, err := b.run(b.plan(false, source{"bot.yaml", bot}))
		if err != nil {
			t.Fatalf("%v\n%s\n%s", err, out, calls)
		}
		const getBot, getPods = "<--context=default><get><deployment><bot>\n", "<--context=default><get><pods><-l><name=bot,tier=back>\n"
		inOrder(t, calls, "<convert><-w><bot.yaml>\n", "<delete><--ignore-not-found><deployment><bot>\n",
			getBot+"<5>\n"+getBot+"<5>\n"+getBot+getPods+"<5>\n"+getPods+"<5>\n"+getPods+"<config><use-context><toolforge>\n",
			"<--context=toolforge><apply><--validate=true><-f><bot.yaml>\n", "<rollout><status><--timeout=5m><deployment/bot>\n")
	}
}

func TestAScriptStopsIfKubectlFails(t *testing.T) {
	for _, broken := range []string{"get deployment bot", "get pods -l", "get deployment,rs", "delete", "use-context", "apply", "rollout"} {
		b := newBastion(t)
		b.write("default/deployment.bot", "")
		b.write("broken", broken)
		calls, out, err := b.run(b.plan(false, source{"bot.yaml", bot}))
		if err == nil || !strings.Contains(out, "Unable to connect") {
			t.Errorf("the script passes over %s: %v, %s", broken, err, out)
		}
		if last := strings.LastIndex(strings.TrimSpace(calls), "\n"); !strings.Contains(strings.NewReplacer("><", " ").Replace(calls[last+1:]), broken) {
			t.Errorf("the script goes on after %s:\n%s", broken, calls)
		}
	}
	b := newBastion(t)
	b.write("default/deployment.bot", "")
	b.write("default/pods.name=bot,tier=back", "never deleted")
	b.write("kubectl", strings.ReplaceAll(fakeKubectl, "echo 2 >", "echo 3 >"))
	if _, out, err := b.run(b.plan(false, source{"bot.yaml", bot})); err == nil || !strings.Contains(out, "still there: ") {
		t.Errorf("the script does not stop waiting: %v, %s", err, out)
	}
}

// TestAScriptUpdatesWhatExists checks files that had moved before, and a second run.
func TestAScriptUpdatesWhatExists(t *testing.T) {
	b := newBastion(t)
	b.write("toolforge/deployment.bot", "")
	made := b.plan(false, source{"bot.yaml", bot})
	for range 2 {
		calls, out, err := b.run(made)
		if err != nil || strings.Count(calls, "<apply>") != 1 || strings.Contains(calls, "<create>") {
			t.Errorf("%v, %s, %s", err, out, calls)
		}
	}
}

// TestAScriptCopiesWhatThereIs checks that an object is copied to the new cluster, unless it exists only there.
func TestAScriptCopiesWhatThereIs(t *testing.T) {
	text := strings.Replace(strings.Replace(secretive, "%s", "bot", 1), "envFrom: [{configMapRef: {name: words}}]", "", 1)
	for _, c := range []struct {
		there, broken string
		copies, fails bool
	}{
		{"default/secret.keys", "", true, false},
		{"toolforge/secret.keys", "", false, false},
		{"elsewhere/secret.keys", "", false, true},
		{"default/secret.keys", "default get -o yaml", false, true},
	} {
		b := newBastion(t)
		b.write(c.there, "")
		if c.broken != "" {
			b.write("broken", c.broken)
		}
		calls, out, err := b.run(b.plan(false, source{"bot.yaml", text}))
		if got := strings.Contains(calls, "<apply><--validate=true><-f><secret-keys.yaml>"); got != c.copies || (err != nil) != c.fails {
			t.Errorf("%v: copies %t, %v\n%s\n%s", c, got, err, out, calls)
		}
		if info, err := os.Stat(filepath.Join(b.dir, "secret-keys.yaml")); (err == nil) != c.copies || err == nil && info.Mode().Perm() != 0o600 {
			t.Errorf("%v: %v, %v", c, info, err)
		}
		if c.fails && strings.Contains(calls, "<delete>") {
			t.Errorf("%v: the script deletes something:\n%s", c, calls)
		}
	}
}

func TestTheWayBackKeepsTheSettingsOfAWebservice(t *testing.T) {
	const settings = "backend: kubernetes\nversion: 3\nweb: python3.7\nmemory: 1Gi\n'web::extra_args':\n- --workers\n- '4 5'\n"
	b := newBastion(t)
	b.write("current", "toolforge\n")
	made := b.plan(true, source{"service.manifest", settings})
	if got := markdown(t, made); !strings.Contains(got, "extra arguments `--workers '4 5'`") {
		t.Error(got)
	}
	calls, out, err := b.run(made)
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	inOrder(t, calls, "<stop>\n", "<config><use-context><default>\n", "<status>\n", "<--backend=kubernetes><python3.7><start>\n")
	if got := read(t, filepath.Join(b.dir, "service.manifest")); got != settings {
		t.Errorf("the settings are\n%s", got)
	}
	b.write("web", "")
	if calls, out, err = b.run(made); err != nil || strings.Contains(calls, "<stop>") || strings.Contains(calls, "<start>") {
		t.Errorf("a second run stops or starts the webservice: %v, %s, %s", err, out, calls)
	}
	if got := read(t, filepath.Join(b.dir, "service.manifest")); got != settings {
		t.Errorf("after a second run the settings are\n%s", got)
	}
}

// TestShellcheck checks the style of scripts, if shellcheck is installed.
func TestShellcheck(t *testing.T) {
	shellcheck, err := exec.LookPath("shellcheck")
	if err != nil {
		t.Skip("there is no shellcheck here")
	}
	b := newBastion(t)
	for _, back := range []bool{false, true} {
		name := filepath.Join(b.dir, "plan.sh")
		write(t, name, script(t, b.plan(back, source{"bot.yaml", bot}, source{"service.manifest", "backend: kubernetes\nversion: 3\nweb: python3.7\n"})[0]))
		if out, err := exec.Command(shellcheck, name).CombinedOutput(); err != nil {
			t.Errorf("%s", out)
		}
	}
}
