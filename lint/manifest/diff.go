package manifest

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/aymanbagabas/go-udiff/lcs"
)

// contextLines is how many unchanged lines a diff shows around a change, as diff -u does.
const contextLines = 3

// Diff returns a unified diff of two versions of a file, "" where they are equal. Only LF ends a line, as for patch.
func Diff(name string, before, after []byte) string {
	if bytes.Equal(before, after) {
		return ""
	}
	a, b := diffLines(before), diffLines(after)
	changes := lineChanges(nil, lcs.Diff{End: len(a), ReplEnd: len(b)}, a, b)
	var out strings.Builder
	name = diffName(name)
	fmt.Fprintf(&out, "--- %s\n+++ %s\n", name, name)
	for len(changes) > 0 {
		n := 1
		for n < len(changes) && changes[n].Start-changes[n-1].End <= 2*contextLines {
			n++
		}
		writeHunk(&out, a, b, changes[:n])
		changes = changes[n:]
	}
	return out.String()
}

// lineChanges adds the changes within a stretch of a and b. The algorithm gives up after some changes from either end, and
// calls all between them one: it is asked again about that, as long as it finds more.
func lineChanges(found []lcs.Diff, in lcs.Diff, a, b []string) []lcs.Diff {
	for _, c := range lcs.DiffLines(a[in.Start:in.End], b[in.ReplStart:in.ReplEnd]) {
		c = lcs.Diff{
			Start: in.Start + c.Start, End: in.Start + c.End, ReplStart: in.ReplStart + c.ReplStart, ReplEnd: in.ReplStart + c.ReplEnd,
		}
		if c == in || !mayShare(a[c.Start:c.End], b[c.ReplStart:c.ReplEnd]) {
			found = append(found, c)
		} else {
			found = lineChanges(found, c, a, b)
		}
	}
	return found
}

// mayShare reports whether a line may stand on both sides of a change. It gives up where looking would take long.
func mayShare(a, b []string) bool {
	const few = 256
	return len(a)*len(b) > few || slices.ContainsFunc(a, func(line string) bool { return slices.Contains(b, line) })
}

func diffLines(text []byte) []string {
	lines := make([]string, 0, bytes.Count(text, []byte{'\n'})+1)
	return slices.AppendSeq(lines, strings.Lines(string(text)))
}

// writeHunk writes neighbouring changes with the lines around them.
func writeHunk(out *strings.Builder, a, b []string, changes []lcs.Diff) {
	first, last := changes[0], changes[len(changes)-1]
	above, below := min(contextLines, first.Start), min(contextLines, len(a)-last.End)
	pos, end := first.Start-above, last.End+below
	fmt.Fprintf(out, "@@ -%s +%s @@\n", lineRange(pos, end), lineRange(first.ReplStart-above, last.ReplEnd+below))
	for _, c := range changes {
		writeLines(out, ' ', a[pos:c.Start])
		writeLines(out, '-', a[c.Start:c.End])
		writeLines(out, '+', b[c.ReplStart:c.ReplEnd])
		pos = c.End
	}
	writeLines(out, ' ', a[pos:end])
}

// lineRange is how a hunk's header names lines, given from 0 and without the end. No lines are called by the one before.
func lineRange(start, end int) string {
	switch end - start {
	case 0:
		return fmt.Sprintf("%d,0", start)
	case 1:
		return fmt.Sprint(end)
	}
	return fmt.Sprintf("%d,%d", start+1, end-start)
}

func writeLines(out *strings.Builder, mark byte, lines []string) {
	for _, line := range lines {
		out.WriteByte(mark)
		out.WriteString(line)
		if !strings.HasSuffix(line, "\n") {
			out.WriteString("\n\\ No newline at end of file\n")
		}
	}
}

// diffName writes the name of a file as git does, and as patch reads it: in quotes where it holds what could end the line
// or a terminal would obey, and with a tab behind it where it holds a blank, which would end it.
func diffName(name string) string {
	var quoted strings.Builder
	for _, c := range []byte(name) {
		switch {
		case c == '"', c == '\\':
			quoted.WriteByte('\\')
			quoted.WriteByte(c)
		case c < ' ', c >= 0x7F:
			fmt.Fprintf(&quoted, `\%03o`, c)
		default:
			quoted.WriteByte(c)
		}
	}
	switch {
	case quoted.Len() > len(name):
		return `"` + quoted.String() + `"`
	case strings.Contains(name, " "):
		return name + "\t"
	}
	return name
}
