package words

import (
	"regexp"
	"sync"
)

// Pattern is a regular expression that is compiled when it is first used. Most runs meet nothing that needs one, and a
// hook would pay for all of them at every start.
func Pattern(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
