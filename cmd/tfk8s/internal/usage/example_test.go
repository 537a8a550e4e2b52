package usage_test

import (
	"fmt"

	"github.com/spf13/pflag"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/usage"
)

func Example() {
	fs := pflag.NewFlagSet("lint", pflag.ContinueOnError)
	fs.StringP("format", "f", "text", "`form` of the report")
	fs.StringSlice("skip", nil, "do not run these `rules`")
	fs.Bool("verbose", false, "print more")
	for _, f := range usage.Flags(fs, func(string) usage.Words { return usage.Words{} }) {
		fmt.Printf("--%s -%s %q %q, repeatable: %t: %s\n", f.Name, f.Short, f.Value, f.Default, f.Repeatable, f.Text)
	}
	// Output:
	// --format -f "form" "text", repeatable: false: form of the report
	// --skip - "rules" "", repeatable: true: do not run these rules
	// --verbose - "" "", repeatable: false: print more
}
