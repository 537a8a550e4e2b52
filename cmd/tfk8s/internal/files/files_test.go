package files

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// write creates files below a new working folder, and a link for a text that begins with "-> ".
func write(t *testing.T, tree map[string]string) {
	t.Helper()
	t.Chdir(t.TempDir())
	for name, text := range tree {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		target, link := strings.CutPrefix(text, "-> ")
		err := error(nil)
		if link {
			err = os.Symlink(target, name)
		} else {
			err = os.WriteFile(name, []byte(text), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// wantNames finds what the arguments name, and compares it with the names wanted.
func wantNames(t *testing.T, o Options, args []string, want ...string) {
	t.Helper()
	found := Find(args, o)
	for _, err := range found.Failed {
		t.Error(err)
	}
	for i, name := range found.Names {
		found.Names[i] = filepath.ToSlash(name)
	}
	if !slices.Equal(found.Names, want) {
		t.Errorf("%q: found %q, want %q", args, found.Names, want)
	}
}

func parseGlobs(t *testing.T, texts ...string) (globs []Glob) {
	t.Helper()
	for _, text := range texts {
		g, err := ParseGlob(text)
		if err != nil {
			t.Fatal(err)
		}
		globs = append(globs, g)
	}
	return globs
}

func TestAFolderStandsForYAMLAndJSONAndANamedFileForItself(t *testing.T) {
	write(t, map[string]string{
		"d/a.yaml": "", "d/b.YML": "", "d/c.json": "", "d/d.txt": "", "d/service.manifest": "", "d/.h/a.yaml": "", "d/.i.yaml": "", "d/e/f/a.yml": "",
	})
	wantNames(t, Options{}, []string{"d"}, "d/.i.yaml", "d/a.yaml", "d/b.YML", "d/c.json", "d/e/f/a.yml")
	wantNames(t, Options{Also: []string{"service.manifest"}}, []string{"./d/", "d/d.txt", "d/.h"},
		"d/.h/a.yaml", "d/.i.yaml", "d/a.yaml", "d/b.YML", "d/c.json", "d/d.txt", "d/e/f/a.yml", "d/service.manifest")
}

func TestWhatCannotBeReadIsAnErrorAndAnEmptyFolderIsNone(t *testing.T) {
	write(t, map[string]string{"empty/readme": "", "a/a.yaml": ""})
	found := Find([]string{"empty", "missing", "a"}, Options{})
	if len(found.Failed) != 1 || !os.IsNotExist(found.Failed[0]) {
		t.Errorf("failed: %v", found.Failed)
	}
	if !slices.Equal(found.Empty, []string{"empty"}) || found.Ignored {
		t.Errorf("empty: %q", found.Empty)
	}
}

func TestAFolderThatMayNotBeReadIsAnErrorUnlessGitIgnoresIt(t *testing.T) {
	if os.Getuid() == 0 || runtime.GOOS == "windows" {
		t.Skip("everything may be read")
	}
	write(t, map[string]string{".git/HEAD": "x", ".gitignore": "ignored/", "ignored/a.yaml": "", "locked/a.yaml": "", "b.yaml": ""})
	for _, dir := range []string{"ignored", "locked"} {
		if err := os.Chmod(dir, 0); err != nil {
			t.Fatal(err)
		}
		defer func() { _ = os.Chmod(dir, 0o755) }()
	}
	found := Find([]string{"."}, Options{})
	if len(found.Failed) != 1 || !strings.Contains(found.Failed[0].Error(), "locked") || !slices.Equal(found.Names, []string{"b.yaml"}) {
		t.Errorf("found %q, failed %v", found.Names, found.Failed)
	}
}

func TestOneFileUnderSeveralNamesIsOne(t *testing.T) {
	write(t, map[string]string{"k/a.yaml": "", "k/b.yaml": "-> a.yaml", "other": "-> k", "c.yaml": "-> k/a.yaml"})
	wantNames(t, Options{}, []string{"k"}, "k/a.yaml")
	wantNames(t, Options{}, []string{"c.yaml", "k/b.yaml", "other", "./k/../k", "k/a.yaml"}, "k/a.yaml")
	wantNames(t, Options{}, []string{"k/b.yaml", "c.yaml"}, "c.yaml")
	wantNames(t, Options{}, []string{"other"}, "other/a.yaml")
	working, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	wantNames(t, Options{}, []string{working, "k/a.yaml"}, "k/a.yaml")
}

func TestLinksAreFollowedOnlyWithinTheFolder(t *testing.T) {
	write(t, map[string]string{
		"out.yaml": "", "k/out.yaml": "-> ../out.yaml", "k/gone.yaml": "-> nowhere", "k/loop.yaml": "-> loop.yaml",
		"k/null.yaml": "-> /dev/null", "k/proc.yaml": "-> /proc/self/status", "k/folder.yaml": "-> .", "k/in.yaml": "-> .data/in",
		"k/.data/in": "", "k2/a.yaml": "", "k/k2.yaml": "-> ../k2/a.yaml", "k/old/x": "", "k/x.yaml": "-> old/x",
	})
	wantNames(t, Options{Exclude: parseGlobs(t, "old/")}, []string{"k"}, "k/in.yaml")
	wantNames(t, Options{}, []string{"k"}, "k/in.yaml", "k/x.yaml")
	wantNames(t, Options{}, []string{"k/out.yaml", "k/folder.yaml"}, "k/folder.yaml/in.yaml", "k/folder.yaml/x.yaml", "k/out.yaml")
	if found := Find([]string{"k/out.yaml", "k/null.yaml"}, Options{}); len(found.Away) != 1 || found.Away[filepath.Join("k", "null.yaml")] != "/dev/null" {
		t.Errorf("links that lead away: %q", found.Away)
	}
}

func TestNoChainOfLinksLeadsOutOfTheFolder(t *testing.T) {
	write(t, map[string]string{
		"out/a.yaml": "", "out/back.yaml": "-> ../k/in.yml", "k/in.yml": "", "k/deep/b.yaml": "", "k-not/c.yaml": "",
		"k/one.yaml": "-> two.yaml", "k/two.yaml": "-> three", "k/three": "-> ../out/a.yaml", // a chain that ends outside
		"k/door": "-> ../out", "k/through.yaml": "-> door/a.yaml", "k/deep/up.yaml": "-> ../../out/a.yaml", "k/up": "-> ..",
		"k/prefix.yaml": "-> ../k-not/c.yaml", "k/around.yaml": "-> ../out/back.yaml", "k/folder.yaml": "-> deep", "k/fd.yaml": "-> /proc/self/fd/0",
		"k/cwd.yaml": "-> /proc/self/cwd/out/a.yaml", "k/absolute.yaml": "-> /etc/hostname", "k/self": "-> .", "k/dotdot.yaml": "-> deep/../../out/a.yaml",
	})
	wantNames(t, Options{}, []string{"k"}, "k/deep/b.yaml", "k/in.yml")
	wantNames(t, Options{NoIgnore: true}, []string{"k"}, "k/deep/b.yaml", "k/in.yml")
	t.Chdir("k")
	wantNames(t, Options{}, []string{"."}, "deep/b.yaml", "in.yml")
	wantNames(t, Options{}, []string{"deep", "../k/deep"}, "deep/b.yaml")
	wantNames(t, Options{}, []string{"door"}, "door/a.yaml") // named by the user
}

func TestExcludedFilesAreLeftOutNamedOrNot(t *testing.T) {
	write(t, map[string]string{"k/a.yaml": "", "k/old/a.yaml": "", "k/deep/old/b.yaml": "", "old.yaml": ""})
	all := []string{".", "k/old/a.yaml", "old.yaml"}
	for _, c := range []struct {
		globs string
		want  []string
	}{
		{"old", []string{"k/a.yaml", "old.yaml"}},
		{"k/old", []string{"k/a.yaml", "k/deep/old/b.yaml", "old.yaml"}},
		{"./k/old/", []string{"k/a.yaml", "k/deep/old/b.yaml", "old.yaml"}},
		{"/old*", []string{"k/a.yaml", "k/deep/old/b.yaml", "k/old/a.yaml"}},
		{"**/old/**", []string{"k/a.yaml", "old.yaml"}},
		{"*.yaml", nil},
		{"k/*.yaml", []string{"k/deep/old/b.yaml", "k/old/a.yaml", "old.yaml"}},
		{"{k/{old,deep},old.yaml}", []string{"k/a.yaml"}},
		{"a.yaml/", []string{"k/a.yaml", "k/deep/old/b.yaml", "k/old/a.yaml", "old.yaml"}},
	} {
		wantNames(t, Options{Exclude: parseGlobs(t, c.globs)}, all, c.want...)
	}
	wantNames(t, Options{Exclude: parseGlobs(t, "old/**", "/deep")}, []string{"k"}, "k/a.yaml")
	working, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	wantNames(t, Options{Exclude: parseGlobs(t, "k/old", "deep", "/k/a.yaml")}, []string{filepath.Join(working, "k"), filepath.Join(working, "k/old/a.yaml")})
	t.Chdir("k/deep")
	wantNames(t, Options{Exclude: parseGlobs(t, "old")}, []string{"../a.yaml", "../old/a.yaml", "../../k/old", "old"}, "../a.yaml")
}

func TestGlobsMayBeRelativeToAnotherFolder(t *testing.T) {
	write(t, map[string]string{"r/k/old/a.yaml": "", "r/k/a.yaml": "", "r/old/a.yaml": "", "link": "-> r"})
	t.Chdir("r/k")
	o := Options{Exclude: parseGlobs(t, "/old", "k/old/**"), ExcludeIn: ".."}
	wantNames(t, o, []string{"."}, "a.yaml")
	wantNames(t, o, []string{"old/a.yaml", "../old", "a.yaml"}, "a.yaml")
	o.Exclude = parseGlobs(t, "/old")
	wantNames(t, o, []string{"."}, "a.yaml", "old/a.yaml")
	t.Chdir("../../link/k")
	wantNames(t, o, []string{"../old", "a.yaml"}, "a.yaml")
	working, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	o = Options{Exclude: parseGlobs(t, "/old", "a.yaml"), ExcludeIn: "old"} // they do not match files elsewhere
	wantNames(t, o, []string{"..", "a.yaml"}, "../old/a.yaml", "a.yaml")
	o = Options{Exclude: parseGlobs(t, filepath.Join(working, "old"))}
	wantNames(t, o, []string{"."}, "a.yaml")
}

func TestAGlobThatMatchesNothingIsAnError(t *testing.T) {
	for _, text := range []string{"", "/", "!a", "[a", "../a", "a/../b", "{a", "{a,{b}", `a\`, "{,a}", "[[:no:]]", strings.Repeat("{a,b}", 20)} {
		if _, err := ParseGlob(text); err == nil {
			t.Errorf("%q is accepted", text)
		}
	}
	if g := parseGlobs(t, `\{a,b\}[{,}]`)[0]; !g.Match("{a,b},", false) || g.Match("a", false) {
		t.Error("escaped braces and those in sets are for themselves")
	}
}
