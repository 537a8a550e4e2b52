package config_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/config"
)

// format is one with a key of each form.
var format = config.Format{Keys: []config.Key{
	{Name: "name", Example: "greeter"},
	{Name: "quiet", Form: config.Switch},
	{Name: "level", Example: "low", Words: []string{"low", "middle", "high"}},
	{Name: "skip", Form: config.List, Example: "a-rule", Check: func(s string) error {
		if !strings.HasSuffix(s, "-rule") {
			return fmt.Errorf("there is no rule %q", s)
		}
		return nil
	}},
	{Name: "exclude", Form: config.List, Example: "old/**", Check: config.CheckGlob},
	{Name: "paths", Form: config.Globs, Example: "a-rule"},
}}

func Example() {
	f, err := format.Parse(".tfk8s.yaml", []byte("name: greeter\npaths:\n  old/**: [a-rule]\n"))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range f.Settings {
		fmt.Println(s.Key, "on line", s.Place.Line, s.Strings())
	}
	fmt.Println(f.Setting("paths").Matching("old/2019/bot.yaml"))
	_, err = format.Parse(".tfk8s.yaml", []byte("skip:\n  - all\nlevle: low\n"))
	fmt.Println(err)
	// Output:
	// name on line 1 [greeter]
	// paths on line 2 []
	// [a-rule]
	// .tfk8s.yaml:2:5: there is no rule "all"
	// .tfk8s.yaml:3:1: there is no key "levle": did you mean "level"?
}

func TestABadFileSaysWhereAndWhatToDo(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"- a\n", `f:1:1: the file contains a list: write keys, such as name: greeter`},
		{"greeter\n", `f:1:1: the file contains the text "greeter": write keys, such as name: greeter`},
		{"42\n", `f:1:1: the file contains the number 42: write keys, such as name: greeter`},
		{"names: x\n", `f:1:1: there is no key "names": did you mean "name"?`},
		{"NAME: x\n", `f:1:1: there is no key "NAME": did you mean "name"?`},
		{"ignore: x\n", `f:1:1: there is no key "ignore": the keys are name, quiet, level, skip, exclude, paths`},
		{"1: x\n", `f:1:1: there is no key "1": the keys are name, quiet, level, skip, exclude, paths`},
		{"name:\n", `f:1:1: name has no value: write one, or delete the line`},
		{"name: 12\n", `f:1:7: name must be a text, not the number 12: put it in quotes`},
		{"name: yes\n", `f:1:7: name must be a text, not the boolean yes: put it in quotes`},
		{"name: [a]\n", `f:1:7: name must be a text, not a list: write one, such as greeter`},
		{"name: {a: b}\n", `f:1:7: name must be a text, not a map: write one, such as greeter`},
		{"quiet: maybe\n", `f:1:8: quiet must be true or false, not the text "maybe"`},
		{"quiet: \"true\"\n", `f:1:8: quiet must be true or false, not the text "true"`},
		{"quiet: 1\n", `f:1:8: quiet must be true or false, not the number 1`},
		{"level: hihg\n", `f:1:8: level must be low, middle or high, not "hihg": did you mean "high"?`},
		{"level: fatal\n", `f:1:8: level must be low, middle or high, not "fatal"`},
		{"skip: all\n", `f:1:7: skip must be a list, not the text "all": write [all]`},
		{"skip: {a: b}\n", `f:1:7: skip must be a list, not a map: write [a-rule]`},
		{"skip: [[a-rule]]\n", `f:1:8: an item of skip must be a text, not a list: write one, such as a-rule`},
		{"skip:\n  - a-rule\n  -\n", `f:3:4: an item of skip has no value: write one, or delete the line`},
		{"skip:\n  - a\n  - b-rule\n  - c\n", "f:2:5: there is no rule \"a\"\nf:4:5: there is no rule \"c\""},
		{"paths: [a]\n", `f:1:8: paths must be a map from globs to lists, not a list: write paths: {"old/**": [a-rule]}`},
		{"paths:\n  old: a-rule\n", `f:2:8: "old" must be a list, not the text "a-rule": write [a-rule]`},
		{"paths:\n  old\\*: [a-rule]\n", `f:2:3: a glob separates folders by /, not by \: write "old/*"`},
		{"exclude: ['a\\b', c]\n", `f:1:11: a glob separates folders by /, not by \: write "a/b"`},
		{"exclude: [../old]\n", `f:1:11: "../old" is outside of the folder of this file: put a .tfk8s.yaml there`},
		{"exclude: ['']\n", `f:1:11: "" matches no file: write a glob such as old/**, or ** for all files`},
		{"exclude: ['!a']\n", `f:1:11: "!a" begins with !, but globs cannot be negated: write globs for the files to match`},
		{"exclude: [.]\n", `f:1:11: "." matches no file: write a glob such as old/**, or ** for all files`},
		{"exclude: ['a[b']\n", `f:1:11: "a[b" is not a valid glob: write a name, *, or a complete set such as [a-z]`},
		{"name: a\nquiet: no\nname: b\n", `f:3:1: the key "name" is set twice, first on line 1: delete one`},
		{"paths:\n  old: []\n  old: []\n", `f:3:3: the key "old" is set twice, first on line 2: delete one`},
		{"name: a\n---\nname: b\n", `f:3:1: the file has a second document: delete the line --- above it`},
		{"name: a\n--- # more\nquiet: true\n", `f:2:1: this text is not read: delete it, or the line --- above it`},
		{"\xef\xbb\xbfnaem: é\n", `f:1:1: there is no key "naem": did you mean "name"?`},
		{"name: é\r\nskip: [é-rule, ü]\r\n", `f:2:16: there is no rule "ü"`},
		{"levl: x\nname: 1\n", "f:1:1: there is no key \"levl\": did you mean \"level\"?\nf:2:7: name must be a text, not the number 1: put it in quotes"},
	} {
		f, err := format.Parse("f", []byte(c.src))
		if err == nil || err.Error() != c.want {
			t.Errorf("%q: %v, want\n%s", c.src, err, c.want)
		}
		if f != nil {
			t.Errorf("%q: there is a file beside the error", c.src)
		}
	}
}

