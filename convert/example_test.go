package convert_test

import (
	"fmt"

	"github.com/toolforge/tfk8s/convert"
	"github.com/toolforge/tfk8s/convert/diff"
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

func Example() {
	shorter := &lint.Rule{
		ID: "X1", Name: "too-many", Fix: lint.Safe,
		Object: func(p *lint.Pass, o *manifest.Object) {
			if replicas := o.Root.At("spec", "replicas"); replicas.Text() == "3" {
				edits, ok := replicas.SetText("1")
				p.At(replicas, lint.NewFix(lint.Safe, edits, ok, "use 1"), "3 replicas are too many")
			}
		},
	}
	before := manifest.Parse("bot.yaml", []byte("kind: Deployment\nspec:\n  replicas: 3 # for now\n"))
	r, err := convert.File(&convert.Options{Config: &lint.Config{Rules: []*lint.Rule{shorter}}}, before)
	fmt.Println(err, r.Applied[0].Rule.Name)
	fmt.Print(diff.Unified(before.Name, before.Src, r.File.Src, r.Cuts))
	// Output:
	// <nil> too-many
	// --- bot.yaml
	// +++ bot.yaml
	// @@ -1,3 +1,3 @@
	//  kind: Deployment
	//  spec:
	// -  replicas: 3 # for now
	// +  replicas: 1 # for now
}
