package leftout_test

import (
	"fmt"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/leftout"
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

func Example() {
	files := []*manifest.File{manifest.Parse("notes.yaml", []byte("a: 1\n"))}
	results := lint.Files(&lint.Config{}, files)
	fmt.Println(leftout.Nothing(results, nil))
	// Output: no Kubernetes object: notes.yaml contains something else
}
