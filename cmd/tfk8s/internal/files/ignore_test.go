package files

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestPatternsOfGit(t *testing.T) {
	for _, c := range []struct{ patterns, ignored, kept string }{
		{"a.yaml", "a.yaml b/a.yaml", "b.yaml ba.yaml"},
		{"/a.yaml", "a.yaml", "b/a.yaml"},
		{"b/a.yaml", "b/a.yaml", "c/b/a.yaml"},
		{"b/", "b/a.yaml c/b/a.yaml", "b"},
		{"*.yaml\n!a.yaml", "b.yaml", "a.yaml b/a.yaml"},
		{"/b\n!/b/a.yaml", "b/a.yaml", ""}, // a negated pattern has no effect below an ignored folder
		{"/b/*\n!/b/a.yaml", "b/b.yaml", "b/a.yaml"},
		{"**/b/a.yaml", "b/a.yaml c/d/b/a.yaml", "a.yaml cb/a.yaml"},
		{"b/**/a.yaml", "b/a.yaml b/c/d/a.yaml", "a.yaml"},
		{"b/**", "b/a.yaml b/c/a.yaml", "a.yaml c/b/a.yaml"},
		{"b*/a.yaml", "b/a.yaml bc/a.yaml", "b/c/a.yaml"},
		{"b**/a.yaml", "b/c/a.yaml", "c/a.yaml"}, // as in git, though its manual says otherwise
		{"?.yaml", "a.yaml", "ab.yaml \u00e9.yaml"},
		{"??.yaml", "\u00e9.yaml", "a.yaml"}, // bytes
		{"[a-c].yaml", "b.yaml", "d.yaml -.yaml"},
		{"[!a-c].yaml", "d.yaml", "b.yaml"},
		{"[^a-c].yaml", "d.yaml", "b.yaml"},
		{"[]a].yaml", "].yaml a.yaml", "b.yaml"},
		{"[[:digit:]_].yaml", "1.yaml _.yaml", "a.yaml"},
		{"[a", "", "[a a"},
		{"a\\", "", "a a\\"},
		{"#a\n\\#b", "#b", "#a"},
		{"\\!a", "!a", "a"},
		{"a  \nb\\ \nc\t", "a b\\u0020 c\t", "b c"},
		{"a\r\nb/\r\n", "a b/a", "b"},
		{"\ufeffa\n\ufeffb", "a", "b"},
		{"\\*.yaml", "*.yaml", "a.yaml"},
		{"\n \n/\n//\n!\n!/", "", "a b/a"},
		{"a\x00b", "a", "ab"},
	} {
		rules := (*ruleSet)(nil).add("", []byte(c.patterns))
		for ignored, paths := range map[bool]string{true: c.ignored, false: c.kept} {
			for path := range strings.SplitSeq(paths, " ") {
				path = strings.ReplaceAll(path, "\\u0020", " ")
				if path != "" && ignoredBelow(rules, path) != ignored {
					t.Errorf("%q: %q is ignored: %v", c.patterns, path, !ignored)
				}
			}
		}
	}
}

// ignoredBelow also checks the folders above a file, as a walk does.
func ignoredBelow(rules *ruleSet, path string) bool {
	for i := range path {
		if path[i] == '/' && rules.ignores(path[:i], true) {
			return true
		}
	}
	return rules.ignores(path, false)
}

// TestNoPatternTakesLong would not end if matching tried all ways to match a pattern.
func TestNoPatternTakesLong(t *testing.T) {
	name := strings.Repeat("a", 4000)
	for _, glob := range []string{
		strings.Repeat("*a", 100) + "[b]", strings.Repeat("**/", 60) + "[b]", "a/" + strings.Repeat("**/*a/", 60) + "[b]", strings.Repeat("?", 5000) + "*[b]",
	} {
		w, ok := compile(glob)
		if !ok {
			t.Fatal(glob)
		}
		if w.match(name) || w.match(strings.Repeat("a/", 2000)) {
			t.Errorf("%.20q matches", glob)
		}
	}
}

