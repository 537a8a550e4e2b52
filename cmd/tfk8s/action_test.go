package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/toolforge/tfk8s/lint/report"
)

// An action is the part of action.yml that is tested.
type action struct {
	Inputs  map[string]struct{ Description, Default string }
	Outputs map[string]struct{ Value string }
	Runs    struct {
		Using string
		Steps []actionStep
	}
}

type actionStep struct {
	ID, Name, Shell, Run string
	Env                  map[string]string
}

// rootOfModule is absolute, since the tests run in other folders.
var rootOfModule = func() string {
	root, err := filepath.Abs("../..")
	if err != nil {
		panic(err)
	}
	return root
}()

func readAction(t *testing.T) (a action) {
	t.Helper()
	if err := yaml.Unmarshal([]byte(mustRead(t, filepath.Join(rootOfModule, "action.yml"))), &a); err != nil {
		t.Fatal(err)
	}
	return a
}

func TestTheActionUsesItsInputsSafely(t *testing.T) {
	a := readAction(t)
	if a.Runs.Using != "composite" {
		t.Errorf("it runs as %q", a.Runs.Using)
	}
	used := map[string]bool{}
	for _, step := range a.Runs.Steps {
		if step.Run != "" && step.Shell != "bash" {
			t.Errorf("%s has the shell %q", step.Name, step.Shell)
		}
		if strings.Contains(step.Run, "${{") {
			t.Errorf("%s puts the text of an expression into a script", step.Name)
		}
		for name, value := range step.Env {
			if match := regexp.MustCompile(`inputs\.([\w-]+)`).FindStringSubmatch(value); match != nil {
				used[match[1]] = true
			}
			if !strings.Contains(step.Run, "$"+name) && name != "CGO_ENABLED" {
				t.Errorf("%s does not use %s", step.Name, name)
			}
		}
	}
	if got, want := slices.Sorted(maps.Keys(used)), slices.Sorted(maps.Keys(a.Inputs)); !slices.Equal(got, want) {
		t.Errorf("it uses the inputs %q of %q", got, want)
	}
	page := mustRead(t, "../../docs/ci.md")
	for name, input := range a.Inputs {
		if input.Description == "" || !strings.Contains(page, "| `"+name+"` |") {
			t.Errorf("docs/ci.md does not describe the input %s", name)
		}
	}
}

// TestTheDocsUseTheInputsOfTheAction reads the steps that the documents show.
func TestTheDocsUseTheInputsOfTheAction(t *testing.T) {
	inputs := readAction(t).Inputs
	checked := 0
	for _, d := range readDocuments(t) {
		blocks, err := d.blocks()
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range blocks {
			var steps []struct {
				Uses string
				With map[string]string
			}
			body := d.text[b.bodyFrom:b.bodyTo]
			if b.language != "yaml" || !strings.Contains(body, "uses: toolforge/tfk8s@") {
				continue
			}
			if err := yaml.Unmarshal([]byte(body), &steps); err != nil {
				t.Fatalf("%s: %v", d.path, err)
			}
			for _, step := range steps {
				if !strings.HasPrefix(step.Uses, "toolforge/tfk8s@") {
					continue
				}
				checked++
				for name := range step.With {
					if _, ok := inputs[name]; !ok {
						t.Errorf("%s: the action has no input %s", d.path, name)
					}
				}
				for format := range strings.FieldsSeq(step.With["format"]) {
					if name, _, _ := strings.Cut(format, "="); !slices.Contains(report.Names(), name) {
						t.Errorf("%s: there is no format %s", d.path, name)
					}
				}
				if help, _ := runProgram([]string{lintCommand.name, "--help"}); !hasFlag(help, strings.Fields(step.With["args"] + " x")[0]) {
					t.Errorf("%s: lint has no flag %s", d.path, step.With["args"])
				}
			}
		}
	}
	if checked == 0 {
		t.Error("no document shows the action")
	}
}

// A workspace is a folder in which the scripts of the action run, with other programs in the place of the network.
type workspace struct {
	t        *testing.T
	temp     string
	programs string // the first folder of PATH
}

