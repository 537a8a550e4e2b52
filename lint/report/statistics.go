package report

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/toolforge/tfk8s/lint"
)

// Statistics prints how many findings there are of each rule, instead of the findings: the number, how many of them can be
// fixed, the rule's name, and what it finds.
func Statistics(w io.Writer, r lint.Result, o Options) error {
	out := bufio.NewWriter(w)
	all := tallies(r.Diagnostics)
	name := 0
	for _, t := range all {
		name = max(name, len(t.rule.Name))
	}
	for _, t := range all {
		fixes := ""
		if t.fixes > 0 {
			fixes = strconv.Itoa(t.fixes) + " fixable"
		}
		line := fmt.Sprintf("%6d %13s  %-*s  %s", t.findings, fixes, name, t.rule.Name, t.rule.Summary())
		fmt.Fprintln(out, strings.TrimRight(line, " "))
	}
	fmt.Fprintln(out, closing(r, o))
	return out.Flush() // with the first error of all that was written
}
