package lint

import (
	"testing"

	"github.com/toolforge/tfk8s/schemas/spelling"
)

func TestAWordIsNearTheToolIfItHasTwoTyposAtMost(t *testing.T) {
	words := []string{""}
	for len(words[0]) < maxToolLen {
		var longer []string
		for _, word := range words {
			for _, letter := range directiveTool + "x" {
				longer = append(longer, word+string(letter))
			}
		}
		words = longer
		for _, word := range words {
			want := len(word) >= minToolLen && spelling.Distance(word, directiveTool) <= 2
			if isNearTool(word) != want {
				t.Errorf("near is %t for %s", !want, word)
			}
		}
	}
}