func newWorkspace(t *testing.T) workspace {
	t.Helper()
	if _, err := exec.LookPath("bash"); err != nil {
		t.Skip("bash is not installed")
	}
	w := workspace{t, t.TempDir(), t.TempDir()}
	t.Chdir(t.TempDir())
	return w
}

// step runs the script of a step, and returns what it prints and its outputs, or its exit code.
func (w workspace) step(id string, env map[string]string) (out string, outputs map[string]string, code int) {
	w.t.Helper()
	a := readAction(w.t)
	i := slices.IndexFunc(a.Runs.Steps, func(s actionStep) bool { return s.ID == id })
	if i < 0 {
		w.t.Fatalf("there is no step %s", id)
	}
	output := filepath.Join(w.t.TempDir(), "output")
	cmd := exec.Command("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", a.Runs.Steps[i].Run)
	cmd.Env = append(os.Environ(), "RUNNER_TEMP="+w.temp, "GITHUB_OUTPUT="+output, "PATH="+w.programs+string(os.PathListSeparator)+os.Getenv("PATH"))
	for name, value := range env {
		cmd.Env = append(cmd.Env, name+"="+value)
	}
	text, err := cmd.CombinedOutput()
	if err != nil && cmd.ProcessState == nil {
		w.t.Fatal(err)
	}
	outputs = map[string]string{}
	if lines, err := os.ReadFile(output); err == nil {
		for line := range strings.Lines(string(lines)) {
			name, value, _ := strings.Cut(strings.TrimSpace(line), "=")
			outputs[name] = value
		}
	}
	return string(text), outputs, cmd.ProcessState.ExitCode()
}

// serve puts a curl into the workspace that finds files by the last part of their address, and logs the address.
func (w workspace) serve(files map[string][]byte) {
	w.t.Helper()
	folder := w.t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(folder, name), text, 0o644); err != nil {
			w.t.Fatal(err)
		}
	}
	script := "#!/bin/bash\nfor last; do :; done\necho \"get $last\"\nwhile [ $# -gt 1 ]; do\n  if [ \"$1\" = --output ]; then to=$2; fi\n  shift\ndone\n" +
		"exec cp \"" + folder + "/${last##*/}\" \"$to\"\n"
	if err := os.WriteFile(filepath.Join(w.programs, "curl"), []byte(script), 0o755); err != nil {
		w.t.Fatal(err)
	}
}

