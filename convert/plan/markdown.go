package plan

import (
	"bufio"
	"fmt"
	"io"
	"regexp"
	"strings"
	"sync"
)

// Markdown writes plans for people. The commands are fenced without indentation, so that they can be copied from the source as
// well as from the rendered page.
func Markdown(out io.Writer, plans []Plan) error {
	w := bufio.NewWriter(out)
	for i, p := range plans {
		if i > 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprintf(w, "# %s\n", inline(p.Title))
		fmt.Fprintf(w, "\n**%s**\n", p.verdict())
		if len(p.Problems) > 0 {
			fmt.Fprintln(w)
			bullets(w, "- ", p.Problems)
		}
		for _, t := range p.Intro {
			fmt.Fprintf(w, "\n%s\n", inline(t))
		}
		for n, s := range p.Steps {
			fmt.Fprintf(w, "\n## %d. %s\n", n+1, inline(s.Title))
			section(w, s)
		}
		if len(p.FAQ) > 0 {
			fmt.Fprint(w, "\n## Solutions to common problems\n")
		}
		for _, s := range p.FAQ {
			fmt.Fprintf(w, "\n### %s\n", inline(s.Title))
			section(w, s)
		}
	}
	return w.Flush()
}

// verdict says whether the steps can be followed.
func (p *Plan) verdict() string {
	if n := len(p.Problems); n > 0 {
		return fmt.Sprintf("Not ready: %d %s must be fixed by hand first.", n, plural(n, "problem", "problems"))
	}
	return fmt.Sprintf("Ready: follow the %d steps below.", len(p.Steps))
}

func section(w io.Writer, s Step) {
	for _, t := range s.Text {
		fmt.Fprintf(w, "\n%s\n", inline(t))
	}
	if len(s.Items) > 0 {
		fmt.Fprintln(w)
		for _, item := range s.Items {
			bullets(w, "- ", []Text{item.Text})
			bullets(w, "  - ", item.Details)
		}
	}
	if len(s.Commands) == 0 {
		return
	}
	var lines strings.Builder
	for _, c := range s.Commands {
		lines.WriteString(c.Line + "\n")
	}
	fence := strings.Repeat("`", max(3, longestRun(lines.String())+1))
	fmt.Fprintf(w, "\n%ssh\n%s%s\n", fence, lines.String(), fence)
}

func bullets(w io.Writer, mark string, items []Text) {
	for _, t := range items {
		fmt.Fprintf(w, "%s%s\n", mark, inline(t))
	}
}

// markup escapes what Markdown interprets within a line, including formulas, cells of tables and bare addresses.
var markup = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, ">", `\>`, "&", `\&`, "~", `\~`,
	"$", `\$`, "|", `\|`, "://", `\://`, "www.", `www\.`)

func inline(t Text) string {
	var b strings.Builder
	for _, p := range t {
		if s := printable(p.Text); p.Code {
			b.WriteString(codeSpan(s))
		} else {
			b.WriteString(markup.Replace(s))
		}
	}
	return blockMark().ReplaceAllString(b.String(), `$1\$2`)
}

// blockMark matches what starts a list, a heading or another block at the start of a line. Markdown ignores spaces before it.
var blockMark = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^( *[0-9]*)([-+#=.)|:])`) })

// codeSpan encloses a text in more backticks than it has in a row. Markdown ignores one space on either side.
func codeSpan(s string) string {
	fence := strings.Repeat("`", longestRun(s)+1)
	if strings.Trim(s, "` ") != s || s == "" {
		s = " " + s + " "
	}
	return fence + s + fence
}

// longestRun returns the largest number of backticks in a row.
func longestRun(s string) int {
	longest, run := 0, 0
	for i := range len(s) {
		if s[i] != '`' {
			run = 0
			continue
		}
		run++
		longest = max(longest, run)
	}
	return longest
}
