package manifest_test

import (
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/lint/manifest"
)

func TestADiffCountsTheLinesOfBothSides(t *testing.T) {
	var before, after []string
	for _, c := range "abcdefghijklmnopqrstuvwxyz" {
		line := "key: " + string(c) + "\n"
		before = append(before, line)
		switch c {
		case 'c':
			after = append(after, line, "new: c\n", "new: d\n")
		case 's', 't', 'u':
		default:
			after = append(after, line)
		}
	}
	diff := manifest.Diff("job.yaml", []byte(strings.Join(before, "")), []byte(strings.Join(after, "")))
	for _, want := range []string{"--- job.yaml\n+++ job.yaml\n", "@@ -1,6 +1,8 @@\n", "@@ -16,9 +18,6 @@\n"} {
		if !strings.Contains(diff, want) {
			t.Errorf("the diff has no %q:\n%s", want, diff)
		}
	}
	if diff := manifest.Diff("job.yaml", []byte("a\n"), []byte("a\n")); diff != "" {
		t.Errorf("equal files differ: %q", diff)
	}
}