func tarOf(t *testing.T, name, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	packed := gzip.NewWriter(&b)
	archive := tar.NewWriter(packed)
	err := archive.WriteHeader(&tar.Header{Name: name, Mode: 0o755, Size: int64(len(text))})
	if err == nil {
		_, err = io.WriteString(archive, text)
	}
	if err != nil || archive.Close() != nil || packed.Close() != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func zipOf(t *testing.T, name, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	archive := zip.NewWriter(&b)
	f, err := archive.Create(name)
	if err == nil {
		_, err = io.WriteString(f, text)
	}
	if err != nil || archive.Close() != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestTheActionInstallsARelease(t *testing.T) {
	const linux, windows = "tfk8s_0.1.0_linux_amd64.tar.gz", "tfk8s_0.1.0_windows_arm64.zip"
	inFolder := tarOf(t, "tfk8s_0.1.0_linux_amd64/tfk8s", "linux")
	zipped := zipOf(t, "tfk8s.exe", "windows")
	sums := fmt.Sprintf("%x  %s\n%x *%s\n", sha256.Sum256(inFolder), linux, sha256.Sum256(zipped), windows)
	all := map[string][]byte{"SHA256SUMS": []byte(sums), linux: inFolder, windows: zipped}
	onLinux := map[string]string{"RUNNER_OS": "Linux", "RUNNER_ARCH": "X64"}
	with := func(more ...string) map[string]string {
		env := maps.Clone(onLinux)
		for i := 0; i < len(more); i += 2 {
			env[more[i]] = more[i+1]
		}
		return env
	}
	for name, c := range map[string]struct {
		env   map[string]string
		files map[string][]byte
		says  string
		code  int
		holds string // the program
	}{
		"a release":             {with("VERSION", "v0.1.0"), all, "get https://github.com/toolforge/tfk8s/releases/download/v0.1.0/" + linux, 0, "linux"},
		"without v":             {with("VERSION", "0.1.0"), all, "releases/download/v0.1.0/SHA256SUMS", 0, "linux"},
		"the latest":            {with("VERSION", "latest"), all, "releases/latest/download/SHA256SUMS", 0, "linux"},
		"that of the action":    {with("VERSION", "", "ACTION_REF", "v0.1.0"), all, "releases/download/v0.1.0/SHA256SUMS", 0, "linux"},
		"another checksum":      {with("VERSION", "v0.1.0"), map[string][]byte{"SHA256SUMS": []byte(sums), linux: zipped}, "::error title=tfk8s::the checksum of " + linux + " is not that of SHA256SUMS", 2, ""},
		"no checksum":           {with("VERSION", "v0.1.0"), map[string][]byte{"SHA256SUMS": nil, linux: inFolder}, "::error title=tfk8s::the release v0.1.0 has no archive for linux on amd64", 2, ""},
		"no release":            {with("VERSION", "v0.1.0"), nil, "::error title=tfk8s::https://github.com/toolforge/tfk8s/releases/download/v0.1.0/SHA256SUMS cannot be downloaded", 2, ""},
		"another architecture":  {with("VERSION", "v0.1.0", "RUNNER_ARCH", "ARM"), all, "there is no release for ARM", 2, ""},
		"no archive for it":     {with("VERSION", "v0.1.0", "RUNNER_ARCH", "ARM64"), all, "has no archive for linux on arm64", 2, ""},
		"a path as the version": {with("VERSION", "../../x"), all, "version must be a release", 2, ""},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorkspace(t)
			w.serve(c.files)
			older := filepath.Join(w.temp, "tfk8s", "tfk8s_0.0.1_linux_amd64") // what an earlier step of the job left
			if err := errors.Join(os.MkdirAll(older, 0o755), os.WriteFile(filepath.Join(older, "tfk8s"), []byte("older"), 0o755)); err != nil {
				t.Fatal(err)
			}
			out, outputs, code := w.step("install", c.env)
			if code != c.code || !strings.Contains(out, c.says) {
				t.Fatalf("code %d, want %d and %q: %s", code, c.code, c.says, out)
			}
			if c.holds != "" {
				if got := mustRead(t, filepath.Join(outputs["folder"], "tfk8s")); got != c.holds {
					t.Errorf("the program is %q", got)
				}
			}
		})
	}
	t.Run("on Windows", func(t *testing.T) {
		if _, err := exec.LookPath("unzip"); err != nil {
			t.Skip("unzip is not installed")
		}
		w := newWorkspace(t)
		w.serve(all)
		out, outputs, code := w.step("install", map[string]string{"VERSION": "v0.1.0", "RUNNER_OS": "Windows", "RUNNER_ARCH": "ARM64"})
		if code != 0 || mustRead(t, filepath.Join(outputs["folder"], "tfk8s.exe")) != "windows" {
			t.Errorf("code %d: %s", code, out)
		}
	})
	for version, ref := range map[string]string{"source": "v0.1.0", "": "main"} {
		out, outputs, code := newWorkspace(t).step("install", with("VERSION", version, "ACTION_REF", ref))
		if code != 0 || outputs["build"] != "true" || outputs["folder"] == "" {
			t.Errorf("version %q of %s: code %d, %v, %s", version, ref, code, outputs, out)
		}
	}
}

