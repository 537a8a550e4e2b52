package completion_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/completion"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/usage"
)

// program has a flag of each kind.
func program() usage.Program {
	return usage.Program{
		Name: "tfk8s",
		Commands: []usage.Command{
			{Name: "lint", Args: "file ...", Summary: "find what's wrong: all of it", Operands: usage.Words{Kind: usage.File}, Flags: []usage.Flag{
				{Name: "format", Short: "f", Value: "format", Text: "f [x]: y", Words: usage.Words{Kind: usage.Choice, Choices: []string{"text", "json", "junit"}}},
				{Name: "rule", Value: "rules", Text: "run only these", Repeatable: true, Words: usage.Words{Kind: usage.RuleList}},
				{Name: "severity", Value: "severities", Text: "only of these", Words: usage.Words{Kind: usage.ChoiceList, Choices: []string{"error", "note"}}},
				{Name: "policy", Value: "file", Text: "the policy", Words: usage.Words{Kind: usage.File}},
				{Name: "in", Value: "folder", Text: "where", Words: usage.Words{Kind: usage.Folder}},
				{Name: "tool", Value: "name", Text: "of the tool"},
				{Name: "verbose", Short: "v", Text: "print more"},
			}},
			{Name: "explain", Summary: "explain a rule", Operands: usage.Words{Kind: usage.OneRule}},
			{Name: "config", Summary: "print settings", Operands: usage.Words{Kind: usage.Folder}},
			{Name: "version", Summary: "print the version"},
		},
		Rules: []usage.Rule{
			{Name: "legacy-image", ID: "TFK201", Summary: "An image is for the legacy cluster."},
			{Name: "pod-label", ID: "TFK301", Summary: "It's bad: so."},
		},
	}
}

func script(t *testing.T, shell string) string {
	t.Helper()
	var out strings.Builder
	if err := completion.Write(&out, shell, program()); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestBashCompletesEachKindOfWord(t *testing.T) {
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("there is no bash")
	}
	folder := t.TempDir()
	for _, name := range []string{"script", "a b.yaml", "ab.yaml"} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(script(t, "bash")), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(folder, "arc"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ line, want string }{
		{"", "lint explain config version help --help --version"},
		{"l", "lint"},
		{"lint|--f", "--format"},
		{"lint|-", "--format -f --rule --severity --policy --in --tool --verbose -v --help"},
		{"lint|--format|j", "json junit"},
		{"lint|-f|", "text json junit"},
		{"lint|--format|=", "text json junit"},
		{"lint|--format|=|te", "text"},
		{"lint|--rule|", "legacy-image pod-label"},
		{"lint|--rule|leg", "legacy-image"},
		{"lint|--rule|legacy-image,p", "legacy-image,pod-label"},
		{"lint|--rule|a,b,p", "a,b,pod-label"},
		{"lint|--rule|=|x,leg", "x,legacy-image"},
		{"lint|--severity|error,", "error,error error,note"},
		{"lint|--policy|a", "a b.yaml/ab.yaml/arc"},
		{"lint|--in|a", "arc"},
		{"lint|--tool|a", ""},
		{"lint|--verbose|a", "a b.yaml/ab.yaml/arc"},
		{"lint|ab.yaml|a", "a b.yaml/ab.yaml/arc"},
		{"lint|--|-", ""},
		{"lint|--|--format|a", "a b.yaml/ab.yaml/arc"},
		{"explain|pod", "pod-label"},
		{"config|a", "arc"},
		{"version|a", ""},
		{"help|ex", "explain"},
		{"unknown|a", ""},
	} {
		words := append([]string{"tfk8s"}, strings.Split(c.line, "|")...)
		cmd := exec.Command(bash, append([]string{"--norc", "-c", `. ./script; COMP_WORDS=("$0" "$@"); COMP_CWORD=$#; _tfk8s; printf '%s\n' "${COMPREPLY[@]}"`}, words...)...)
		cmd.Dir = folder
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("%s: %v: %s", c.line, err, out)
		}
		got := strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
		separator := " "
		if strings.Contains(c.want, "/") {
			separator = "/"
			slices.Sort(got)
		}
		if strings.Join(got, separator) != c.want {
			t.Errorf("%s: %q, want %q", c.line, got, c.want)
		}
	}
}

// TestTheScriptsForOtherShellsHaveEachWord looks at the texts; ci/check-all.d/completion runs them.
func TestTheScriptsForOtherShellsHaveEachWord(t *testing.T) {
	for shell, wants := range map[string][]string{
		"zsh": {
			"#compdef tfk8s\n", `'lint:find what'\''s wrong\: all of it'`, `'pod-label:It'\''s bad\: so'`,
			`'(-f --format)'{-f+,--format=}'[f \[x\]\: y]:format:(text json junit)'`,
			`'*--rule=[run only these]:rules:_sequence _tfk8s_rules'`, `'(-v --verbose)'{-v,--verbose}'[print more]'`, `'*:rule:_tfk8s_rules'`, `'*:folder:_files -/'`,
		},
		"fish": {
			`-a lint -d 'find what\'s wrong: all of it'`, `pod-label 'It\'s bad: so'`, `-l format -s f -x -a 'text json junit' -d 'f [x]: y'`,
			`-l rule -x -a '(__fish_complete_list , __tfk8s_rules)'`, `-l policy -r -F`, `-l tool -x -d`, `-l verbose -s v -d`,
		},
	} {
		text := script(t, shell)
		for _, want := range wants {
			if !strings.Contains(text, want) {
				t.Errorf("%s: the script has no %s", shell, want)
			}
		}
	}
	if err := completion.Write(new(strings.Builder), "tcsh", program()); err == nil {
		t.Error("there is a script for tcsh")
	}
}
