package report

import (
	"bufio"
	"fmt"
	"io"
	"path"
	"path/filepath"
	"strings"

	"github.com/toolforge/tfk8s/lint"
)

// printGitHub prints workflow commands, which GitHub Actions shows as annotations of the changed files, and a closing line.
func printGitHub(w io.Writer, r lint.Result, o Options) error {
	buffer := bufio.NewWriter(w)
	for _, f := range o.Failed {
		file := ""
		if f.File != "" {
			file = "file=" + commandProperty(commandFile(f.File)) + ","
		}
		fmt.Fprintf(buffer, "::error %stitle=tfk8s::%s\n", file, commandData(f.Message))
	}
	for i := range r.Diagnostics {
		command(buffer, &r.Diagnostics[i])
	}
	if o.Verbose {
		_, _ = buffer.WriteString(listLeftOut(r))
	}
	fmt.Fprintln(buffer, closing(r, o))
	return buffer.Flush() // with the first error of all that was written
}

func command(w io.Writer, d *lint.Diagnostic) {
	start, end := place(d.File, d.Span)
	last := d.File.Position(max(d.Span.Start, d.Span.End-1)).Line // a span may end with a line break
	columns := ""
	if end.Line == start.Line { // GitHub rejects columns of several lines
		columns = fmt.Sprintf(",col=%d,endColumn=%d", start.Column, end.Column)
	}
	fmt.Fprintf(w, "::%s file=%s,line=%d,endLine=%d%s,title=%s::%s\n", commandName(d.Severity),
		commandProperty(commandFile(d.File.Name)), start.Line, last, columns,
		commandProperty(d.Rule.ID+" "+d.Rule.Name), commandData(oneLine(d)))
}

func commandName(s lint.Severity) string {
	if s == lint.Note {
		return "notice"
	}
	return s.String()
}

// commandFile names a file as GitHub does: relative to the repository, with forward slashes.
func commandFile(name string) string { return path.Clean(filepath.ToSlash(name)) }

// What would end a command, or a property of one.
var (
	dataEscapes     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	propertyEscapes = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// commandData escapes a message. Control characters that do not matter to GitHub are escaped for readers of the log.
func commandData(s string) string { return Printable(dataEscapes.Replace(s)) }

func commandProperty(s string) string { return Printable(propertyEscapes.Replace(s)) }
