package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/toolforge/tfk8s/lint"
)

// printGitHub prints workflow commands, which GitHub Actions shows as annotations of the changed files, and a closing line. The log
// of a run shows only the messages, so that these name the place too.
func printGitHub(w io.Writer, r lint.Result, o Options) error {
	buffer := bufio.NewWriter(w)
	for _, f := range o.Failed {
		file := ""
		if f.File != "" {
			file = "file=" + o.commandFile(o.path(f.File)) + ","
		}
		fmt.Fprintf(buffer, "::error %stitle=tfk8s::%s\n", file, commandData(f.Message))
	}
	for v := range newViewer(&o).all(r.Diagnostics) {
		columns := ""
		if v.end.Line == v.start.Line { // GitHub rejects columns of several lines
			columns = fmt.Sprintf(",col=%d,endColumn=%d", v.start.Column, v.end.Column)
		}
		fmt.Fprintf(buffer, "::%s file=%s,line=%d,endLine=%d%s,title=%s::%s\n", commandName(v.Severity),
			o.commandFile(v.file), v.start.Line, v.lastLine, columns,
			Printable(propertyEscapes.Replace(v.Rule.ID+" "+v.Rule.Name)), commandData(v.where()+": "+v.message))
	}
	if o.Verbose {
		_, _ = buffer.WriteString(listLeftOut(r))
	}
	fmt.Fprintln(buffer, closing(r, o))
	return buffer.Flush() // with the first error of all that was written
}

func commandName(s lint.Severity) string {
	if s == lint.Note {
		return "notice"
	}
	return s.String()
}

// What would end a command, or a property of one.
var (
	dataEscapes     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	propertyEscapes = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// commandData escapes a message. Control characters that do not matter to GitHub are escaped for readers of the log.
func commandData(s string) string { return Printable(dataEscapes.Replace(s)) }

// commandFile escapes the name of a file. GitHub has no escapes for other control characters than line breaks. Those that a terminal
// would obey stay as they are only where no terminal is.
func (o *Options) commandFile(name string) string {
	name = propertyEscapes.Replace(name)
	if o.InActions || !strings.ContainsFunc(name, isObeyed) && utf8.ValidString(name) {
		return name
	}
	return Printable(name)
}

// isObeyed reports whether a terminal does something else with a character than to show it.
func isObeyed(r rune) bool {
	return r != '\t' && unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp)
}