func TestNestedFilesHoldBelowTheirFolder(t *testing.T) {
	write(t, map[string]string{
		".git/HEAD": "x", ".gitignore": "*.json\n/k/made\n", ".git/info/exclude": "*.yml\n",
		"k/.gitignore": "!keep.json\n/a.yaml\n", "a.yaml": "", "a.json": "", "keep.json": "", "b.yml": "",
		"k/keep.json": "", "k/deep/keep.json": "", "k/other.json": "", "k/a.yaml": "", "k/deep/a.yaml": "", "k/made/a.yaml": "",
	})
	wantNames(t, Options{}, []string{"."}, "a.yaml", "k/deep/a.yaml", "k/deep/keep.json", "k/keep.json")
	wantNames(t, Options{}, []string{"k/deep", "b.yml"}, "b.yml", "k/deep/a.yaml", "k/deep/keep.json")
	wantNames(t, Options{}, []string{"k/made"}, "k/made/a.yaml")
	wantNames(t, Options{NoIgnore: true}, []string{"k"}, "k/a.yaml", "k/deep/a.yaml", "k/deep/keep.json", "k/keep.json", "k/made/a.yaml", "k/other.json")
	t.Chdir("k/deep")
	wantNames(t, Options{}, []string{"."}, "a.yaml", "keep.json")
	if found := Find([]string{".."}, Options{}); !found.Ignored {
		t.Error("nothing says that files are ignored")
	}
}

func TestARepositoryInAnotherHasItsOwnPatterns(t *testing.T) {
	write(t, map[string]string{
		".git/HEAD": "x", ".gitignore": "a.yaml\n/sub/ignored\n", "sub/.git": "gitdir: ../.git/modules/sub\n",
		".git/modules/sub/info/exclude": "b.yaml", "sub/a.yaml": "", "sub/b.yaml": "", "sub/c.yaml": "", "sub/ignored/d.yaml": "",
		"empty/.git/config": "", "empty/a.yaml": "", "file/.git": "nothing", "file/a.yaml": "",
	})
	wantNames(t, Options{}, []string{"."}, "sub/a.yaml", "sub/c.yaml", "sub/ignored/d.yaml")
	wantNames(t, Options{}, []string{"sub/ignored", "sub"}, "sub/a.yaml", "sub/c.yaml", "sub/ignored/d.yaml")
}

func TestAWorktreeHasThePatternsOfItsRepository(t *testing.T) {
	write(t, map[string]string{
		"main/.git/HEAD": "x", "main/.git/info/exclude": "a.yaml", "main/.git/worktrees/w/commondir": "../..\n",
		"w/.git": "gitdir: ../main/.git/worktrees/w\n", "w/a.yaml": "", "w/b.yaml": "",
	})
	wantNames(t, Options{}, []string{"w"}, "w/b.yaml")
}

func TestTheUserHasPatternsForAllRepositories(t *testing.T) {
	write(t, map[string]string{
		"r/.git/HEAD": "x", "r/a.yaml": "", "r/b.yaml": "", "r/c.yaml": "",
		"home/.config/git/ignore": "a.yaml", "home/mine": "b.yaml", "xdg/git/ignore": "c.yaml",
		"named/.gitconfig": "[user]\n\texcludesFile = no\n[core] ; here\n\tbare = false\n\tExcludesFile = \"~/mine\" # there\n", "named/mine": "a.yaml\nb.yaml",
	})
	for _, c := range []struct {
		home, xdg string
		want      []string
	}{
		{"home", "", []string{"r/b.yaml", "r/c.yaml"}},
		{"home", "xdg", []string{"r/a.yaml", "r/b.yaml"}},
		{"named", "", []string{"r/c.yaml"}},
		{"", "", []string{"r/a.yaml", "r/b.yaml", "r/c.yaml"}},
	} {
		getenv := func(name string) string { return map[string]string{"HOME": c.home, "XDG_CONFIG_HOME": c.xdg}[name] }
		wantNames(t, Options{Getenv: getenv}, []string{"r"}, c.want...)
	}
}

func TestExcludesFileIsReadAsGitDoes(t *testing.T) {
	for src, want := range map[string]string{
		"[core]\nexcludesfile=a b ":                         "a b",
		"[core] excludesFile = a\n[core]\nexcludesFile = b": "b",
		"[CORE]\r\n EXCLUDESFILE = a ; c\r\n":               "a",
		"[core]\nexcludesFile = \"a # \\\"b\" ":             `a # "b`,
		"[core]\nexcludesFile = a\\\nb":                     "ab",
		"[core \"x\"]\nexcludesFile = a":                    "",
		"excludesFile = a\n[core\nexcludesFile":             "",
	} {
		if got, _ := excludesFile(src); got != want {
			t.Errorf("%q: %q, want %q", src, got, want)
		}
	}
}

func TestALinkToPatternsIsNotRead(t *testing.T) {
	write(t, map[string]string{".git/HEAD": "x", ".gitignore": "-> patterns", "patterns": "a.yaml", "a.yaml": "", "b/.gitignore/a.yaml": ""})
	if err := os.Remove(filepath.Join("b", ignoreName, "a.yaml")); err != nil {
		t.Fatal(err)
	}
	wantNames(t, Options{}, []string{"."}, "a.yaml")
}
