package report

import (
	"fmt"
	"strings"

	"github.com/toolforge/tfk8s/lint"
)

// closing sums a result up in one line. A run that met no object at all says so first: silence about nothing would look
// like a pass.
func closing(r lint.Result, o Options) string {
	findings, fixes := count(r.Diagnostics)
	files := plural(r.Files, "file")
	fixable := ""
	if fixes > 0 {
		fixable = fmt.Sprintf("; %d fixable with %s", fixes, o.convert())
	}
	skipped := ""
	if r.Skipped > 0 {
		skipped = plural(r.Skipped, "document") + " skipped"
	}
	switch {
	case r.Objects == 0 && r.Foreign > 0 && findings == "": // nobody misses objects where other files are looked at
		return files + parentheses(skipped) + ": no findings"
	case r.Objects == 0 && r.Foreign > 0:
		return findings + " in " + files + parentheses(skipped) + fixable
	case r.Objects == 0 && findings == "":
		return "no Kubernetes object found in " + files + parentheses(skipped)
	case r.Objects == 0:
		return "no Kubernetes object found in " + files + parentheses(skipped) + ": " + findings + fixable
	case findings == "":
		return plural(r.Objects, "object") + " in " + files + parentheses(skipped) + ": no findings"
	}
	return findings + " in " + files + parentheses(plural(r.Objects, "object"), skipped) + fixable
}

// count words how many findings there are of each severity, and how many can be mended; "" for none.
func count(found []lint.Diagnostic) (findings string, fixes int) {
	var bySeverity [lint.Error + 1]int
	for i := range found {
		bySeverity[found[i].Severity]++
		if found[i].Fix != nil {
			fixes++
		}
	}
	var parts []string
	for s := range bySeverity { // errors first
		severity := lint.Error - lint.Severity(s)
		if n := bySeverity[severity]; n > 0 {
			parts = append(parts, plural(n, severity.String()))
		}
	}
	return strings.Join(parts, ", "), fixes
}

// parentheses lists what is not empty: " (a, b)".
func parentheses(parts ...string) string {
	var kept []string
	for _, part := range parts {
		if part != "" {
			kept = append(kept, part)
		}
	}
	if len(kept) == 0 {
		return ""
	}
	return " (" + strings.Join(kept, ", ") + ")"
}

func plural(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}
