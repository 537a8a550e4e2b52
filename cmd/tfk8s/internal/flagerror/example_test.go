package flagerror_test

import (
	"fmt"

	"github.com/spf13/pflag"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/flagerror"
)

func ExampleExplain() {
	fs := pflag.NewFlagSet("lint", pflag.ContinueOnError)
	fs.Usage = func() {}
	fs.Int("limit", 20, "")
	for _, arg := range []string{"--limt=3", "--limit=few", "--color"} {
		fmt.Println(flagerror.Explain("lint", fs, fs.Parse([]string{arg})))
	}
	// Output:
	// there is no flag --limt: did you mean --limit?
	// --limit must be a number, not "few"
	// there is no flag --color: `tfk8s lint --help` lists the flags
}
