package convert_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/convert"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules"
)

// Small files are linted in groups. Some groups are full, the last one is not, and there are large files in between.
func TestFilesAreConvertedTogetherAsByThemselves(t *testing.T) {
	const small = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a%d, namespace: mytool}\ndata: {a: %s}\n"
	var files []*manifest.File
	var want []string
	for i := range 90 {
		text := fmt.Sprintf(small, i, strings.Repeat("long ", 200)) + "---\n"
		if i%30 == 29 {
			text = strings.Repeat(text, 20)
		}
		files = append(files, manifest.Parse(fmt.Sprint(i, ".yaml"), []byte(text)))
		want = append(want, string(resultOf(t, []byte(text)).File.Src))
	}
	for i, r := range convert.Files(&convert.Options{Config: config, Pin: rules.Pin}, files) {
		if got := string(r.File.Src); r.Err != nil || !r.Changed || got != want[i] || r.Lint.File != r.File {
			t.Errorf("file %d: changed %v, error %v, as by itself: %v", i, r.Changed, r.Err, got == want[i])
		}
	}
}
