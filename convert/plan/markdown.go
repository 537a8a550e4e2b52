package plan

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// Markdown writes plans for people. The commands are fenced without indentation, so that what is copied from the source
// is as good as what is copied from the page.
func Markdown(out io.Writer, plans []Plan) error {
	w := bufio.NewWriter(out)
	for i, p := range plans {
		if i > 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprintf(w, "# %s\n", inline(p.Title))
		for _, t := range p.Intro {
			fmt.Fprintf(w, "\n%s\n", inline(t))
		}
		if len(p.Look) > 0 {
			fmt.Fprintf(w, "\n**Not yet: %s first.**\n\n", needs(len(p.Look)))
			bullets(w, p.Look)
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

// needs says how much waits for a person.
func needs(n int) string {
	if n == 1 {
		return "1 thing needs a person"
	}
	return fmt.Sprintf("%d things need a person", n)
}

func section(w io.Writer, s Step) {
	for _, t := range s.Text {
		fmt.Fprintf(w, "\n%s\n", inline(t))
	}
	if len(s.Items) > 0 {
		fmt.Fprintln(w)
		bullets(w, s.Items)
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

func bullets(w io.Writer, items []Text) {
	for _, t := range items {
		fmt.Fprintf(w, "- %s\n", inline(t))
	}
}

// markup are the characters that mean something within a line.
var markup = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, ">", `\>`, "&", `\&`, "~", `\~`)

func inline(t Text) string {
	var b strings.Builder
	for _, p := range t {
		if s := printable(p.Text); p.Code {
			b.WriteString(codeSpan(s))
		} else {
			b.WriteString(markup.Replace(s))
		}
	}
	return b.String()
}

// codeSpan fences a text by more backticks than it has in a row. One blank on either side is not part of it.
func codeSpan(s string) string {
	fence := strings.Repeat("`", longestRun(s)+1)
	if strings.Trim(s, "` ") != s || s == "" {
		s = " " + s + " "
	}
	return fence + s + fence
}

// longestRun counts the backticks that stand in a row.
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
