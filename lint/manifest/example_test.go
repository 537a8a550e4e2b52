package manifest_test

import (
	"fmt"

	"github.com/toolforge/tfk8s/lint/manifest"
)

// An edit changes the bytes that it names, and no other.
func ExampleParse() {
	f := manifest.Parse("bot.yaml", []byte("kind:   Pod   # the bot\nmetadata: {name: old}\n"))
	name := f.Docs[0].Root().At("metadata", "name")
	edits, _ := name.SetText("new")
	changed, err := f.Apply(edits)
	fmt.Printf("%s%v\n", changed, err)
	// Output:
	// kind:   Pod   # the bot
	// metadata: {name: new}
	// <nil>
}
