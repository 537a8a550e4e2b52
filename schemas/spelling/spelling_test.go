package spelling_test

import (
	"slices"
	"testing"

	"github.com/toolforge/tfk8s/schemas/spelling"
)

func TestNearest(t *testing.T) {
	names := []string{"lint", "plan", "quota", "convert", "Lint"}
	for _, c := range []struct{ word, want string }{
		{"quotas", "quota"},
		{"CONVRET", "convert"},
		{"plan", "plan"},
		{"lnt", ""}, // two names are as near
		{"nothing", ""},
		{"", ""},
	} {
		if got := spelling.Nearest(c.word, spelling.AllowedTypos(c.word), slices.Values(names)); got != c.want {
			t.Errorf("%q is read as %q, not %q", c.word, got, c.want)
		}
	}
	if got := spelling.Nearest("lnt", 1, slices.Values([]string{"lint", "plan", "lint"})); got != "lint" {
		t.Errorf("a name that occurs twice is not the only one that is near: %q", got)
	}
}

func TestMeantKnowsSwappedLettersAndBeginnings(t *testing.T) {
	names := []string{"rule", "help", "back", "backup", "stdin-filename", "skip", "singleton", "help"}
	for word, want := range map[string]string{
		"ruel": "rule", "HEPL": "help", "bakc": "back", "stdin-file": "stdin-filename", "sk": "skip", "si": "singleton",
		"backu": "backup", "back-up": "backup", "s": "", "b": "", "": "", "nothing": "", "é": "", "leur": "",
	} {
		if got := spelling.Meant(word, slices.Values(names)); got != want {
			t.Errorf("%q is read as %q, not %q", word, got, want)
		}
	}
	if got := spelling.Meant("ab", slices.Values([]string{"abc", "abd"})); got != "" {
		t.Errorf("the beginning of two names is read as %q", got)
	}
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"", "abc", 3}, {"abc", "", 3}, {"color", "colour", 1}, {"lint", "lnit", 1}, {"batch", "bathc", 1}, {"abcd", "badc", 2}, {"ab", "bca", 3}, {"kitten", "sitting", 3}} {
		if got := spelling.Distance(c.a, c.b); got != c.want {
			t.Errorf("from %q to %q are %d typos, not %d", c.a, c.b, got, c.want)
		}
	}
}

func TestSynonym(t *testing.T) {
	for _, c := range []struct{ owner, word, want string }{
		{"ContainerPort", "port", "containerPort"},
		{"ServicePort", "port", ""},
		{"EnvVar", "val", "value"},
		{"ResourceList", "ram", "memory"},
		{"", "", ""},
	} {
		if got := spelling.Synonym(c.owner, c.word); got != c.want {
			t.Errorf("%q of a %s is read as %q, not %q", c.word, c.owner, got, c.want)
		}
	}
}
