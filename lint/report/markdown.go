package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"sync"

	"github.com/toolforge/tfk8s/lint"
)

// How many bytes of findings and of the quota are printed: GitHub rejects the summary of a step beyond 1 MiB.
const (
	mostMarkdown = 512 << 10
	mostPicture  = 128 << 10
)

// printMarkdown prints a summary for a page of a build server: a table of findings, and the quota in use.
func printMarkdown(w io.Writer, r lint.Result, o Options) error {
	out := bufio.NewWriter(w)
	findings, _ := count(r.Diagnostics)
	if findings == "" {
		findings = "no findings"
	}
	fmt.Fprintf(out, "## tfk8s: %s\n\n", findings)
	for _, f := range o.Failed {
		fmt.Fprintf(out, "- **not checked**: %s\n", markdownText(f.Message))
	}
	if len(o.Failed) > 0 {
		fmt.Fprintln(out)
	}
	shown, notShown := limit(r.Diagnostics, o.Limit)
	printed := o.markdownTable(out, shown)
	notShown = append(shown[printed:len(shown):len(shown)], notShown...)
	if len(notShown) > 0 {
		fmt.Fprintf(out, "Not shown: %s.\n\n", listed(tallies(notShown)))
	}
	for line := range strings.SplitSeq(closing(r, o), "\n") {
		fmt.Fprintf(out, "%s\n\n", markdownText(line))
	}
	if o.Verbose {
		for _, f := range r.LeftOut {
			fmt.Fprintf(out, "- %s\n", markdownText(leftOutLine(f)))
		}
	}
	if o.Quota != "" {
		picture := strings.TrimRight(PrintableLines(o.Quota), "\n")
		if len(picture) > mostPicture {
			picture = picture[:strings.LastIndexByte(picture[:mostPicture], '\n')+1] + "…"
		}
		fence := "```"
		for strings.Contains(picture, fence) {
			fence += "`"
		}
		fmt.Fprintf(out, "### Quota\n\n%stext\n%s\n%s\n", fence, picture, fence)
	}
	return out.Flush() // with the first error of all that was written
}

// markdownTable prints findings, and returns how many of them have room.
func (o *Options) markdownTable(w io.Writer, found []lint.Diagnostic) (printed int) {
	if len(found) == 0 {
		return 0
	}
	fmt.Fprint(w, "| severity | place | finding | rule |\n| --- | --- | --- | --- |\n")
	length := 0
	for v := range newViewer(o).all(found) {
		row := o.markdownRow(&v)
		if length += len(row); length > mostMarkdown {
			break
		}
		fmt.Fprint(w, row)
		printed++
	}
	fmt.Fprintln(w)
	return printed
}

func (o *Options) markdownRow(v *view) string {
	parts := []string{markdownText(v.Message)}
	add := func(name, text string) {
		if text != "" {
			parts = append(parts, name+": "+markdownText(text))
		}
	}
	add("effect", v.Consequence())
	if v.Fix != nil {
		add("fix", fixWords(o.convert(), v.Fix))
	}
	add("help", v.Help)
	rule := markdownText(v.Rule.Name)
	if url := o.pageURL(v.Rule); url != "" {
		rule = "[" + rule + "](" + url + ")"
	}
	at := markdownText(fmt.Sprintf("%s:%d:%d", v.file, v.start.Line, v.start.Column))
	// Outside of code, GitHub makes a picture of ":100:".
	return fmt.Sprintf("| %s | <code>%s</code> | %s | %s |\n", v.Severity, at, strings.Join(parts, "<br>"), rule)
}

// markdownEscapes keep a text from being read as Markdown or HTML. A table would be cut at a bar even behind a backslash, if there are
// two of them.
var markdownEscapes = sync.OnceValue(func() *strings.Replacer {
	pairs := []string{"&", "&amp;", "<", "&lt;", ">", "&gt;", "|", "&#124;", "www.", `www\.`, "://", `\://`}
	for _, c := range "\\`*_[](){}~#!$@" {
		pairs = append(pairs, string(c), `\`+string(c))
	}
	return strings.NewReplacer(pairs...)
})

// markdownText writes a text so that Markdown shows it as it is, on one line.
func markdownText(s string) string { return markdownEscapes().Replace(Printable(s)) }
