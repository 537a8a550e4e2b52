package kubectl

import (
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/lint/manifest"
)

func TestWhatIsNotBase64IsSaidWithoutTheText(t *testing.T) {
	want := map[string]string{
		"a: ab-d":       "a text with the character '-'",
		"a: abcdé":      "a text with the character 'é'",
		"a: 'abcd efg'": "a text with a space",
		"a: 'ab==cd'":   "a text that ends too early",
		"a: 12":         "a number",
		"a: 1.5":        "a number",
		"a: true":       "a boolean",
	}
	// A digit by itself is too little, whichever it is.
	for _, digit := range strings.Split("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", "") {
		want["a: '"+digit+"'"] = "a text that ends too early"
	}
	for text, said := range want {
		n := manifest.Parse("a.yaml", []byte(text)).Docs[0].Root().Field("a")
		if got := notBase64(n); got != said {
			t.Errorf("%s is %q, not %q", text, got, said)
		}
	}
}
