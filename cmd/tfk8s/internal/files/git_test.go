package files

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestWhatIsLeftOutIsWhatGitIgnores compares walks with git, if it is installed.
func TestWhatIsLeftOutIsWhatGitIgnores(t *testing.T) {
	git, err := exec.LookPath("git")
	if err != nil {
		t.Skip("git is not installed")
	}
	random := rand.New(rand.NewPCG(14, 2020))
	for range 12 {
		root := t.TempDir()
		runGit(t, git, root, "", "init", "-q")
		all := randomTree(t, random, root)
		ignored := strings.Split(runGit(t, git, root, strings.Join(all, "\x00"), "check-ignore", "--no-index", "-z", "--stdin"), "\x00")
		want := slices.DeleteFunc(all, func(name string) bool { return slices.Contains(ignored, name) })
		slices.Sort(want)
		t.Chdir(root)
		found := Find([]string{"."}, Options{})
		if len(found.Failed) > 0 {
			t.Fatal(found.Failed)
		}
		if !slices.Equal(found.Names, want) {
			t.Errorf("found %q\nwant %q", found.Names, want)
			for _, name := range all {
				if slices.Contains(found.Names, name) != slices.Contains(want, name) {
					t.Errorf("%q: git says %s", name, runGit(t, git, root, name, "check-ignore", "--no-index", "-v", "-n", "--stdin"))
				}
			}
		}
	}
}

// runGit runs git with no settings but its own.
func runGit(t *testing.T, git, dir, in string, args ...string) string {
	t.Helper()
	cmd := exec.Command(git, args...)
	cmd.Dir = dir
	cmd.Env = []string{"HOME=" + dir, "GIT_CONFIG_NOSYSTEM=1", "LC_ALL=C"}
	cmd.Stdin = strings.NewReader(in)
	var complaints bytes.Buffer
	cmd.Stderr = &complaints
	out, err := cmd.Output()
	var exit *exec.ExitError
	if err != nil && !(errors.As(err, &exit) && exit.ExitCode() == 1) { // 1: nothing is ignored
		t.Fatalf("git %v: %v: %s", args, err, complaints.Bytes())
	}
	return string(out)
}

// randomTree creates folders, files and .gitignore files, and returns the names of the files.
func randomTree(t *testing.T, random *rand.Rand, root string) (all []string) {
	pick := func(words []string) string { return words[random.IntN(len(words))] }
	folders := []string{"."}
	for range 12 {
		folder := filepath.Join(pick(folders), pick([]string{"a", "b", "ab", "aa", "a b", "#a", "!b", "é", "b ", "a.json", `a\`, "a[b]"}))
		if err := os.MkdirAll(filepath.Join(root, folder), 0o755); err != nil {
			t.Fatal(err)
		}
		if !slices.Contains(folders, folder) {
			folders = append(folders, folder)
		}
	}
	for _, folder := range folders {
		for _, name := range []string{"a.yaml", "ab.yaml", "b.json", "#a.yml", "é.yaml", "-.yaml", "].yaml"} {
			all = append(all, filepath.Join(folder, name))
			if err := os.WriteFile(filepath.Join(root, folder, name), nil, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if random.IntN(3) == 0 || folder == "." {
			if err := os.WriteFile(filepath.Join(root, folder, ignoreName), []byte(randomPatterns(random)), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := os.WriteFile(filepath.Join(root, ".git", "info", "exclude"), []byte(randomPatterns(random)), 0o644); err != nil {
		t.Fatal(err)
	}
	return all
}

// randomPatterns returns the text of a .gitignore.
func randomPatterns(random *rand.Rand) string {
	pick := func(words []string) string { return words[random.IntN(len(words))] }
	var text strings.Builder
	if random.IntN(4) == 0 {
		text.WriteString("\ufeff")
	}
	newline := pick([]string{"\n", "\n", "\r\n"})
	for range 1 + random.IntN(6) {
		text.WriteString(pick([]string{"", "", "", "!", "/", "!/", "#", `\#`, `\!`, "**/"}))
		for range 1 + random.IntN(5) {
			text.WriteString(pick([]string{
				"a", "b", "ab", "a", "b", ".yaml", ".json", "*", "*", "**", "***", "/", "/", "/**/", "?", "é", " ", "#a", `\`, `\a`, `\*`, `\/`,
				"[ab]", "[!a]", "[^b]", "[a-b]", "[]-a]", "[]", "[!]", "[[:alpha:]]", "[![:alnum:]]", "[[:upper:]-a]", "[[:no:]]", "[[:a]", `[\]a]`, "[a", "[b-a]",
				"[[:punct:]]", "[a-]", `[a\-b]`, "[--.]", "\x00", "\t",
			}))
		}
		text.WriteString(pick([]string{"", "", "", "/", "/*", "/**", "  ", `\ `, `\  `, "*", "a.yaml", "//"}))
		text.WriteString(newline)
	}
	return strings.TrimSuffix(text.String(), pick([]string{"", newline}))
}