func TestTheActionChecksManifests(t *testing.T) {
	w := newWorkspace(t)
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(program, filepath.Join(w.programs, "tfk8s")); err != nil { // see TestMain
		t.Skip(err)
	}
	for name, text := range map[string]string{
		"k8s/bot.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: bot\n  namespace: greeter\n",
		"a b.yaml":     "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\n  namespace: tool-greeter\n",
		"-w.yaml":      "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: dash\n  namespace: tool-greeter\n",
	} {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	summary := filepath.Join(t.TempDir(), "summary")
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	env := func(paths, format, failOn, args string) map[string]string {
		return map[string]string{
			"PATHS": paths, "FORMAT": format, "FAIL_ON": failOn, "ARGS": args, "FOLDER": w.programs,
			"GITHUB_STEP_SUMMARY": summary, "GITHUB_WORKSPACE": here, "GITHUB_ACTIONS": "true",
		}
	}
	out, outputs, code := w.step("lint", env(".", "github", "", ""))
	if code != exitFindings || outputs["exit-code"] != "1" || !strings.Contains(out, "::error file=k8s/bot.yaml,line=5,") {
		t.Errorf("code %d, %v: %s", code, outputs, out)
	}
	if text := mustRead(t, summary); !strings.HasPrefix(text, "## tfk8s: 1 error") || !strings.Contains(text, "### Quota") {
		t.Errorf("the summary is %s", text)
	}
	out, outputs, code = w.step("lint", env("a b.yaml\n-w.yaml\n", "short\nsarif=out.sarif\n", "note", "--skip no-such-* --skip legacy-*"))
	if code != exitFailed || !strings.Contains(out, "no-such-") {
		t.Errorf("code %d, %v: %s", code, outputs, out)
	}
	out, outputs, code = w.step("lint", env("a b.yaml\n-w.yaml k8s/*.yaml\n", "short\n\n  sarif=the log.sarif \n", "warning", "--skip legacy-*"))
	if code != exitOK || outputs["exit-code"] != "0" || !strings.Contains(out, "3 objects in 3 files") {
		t.Errorf("code %d, %v: %s", code, outputs, out)
	}
	if log := mustRead(t, "the log.sarif"); !strings.Contains(log, `"version": "2.1.0"`) {
		t.Errorf("the log is %s", log)
	}
	if _, _, code := w.step("lint", env("missing", "github", "", "")); code != exitFailed {
		t.Errorf("code %d for a file that does not exist", code)
	}
}

// TestTheTemplateForGitLabRuns runs the last line of its script.
func TestTheTemplateForGitLabRuns(t *testing.T) {
	var file map[string]struct {
		Image     string
		Script    []string
		Artifacts struct {
			When    string
			Reports map[string]string
		}
	}
	if err := yaml.Unmarshal([]byte(mustRead(t, "../../ci/gitlab.yml")), &file); err != nil {
		t.Fatal(err)
	}
	job := file["tfk8s"]
	version := regexp.MustCompile(`(?m)^go (\d+\.\d+)`).FindStringSubmatch(mustRead(t, "../../go.mod"))
	if job.Image != "golang:"+version[1] || job.Artifacts.When != "always" {
		t.Errorf("%+v", job)
	}
	w := newWorkspace(t)
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(program, filepath.Join(w.programs, "tfk8s")); err != nil {
		t.Skip(err)
	}
	if err := os.WriteFile("bot.yaml", []byte("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: bot\n  namespace: greeter\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for code, env := range map[int][]string{exitFindings: nil, exitOK: {"TFK8S_ARGS=--skip legacy-*", "TFK8S_PATHS=bot.yaml .", "TFK8S_FAIL_ON=note"}} {
		cmd := exec.Command("sh", "-ec", job.Script[len(job.Script)-1])
		cmd.Env = append(append(os.Environ(), "PATH="+w.programs+string(os.PathListSeparator)+os.Getenv("PATH")), env...)
		if out, _ := cmd.CombinedOutput(); cmd.ProcessState.ExitCode() != code {
			t.Errorf("code %d, want %d: %s", cmd.ProcessState.ExitCode(), code, out)
		}
		if report := mustRead(t, job.Artifacts.Reports["codequality"]); strings.Contains(report, "legacy-namespace") != (code == exitFindings) {
			t.Errorf("the report is %s", report)
		}
	}
}
