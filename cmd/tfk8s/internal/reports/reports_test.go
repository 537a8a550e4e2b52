package reports

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/input"
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/report"
)

func parse(values ...string) (string, error) {
	targets, err := Parse(values, func(name string) error { return errors.New("no format " + name) })
	var all []string
	for _, t := range targets {
		all = append(all, t.Name+">"+t.File)
	}
	return strings.Join(all, " "), err
}

func TestReportsGoToStandardOutputOrToAFile(t *testing.T) {
	for want, values := range map[string][]string{
		"text>":                          {"text"},
		"text> sarif>out.sarif":          {"text", "sarif=out.sarif"},
		"json> text>a=b":                 {"json=-", "text=./a=b"},
		"sarif>a json>b":                 {"sarif=a", "json=b"},
		"json>" + filepath.Clean("/a/b"): {"json=/a//b"},
	} {
		if got, err := parse(values...); err != nil || got != want {
			t.Errorf("%q: %q, %v", values, got, err)
		}
	}
}

func TestReportsThatCannotBeWrittenAreRejected(t *testing.T) {
	for want, values := range map[string][]string{
		"no format xml":  {"xml"},
		"no format xml ": {"text", "xml =a"},
		"no format ":     {""},
		"--format sarif= needs the name of a file behind the =, or - for standard output":                               {"sarif="},
		"--format text and --format json both go to standard output: write one to a file, such as --format json=FILE":   {"text", "json"},
		"--format text and --format json=- both go to standard output: write one to a file, such as --format json=FILE": {"text", "json=-"},
		"--format sarif=a and --format json=./a write the same file: use two":                                           {"sarif=a", "json=./a"},
	} {
		if _, err := parse(values...); err == nil || err.Error() != want {
			t.Errorf("%q: %v", values, err)
		}
	}
}

func TestReportsAreNotRead(t *testing.T) {
	folder := t.TempDir()
	t.Chdir(folder)
	if err := os.Symlink(folder, "link"); err != nil {
		t.Skip(err)
	}
	targets := []Target{{File: "out.json"}, {}}
	all := func() []input.File {
		return []input.File{{Name: "a.json"}, {Name: "out.json"}, {Name: filepath.Join("link", "out.json")}, {Name: "out.json", Stdin: true}}
	}
	kept, err := WithoutReports(all(), []string{".", "-"}, targets)
	if err != nil || len(kept) != 2 || kept[0].Name != "a.json" || !kept[1].Stdin {
		t.Errorf("%v, %v", kept, err)
	}
	_, err = WithoutReports(all(), []string{"link/out.json"}, targets)
	if want := "--format would replace link/out.json, which is to be checked: write the report to another file"; err == nil || err.Error() != want {
		t.Error(err)
	}
	if kept, err := WithoutReports(all(), []string{"out.json"}, []Target{{}}); err != nil || len(kept) != len(all()) {
		t.Errorf("%v, %v", kept, err)
	}
}

func TestAReportIsWrittenEvenIfAnotherIsNot(t *testing.T) {
	echo := func(w io.Writer, _ lint.Result, o report.Options) error {
		_, err := io.WriteString(w, o.Base)
		return err
	}
	targets := []Target{{report.Format{Name: "a", Print: echo}, "full"}, {report.Format{Name: "b", Print: echo}, "b"}, {report.Format{Name: "c", Print: echo}, ""}}
	var out strings.Builder
	written := map[string]string{}
	w := Writer{
		Stdout:  &out,
		Options: func(t Target) report.Options { return report.Options{Base: "for " + t.Name} },
		Put: func(name string, text []byte) error {
			if name == "full" {
				return errors.New("no space left")
			}
			written[name] = string(text)
			return nil
		},
	}
	err := w.Write(lint.Result{}, targets)
	if err == nil || err.Error() != "full is not written: no space left" {
		t.Error(err)
	}
	if got := fmt.Sprint(out.String(), written); got != "for cmap[b:for b]" {
		t.Error(got)
	}
}

func TestServersFindFilesInTheWorkspace(t *testing.T) {
	top := t.TempDir()
	workspace := filepath.Join(top, "work")
	if err := os.MkdirAll(filepath.Join(workspace, "k8s"), 0o755); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(top, "link")
	if err := os.Symlink(workspace, link); err != nil {
		t.Skip(err)
	}
	t.Chdir(filepath.Join(workspace, "k8s"))
	for _, folder := range []string{workspace, link, workspace + "/."} {
		name := Paths{Workspace: folder}.For(report.Servers)
		for given, want := range map[string]string{
			"bot.yaml":                              "k8s/bot.yaml",
			"../bot.yaml":                           "bot.yaml",
			filepath.Join(workspace, "a", "b.yaml"): "a/b.yaml",
			filepath.Join(link, "b.yaml"):           "b.yaml",
			filepath.Join(top, "b.yaml"):            filepath.Join(top, "b.yaml"),
			"../../b.yaml":                          "../../b.yaml",
			"<stdin>":                               "<stdin>",
		} {
			if got := filepath.ToSlash(name(given)); got != filepath.ToSlash(want) {
				t.Errorf("in %s, %s is called %s, want %s", folder, given, got, want)
			}
		}
	}
}

func TestAPrefixComesBeforeRelativeNames(t *testing.T) {
	p := Paths{Prefix: "k8s/x", Workspace: "/work"}
	for _, a := range []report.Audience{report.Programs, report.Servers} {
		for given, want := range map[string]string{"bot.yaml": "k8s/x/bot.yaml", "../bot.yaml": "k8s/bot.yaml", "/a/b.yaml": "/a/b.yaml", "<stdin>": "<stdin>"} {
			if got := filepath.ToSlash(p.For(a)(given)); got != want {
				t.Errorf("%s is called %s, want %s", given, got, want)
			}
		}
	}
	if p.For(report.People) != nil || (Paths{Workspace: "/work"}).For(report.Programs) != nil || (Paths{}).For(report.Servers) != nil {
		t.Error("names change for those who know them")
	}
}

func TestTheWorkspaceIsThatOfTheServer(t *testing.T) {
	for want, env := range map[string]map[string]string{
		"/hub": {"GITHUB_WORKSPACE": "/hub", "CI_PROJECT_DIR": "/lab"}, "/lab": {"CI_PROJECT_DIR": "/lab"}, "": {},
	} {
		if got := WorkspaceOf(func(name string) string { return env[name] }); got != want {
			t.Errorf("%v: %s", env, got)
		}
	}
}