func TestWhatIsNoYAMLIsAnErrorWithALine(t *testing.T) {
	for _, src := range []string{"name: [a\n", "\tname: a\n", "name: a\n\tskip: [b]\n", "a: b: c\n", "skip: [**/x]\n", "name: \x00\n", "{name: a}\n", "\xff\xfe\x00\xd8", "name: \"a\n", "%YAML 3.0\n", "? [a]\n: b\n", "a: &a [*a]\n"} {
		if _, err := format.Parse("f", []byte(src)); err == nil || !strings.HasPrefix(err.Error(), "f:") {
			t.Errorf("%q: %v", src, err)
		}
	}
}

func TestAFileThatSaysNothingIsFine(t *testing.T) {
	for _, src := range []string{"", "\n", "# name: greeter\n", "---\n", "---\n# nothing\n---\n", "\xef\xbb\xbf", "{}", "skip:\n", "skip: []\nexclude: []\npaths: {}\n", "paths:\n", "paths:\n  old:\n", "name: \"\"\n"} {
		f, err := format.Parse("f", []byte(src))
		if err != nil {
			t.Errorf("%q: %v", src, err)
			continue
		}
		for _, s := range f.Settings {
			if texts := strings.Join(s.Strings(), ""); texts != "" || len(s.Matching("old")) > 0 {
				t.Errorf("%q: %s is %q", src, s.Key, texts)
			}
		}
	}
}

