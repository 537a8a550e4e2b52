package report

import (
	"bufio"
	"fmt"
	"io"

	"github.com/toolforge/tfk8s/lint"
)

// printShort prints one line for each finding, in the form that editors and grep know, and one that counts them.
func printShort(w io.Writer, r lint.Result, o Options) error {
	out := bufio.NewWriter(w)
	for i := range r.Diagnostics {
		d := &r.Diagnostics[i]
		at := location(d.File.Name, d.File.Position(d.Span.Start))
		fmt.Fprintf(out, "%s: %s: %s [%s]\n", at, d.Severity, Printable(oneLine(d)), d.Rule.Name)
	}
	if o.Verbose {
		_, _ = out.WriteString(listLeftOut(r))
	}
	fmt.Fprintln(out, closing(r, o))
	return out.Flush() // with the first error of all that was written
}

// oneLine joins the message of a finding and what a person does about it.
func oneLine(d *lint.Diagnostic) string {
	if d.Help == "" {
		return d.Message
	}
	return d.Message + "; " + d.Help
}
