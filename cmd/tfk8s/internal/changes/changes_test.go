package changes

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

// A repository is the working folder of a test.
type repository struct{ t *testing.T }

func newRepository(t *testing.T) repository {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	r := repository{t}
	t.Chdir(t.TempDir())
	for _, name := range []string{"GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"} {
		t.Setenv(name, os.DevNull)
	}
	r.git("init", "-q", "-b", "main")
	return r
}

func (r repository) git(args ...string) {
	r.t.Helper()
	args = append([]string{"-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "protocol.file.allow=always"}, args...)
	if out, err := exec.Command("git", args...).CombinedOutput(); err != nil {
		r.t.Fatalf("git %q: %v: %s", args, err, out)
	}
}

func (r repository) write(name, text string) {
	r.t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		r.t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		r.t.Fatal(err)
	}
}

func (r repository) commit() {
	r.t.Helper()
	r.git("add", "-A")
	r.git("commit", "-q", "-m", "a change")
}

// found returns which of some texts a finding at their place would be reported for.
func found(t *testing.T, base, name string, texts ...string) (kept []string) {
	t.Helper()
	c, err := Since(base)
	if err != nil {
		t.Fatal(err)
	}
	src, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	f := manifest.Parse(name, src)
	var all []lint.Diagnostic
	for _, text := range texts {
		at := strings.Index(string(f.Text()), text)
		if at < 0 {
			t.Fatalf("%s does not contain %q", name, text)
		}
		all = append(all, lint.Diagnostic{File: f, Span: manifest.Span{Start: at, End: at + len(text)}, Message: text})
	}
	touched, others, err := c.Findings(all)
	if err != nil || len(touched)+others != len(texts) {
		t.Fatalf("%d and %d of %d findings, %v", len(touched), others, len(texts), err)
	}
	for _, d := range touched {
		kept = append(kept, d.Message)
	}
	return kept
}

func expect(t *testing.T, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
}

const pod = `apiVersion: v1
kind: Pod
metadata:
  name: web
  labels:
    app: web
    toolforge: tool
spec:
  containers:
  - image: old
    name: web
`

func TestFindingsOnTouchedLinesAreKept(t *testing.T) {
	r := newRepository(t)
	r.write("a.yaml", pod)
	r.commit()
	expect(t, found(t, "HEAD", "a.yaml", "v1", "old"))
	r.write("a.yaml", strings.Replace(pod, "old", "newer", 1))
	expect(t, found(t, "HEAD", "a.yaml", "v1", "newer", "app"), "newer")
	r.git("commit", "-qam", "newer")
	expect(t, found(t, "HEAD", "a.yaml", "newer"))
	expect(t, found(t, "HEAD~1", "a.yaml", "v1", "newer"), "newer")
}

func TestWhatIsMissingNowWasRemoved(t *testing.T) {
	r := newRepository(t)
	r.write("a.yaml", pod)
	r.commit()
	r.write("a.yaml", strings.Replace(pod, "    toolforge: tool\n", "", 1))
	expect(t, found(t, "HEAD", "a.yaml", "labels", "containers", "name: web"), "labels")
	r.write("a.yaml", strings.Replace(pod, "apiVersion: v1\n", "", 1))
	expect(t, found(t, "HEAD", "a.yaml", "kind: Pod", "labels"), "kind: Pod")
}

func TestAKeyIsAboutItsWholeValue(t *testing.T) {
	r := newRepository(t)
	r.write("a.yaml", pod)
	r.commit()
	r.write("a.yaml", strings.Replace(pod, "app: web", "app: bot", 1))
	expect(t, found(t, "HEAD", "a.yaml", "metadata", "labels", "spec", "image"), "metadata", "labels")
}

func TestAKeyOfManyIsFound(t *testing.T) {
	r := newRepository(t)
	var text strings.Builder
	text.WriteString("kind: ConfigMap\ndata:\n")
	for i := range 1000 {
		fmt.Fprintf(&text, "  key%d:\n    a: 1\n    b%d: 2\n", i, i)
	}
	r.write("a.yaml", text.String())
	r.commit()
	r.write("a.yaml", strings.Replace(text.String(), "    b500: 2\n", "", 1))
	expect(t, found(t, "HEAD", "a.yaml", "data", "key0", "key499", "key500", "key501", "key999"), "data", "key500")
}

func TestEachOfManyHunksIsFound(t *testing.T) {
	r := newRepository(t)
	var before, after strings.Builder
	var texts, want []string
	for i := range 100 {
		text := fmt.Sprintf("key%02d", i)
		texts = append(texts, text)
		fmt.Fprintf(&before, "# a\n%s: old\n# b\n", text)
		if i%3 == 0 {
			want = append(want, text)
			fmt.Fprintf(&after, "# a\n%s: new\n# b\n", text)
		} else {
			fmt.Fprintf(&after, "# a\n%s: old\n# b\n", text)
		}
	}
	r.write("a.yaml", before.String())
	r.commit()
	r.write("a.yaml", after.String())
	expect(t, found(t, "HEAD", "a.yaml", texts...), want...)
}

func TestARelatedPlaceCounts(t *testing.T) {
	r := newRepository(t)
	r.write("a.yaml", pod)
	r.write("b.yaml", pod)
	r.commit()
	r.write("b.yaml", strings.Replace(pod, "name: web", "name: bot", 1))
	c, err := Since("HEAD")
	if err != nil {
		t.Fatal(err)
	}
	a, b := manifest.Parse("a.yaml", []byte(pod)), manifest.Parse("b.yaml", []byte(pod))
	at := manifest.Span{Start: strings.Index(pod, "name: web"), End: strings.Index(pod, "  labels")}
	d := lint.Diagnostic{File: a, Span: at}
	if kept, _, _ := c.Findings([]lint.Diagnostic{d}); len(kept) != 0 {
		t.Error("an untouched place is reported")
	}
	image := manifest.Span{Start: strings.Index(pod, "image"), End: strings.Index(pod, ": old")}
	for _, related := range []manifest.Span{at, image} { // the change is elsewhere in the object
		d.Related = []lint.Related{{File: b, Span: related}}
		if kept, _, _ := c.Findings([]lint.Diagnostic{d}); len(kept) != 1 {
			t.Error("a related object that is touched does not count")
		}
	}
	d = lint.Diagnostic{File: b, Span: image, Related: []lint.Related{{File: b, Span: image}}}
	if kept, _, _ := c.Findings([]lint.Diagnostic{d}); len(kept) != 0 {
		t.Error("an untouched place of the same object counts")
	}
}

func TestNewFilesAreTouched(t *testing.T) {
	r := newRepository(t)
	r.write("a.yaml", pod)
	r.write(".gitignore", "ignored.yaml\n")
	r.commit()
	for _, name := range []string{"untracked.yaml", "ignored.yaml", "staged.yaml"} {
		r.write(name, pod)
	}
	r.git("add", "staged.yaml")
	for _, name := range []string{"untracked.yaml", "ignored.yaml", "staged.yaml"} {
		expect(t, found(t, "HEAD", name, "v1", "old"), "v1", "old")
	}
}

func TestRenamedFilesKeepTheirLines(t *testing.T) {
	r := newRepository(t)
	r.write("a.yaml", pod)
	r.write("gone.yaml", "a: 1\n")
	r.commit()
	r.git("mv", "a.yaml", "b.yaml")
	r.git("rm", "-q", "gone.yaml")
	expect(t, found(t, "HEAD", "b.yaml", "v1", "old"))
	r.write("b.yaml", strings.Replace(pod, "old", "newer", 1))
	expect(t, found(t, "HEAD", "b.yaml", "v1", "newer"), "newer")
}

func TestNamesThatGitQuotesAreFound(t *testing.T) {
	r := newRepository(t)
	names := []string{"a b.yaml", "ä\"\\.yaml", "tab\there.yaml", "new\nline.yaml", "-- a b/c.yaml", "b/b.yaml", "\xff.yaml"}
	for _, name := range names {
		r.write(name, pod)
	}
	r.commit()
	for _, name := range names {
		r.write(name, strings.Replace(pod, "old", "newer", 1))
		expect(t, found(t, "HEAD", name, "v1", "newer"), "newer")
	}
}

func TestTheForkOfABranchIsItsCommonCommit(t *testing.T) {
	r := newRepository(t)
	r.write("a.yaml", pod)
	r.commit()
	r.git("checkout", "-q", "-b", "topic")
	r.write("a.yaml", strings.Replace(pod, "old", "newer", 1))
	r.commit()
	r.git("checkout", "-q", "main")
	r.write("a.yaml", strings.Replace(pod, "v1", "v2", 1))
	r.commit()
	r.git("checkout", "-q", "topic")
	expect(t, found(t, "main", "a.yaml", "v1", "newer", "app"), "v1", "newer")
	expect(t, found(t, "main...", "a.yaml", "v1", "newer", "app"), "newer")
}

func TestFoldersOfTheRepositoryWork(t *testing.T) {
	r := newRepository(t)
	r.write("k8s/a.yaml", pod)
	r.write("b.yaml", pod)
	r.commit()
	r.write("k8s/a.yaml", strings.Replace(pod, "old", "newer", 1))
	r.write("b.yaml", strings.Replace(pod, "old", "newer", 1))
	top, err := filepath.Abs(".")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir("k8s")
	for _, name := range []string{"a.yaml", "../b.yaml", filepath.Join(top, "b.yaml")} {
		expect(t, found(t, "HEAD", name, "v1", "newer"), "newer")
	}
}

func TestTheConfigurationOfGitDoesNotMatter(t *testing.T) {
	r := newRepository(t)
	r.write("k8s/a.yaml", pod+"# +++ b/other.yaml\n# @@ -1 +1 @@\n")
	r.commit()
	r.write("k8s/a.yaml", strings.Replace(pod, "old", "newer", 1)+"++ b/other.yaml\n@@ -1 +1 @@\n-- a")
	for _, set := range []string{
		"diff.noprefix=true", "diff.mnemonicPrefix=true", "diff.relative=true", "color.ui=always", "diff.external=false", "core.quotePath=false", "diff.interHunkContext=9",
		"diff.wordRegex=.", "core.fsmonitor=false", "diff.renames=false", "diff.context=5", "diff.srcPrefix=x/", "diff.dstPrefix=y/",
	} {
		name, value, _ := strings.Cut(set, "=")
		r.git("config", name, value)
	}
	expect(t, found(t, "HEAD", "k8s/a.yaml", "v1", "newer", "name: web", "++ b"), "newer", "++ b")
}

func TestFilesOfSubmodulesAreCompared(t *testing.T) {
	r := newRepository(t)
	r.write("sub/a.yaml", pod)
	t.Chdir("sub")
	r.git("init", "-q", "-b", "main")
	r.commit()
	t.Chdir("..")
	r.git("submodule", "-q", "add", "./sub", "sub")
	r.commit()
	r.write("sub/a.yaml", strings.Replace(pod, "old", "newer", 1))
	expect(t, found(t, "HEAD", "sub/a.yaml", "v1", "newer"), "newer")
}

func TestFilesInOtherEncodingsAreCompared(t *testing.T) {
	r := newRepository(t)
	utf16 := func(text string) string {
		var b strings.Builder
		b.WriteString("\xff\xfe")
		for _, c := range text {
			b.WriteString(string(c) + "\x00")
		}
		return b.String()
	}
	r.write("a.yaml", "\ufeff"+pod)
	r.write("b.yaml", utf16(pod))
	r.write("c.yaml", strings.ReplaceAll(pod, "\n", "\r\n"))
	r.commit()
	r.write("a.yaml", "\ufeff"+strings.Replace(pod, "old", "newer", 1))
	r.write("b.yaml", utf16(strings.Replace(pod, "old", "newer", 1)))
	r.write("c.yaml", strings.ReplaceAll(strings.Replace(pod, "old", "newer", 1), "\n", "\r\n"))
	for _, name := range []string{"a.yaml", "b.yaml", "c.yaml"} {
		expect(t, found(t, "HEAD", name, "v1", "newer"), "newer")
	}
}

func TestAShallowCloneNeedsItsHistory(t *testing.T) {
	r := newRepository(t)
	r.write("a.yaml", pod)
	r.commit()
	r.write("b.yaml", pod)
	r.commit()
	clone := filepath.Join(t.TempDir(), "clone")
	r.git("clone", "-q", "--depth=1", "--no-local", ".", clone)
	t.Chdir(clone)
	if _, err := Since("HEAD~1"); err == nil || !strings.Contains(err.Error(), "`git fetch --unshallow`") {
		t.Error(err)
	}
}

func TestWhatCannotBeComparedIsSaid(t *testing.T) {
	r := newRepository(t)
	r.write("a.yaml", pod)
	r.commit()
	for base, want := range map[string]string{
		"":             `--diff-base must be a commit, such as main, or main... for where the history left main, not ""`,
		"...":          `not "..."`,
		"--output=x":   `not "--output=x"`,
		"main..topic":  `not "main..topic"`,
		"main...topic": `not "main...topic"`,
		"topic":        "--diff-base: git does not know the commit \"topic\": fetch it first, such as with `git fetch origin`",
		"HEAD:a.yaml":  "git does not know the commit",
	} {
		if _, err := Since(base); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", base, err)
		}
	}
	r.git("checkout", "-q", "--orphan", "other")
	r.write("b.yaml", pod)
	r.commit()
	if _, err := Since("main..."); err == nil || !strings.Contains(err.Error(), "no common commit of main and HEAD") {
		t.Error(err)
	}
	c, err := Since("HEAD")
	if err != nil {
		t.Fatal(err)
	}
	outside := filepath.Join(t.TempDir(), "a.yaml")
	r.write(outside, pod)
	f := manifest.Parse(outside, []byte(pod))
	if _, _, err := c.Findings([]lint.Diagnostic{{File: f}}); err == nil || !strings.Contains(err.Error(), outside+" is outside of it") {
		t.Error(err)
	}
	t.Setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
	if _, err := Since("HEAD"); err == nil || !strings.Contains(err.Error(), "safe.directory") {
		t.Error(err)
	}
	t.Setenv("GIT_CEILING_DIRECTORIES", filepath.Dir(filepath.Dir(outside)))
	t.Chdir(filepath.Dir(outside))
	if _, err := Since("HEAD"); err == nil || err.Error() != "--diff-base needs a git repository, and the working folder is in none: leave it out" {
		t.Error(err)
	}
	t.Setenv("PATH", t.TempDir())
	if _, err := Since("HEAD"); err == nil || err.Error() != "--diff-base: git is needed and not installed" {
		t.Error(err)
	}
}