func TestAFileMayBeWrittenInAnyStyle(t *testing.T) {
	want, err := format.Parse("f", []byte("name: a\nquiet: true\nskip: [b-rule]\npaths: {x: [c-rule]}\n"))
	if err != nil {
		t.Fatal(err)
	}
	for _, src := range []string{
		"name: a\r\nquiet: yes\r\nskip:\r\n- b-rule\r\npaths:\r\n  x:\r\n  - c-rule\r\n",
		`{"name": "a", "quiet": true, "skip": ["b-rule"], "paths": {"x": ["c-rule"]}}`,
		"---\nname: 'a'\nquiet: on\nskip: [\"b-rule\"]\npaths: {\"x\": [c-rule]}\n",
	} {
		f, err := format.Parse("f", []byte(src))
		if err != nil {
			t.Errorf("%q: %v", src, err)
			continue
		}
		for _, key := range []string{"name", "quiet", "skip"} {
			if got := f.Setting(key).Strings(); !reflect.DeepEqual(got, want.Setting(key).Strings()) {
				t.Errorf("%q: %s is %q", src, key, got)
			}
		}
		if got := f.Setting("paths").Matching("x"); !reflect.DeepEqual(got, []string{"c-rule"}) {
			t.Errorf("%q: %q", src, got)
		}
	}
}

func TestGlobsAreThoseOfGitignore(t *testing.T) {
	for _, c := range []struct {
		glob, path string
		want       bool
	}{
		{"old/**", "old/a.yaml", true},
		{"old/**", "old/b/c/a.yaml", true},
		{"old/**", "older/a.yaml", false},
		{"old", "old/b/a.yaml", true},
		{"old", "new/old/a.yaml", true},
		{"old", "older/a.yaml", false},
		{"old/", "old/a.yaml", true},
		{"old/", "new/old", false},
		{"/old", "old/a.yaml", true},
		{"/old", "new/old/a.yaml", false},
		{"./a.yaml", "a.yaml", true},
		{"k8s/old", "k8s/old/a/b.yaml", true},
		{"k8s/old", "new/k8s/old/a.yaml", false},
		{"**/old", "new/old/a.yaml", true},
		{"*.yaml", "a.yaml", true},
		{"*.yaml", "old/a.yaml", true},
		{"/*.yaml", "old/a.yaml", false},
		{"old/*.yaml", "old/a/b.yaml", false},
		{"**/*.yaml", "a.yaml", true},
		{"**/*.yaml", "old/a.yaml", true},
		{"{old,new}/*", "new/a.yaml", true},
		{"**", ".hidden/a.yaml", true},
		{"a[1].yaml", "a1.yaml", true},
	} {
		f, err := format.Parse("f", fmt.Appendf(nil, "paths: {%q: [a-rule]}", c.glob))
		if err != nil {
			t.Errorf("%s: %v", c.glob, err)
			continue
		}
		if got := len(f.Setting("paths").Matching(c.path)) > 0; got != c.want {
			t.Errorf("%s matches %s: %v", c.glob, c.path, got)
		}
	}
}

