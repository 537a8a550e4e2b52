package report

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/shell"
)

// closing sums a result up: a line about what was checked, and one about the files in which nothing was, if there are any.
func closing(r lint.Result, o Options) string {
	findings, fixes := count(r.Diagnostics)
	judged := r.Files - len(r.LeftOut)
	files := CountOf(judged, "file")
	fixable := ""
	if fixes > 0 {
		fixable = fmt.Sprintf("; %s can fix %d", o.convert(), fixes)
	}
	objects := ""
	if r.Objects > 0 {
		objects = CountOf(r.Objects, "object")
	}
	line := ""
	switch {
	case judged == 0 && findings != "":
		line = findings
	case judged == 0:
		line = "no Kubernetes object found"
	case findings == "" && r.Objects == 0:
		line = files + ": no findings"
	case findings == "":
		line = objects + " in " + files + ": no findings"
	default:
		line = findings + " in " + files + parentheses(objects) + fixable
	}
	lines := append([]string{line}, leftOut(r, o)...)
	if o.Unchanged > 0 {
		lines = append(lines, fmt.Sprintf("not shown: %s outside of the changes since %s", CountOf(o.Unchanged, "finding"), Printable(o.Base)))
	}
	return strings.Join(lines, "\n")
}

// most is how many commands are shown that make manifests of what was left out.
const most = 3

// leftOut says in which files nothing was judged, unless they are listed already, and how to check what is made from them.
func leftOut(r lint.Result, o Options) (lines []string) {
	switch n := len(r.LeftOut); {
	case n == 1 && !o.Verbose:
		lines = append(lines, leftOutLine(r.LeftOut[0]))
	case n > 1 && !o.Verbose:
		lines = append(lines, fmt.Sprintf("not checked: %d files without Kubernetes objects (--verbose lists them)", n))
	case n > 1:
		lines = append(lines, fmt.Sprintf("not checked: %d files without Kubernetes objects", n))
	}
	first := len(lines)
	for _, f := range r.LeftOut {
		if f.Content.Render != "" && len(lines) < first+most {
			lines = append(lines, fmt.Sprintf("to check what it makes: %s %s | tfk8s lint -", f.Content.Render, shell.Quote(shell.Argument(filepath.Dir(f.File)))))
		}
	}
	return lines
}

// listLeftOut lists the files in which nothing was checked, a line for each.
func listLeftOut(r lint.Result) string {
	var b strings.Builder
	for _, f := range r.LeftOut {
		fmt.Fprintln(&b, leftOutLine(f))
	}
	return b.String()
}

// leftOutLine never begins with the name of a file, which GitHub might read as a command.
func leftOutLine(f lint.LeftOut) string {
	return fmt.Sprintf("not checked: %s (%s)", Printable(f.File), f.Content.Name)
}

// count words how many findings there are of each severity, and how many can be fixed; "" for none.
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
			parts = append(parts, CountOf(n, severity.String()))
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

// CountOf says how many of something there are: "1 file", "2 files".
func CountOf(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}