// tree creates files, and folders for names that end with a slash, in a new folder.
func tree(t *testing.T, names ...string) string {
	t.Helper()
	root, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		path := filepath.Join(root, name)
		err := os.MkdirAll(filepath.Dir(path), 0o755)
		if strings.HasSuffix(name, "/") {
			err = os.MkdirAll(path, 0o755)
		} else if err == nil {
			err = os.WriteFile(path, nil, 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func TestFindGoesUpToTheRootOfTheRepository(t *testing.T) {
	for _, c := range []struct {
		name             string
		files            []string
		from, home, want string
	}{
		{"in the folder", []string{".git/", ".tfk8s.yaml"}, ".", "", ".tfk8s.yaml"},
		{"above", []string{"r/.git/", "r/.tfk8s.yaml", "r/a/b/"}, "r/a/b", "", "r/.tfk8s.yaml"},
		{"the nearest", []string{"r/.git/", "r/.tfk8s.yaml", "r/a/.tfk8s.yaml", "r/a/b/"}, "r/a/b", "", "r/a/.tfk8s.yaml"},
		{"not above the repository", []string{".tfk8s.yaml", "r/.git/", "r/a/"}, "r/a", ".", ""},
		{"a .git that is a file", []string{".tfk8s.yaml", "r/.git", "r/a/"}, "r/a", ".", ""},
		{"up to the home folder", []string{".tfk8s.yaml", "h/.tfk8s.yaml", "h/a/"}, "h/a", "h", "h/.tfk8s.yaml"},
		{"not above the home folder", []string{".tfk8s.yaml", "h/a/"}, "h/a", "h", ""},
		{"only in the folder beside the home folder", []string{"x/.tfk8s.yaml", "x/a/", "h/"}, "x/a", "h", ""},
		{"in the folder beside the home folder", []string{"x/.tfk8s.yaml", "h/"}, "x", "h", "x/.tfk8s.yaml"},
		{"without a home folder", []string{".tfk8s.yaml", "a/"}, "a", "", ""},
	} {
		root := tree(t, c.files...)
		home, want := "", ""
		if c.home != "" {
			home = filepath.Join(root, c.home)
		}
		if c.want != "" {
			want = filepath.Join(root, c.want)
		}
		if got, err := config.Find(filepath.Join(root, c.from), home); got != want || err != nil {
			t.Errorf("%s: found %q, %v", c.name, got, err)
		}
	}
}

func TestFindTakesNothingElseForTheFile(t *testing.T) {
	root := tree(t, ".git", "folder/.tfk8s.yaml/", "yml/.tfk8s.yml", "link/", "both/.tfk8s.yml", "both/.tfk8s.yaml")
	if err := os.Symlink(filepath.Join(root, "nowhere"), filepath.Join(root, "link", ".tfk8s.yaml")); err != nil {
		t.Fatal(err)
	}
	for folder, want := range map[string]string{
		"folder": "folder/.tfk8s.yaml: not a regular file",
		"yml":    "yml/.tfk8s.yml: the wrong name: rename it to .tfk8s.yaml",
		"link":   "link/.tfk8s.yaml: a link",
	} {
		_, err := config.Find(filepath.Join(root, folder), "")
		if at, ok := errors.AsType[*os.PathError](err); !ok || !strings.Contains(at.Path+": "+at.Err.Error(), want) {
			t.Errorf("%s: %v", folder, err)
		}
	}
	if _, err := config.Find(filepath.Join(root, "both"), ""); err != nil {
		t.Errorf("the other name beside the right one is an error: %v", err)
	}
	if _, err := config.Find(filepath.Join(root, "missing"), ""); err == nil {
		t.Error("a folder that is not there is no error")
	}
}

func TestReadNamesAFileThatCannotBeRead(t *testing.T) {
	root := tree(t, "folder/")
	large := filepath.Join(root, "large")
	if err := os.WriteFile(large, make([]byte, 1<<20+1), 0o644); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		filepath.Join(root, "folder"):  "f: is a directory",
		filepath.Join(root, "missing"): "f: no such file or directory",
		large:                          "f: larger than 1 MiB: this is not a configuration",
	} {
		if _, err := format.Read(path, "f"); err == nil || err.Error() != want {
			t.Errorf("%s: %v, want %s", path, err, want)
		}
	}
}

func TestInsideIsThePathFromTheFolderOfTheFile(t *testing.T) {
	root := tree(t, "r/.tfk8s.yaml", "r/sub/a.yaml", "b.yaml")
	if err := os.Symlink(filepath.Join(root, "r"), filepath.Join(root, "link")); err != nil {
		t.Fatal(err)
	}
	f, err := format.Read(filepath.Join(root, "link", ".tfk8s.yaml"), "f")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(filepath.Join(root, "r", "sub"))
	for name, want := range map[string]string{
		"a.yaml":                                 "sub/a.yaml",
		"../x.yaml":                              "x.yaml",
		filepath.Join(root, "r", "sub", "a"):     "sub/a",
		filepath.Join(root, "link", "sub", "a"):  "sub/a",
		"../../b.yaml":                           "",
		filepath.Join(root, "b.yaml"):            "",
		filepath.Join(root, "missing", "b.yaml"): "",
		"..b.yaml":                               "sub/..b.yaml",
	} {
		if got, ok := f.Inside(name); got != want || ok != (want != "") {
			t.Errorf("%s is %q", name, got)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, src := range []string{"name: a\nskip: [b-rule]\n", "paths: {\"a/**\": [b]}\n---\n", "- a", "\xef\xbb\xbf\tx", "a: &a [*a]\n", "{"} {
		f.Add([]byte(src))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		if got, err := format.Parse("f", src); (got == nil) == (err == nil) {
			t.Errorf("%v, %v", got, err)
		}
	})
}
