package changes

import (
	"fmt"
	"strconv"
	"strings"
)

// read reads the output of git diff --unified=0. The lines of a hunk are counted, since they may look like headers.
func (c *Changes) read(diff string) error {
	name, left := "", 0 // left are the lines of the hunk to come
	for line := range strings.Lines(diff) {
		line = strings.TrimSuffix(line, "\n")
		switch {
		case left > 0:
			if !strings.HasPrefix(line, `\`) { // "\ No newline at end of file"
				left--
			}
		case strings.HasPrefix(line, "+++ "):
			name = nameIn(line[len("+++ "):])
		case strings.HasPrefix(line, "@@ "):
			touched, length, ok := parseHunk(line)
			if !ok {
				return fmt.Errorf("--diff-base: the output of git is unknown: %q", line)
			}
			left = length
			c.touched[name] = append(c.touched[name], touched)
		}
	}
	return nil
}

// nameIn returns the name of a file in a header: without its prefix, and unquoted. Git adds a tab to a name with spaces.
func nameIn(header string) string {
	header = strings.TrimSuffix(header, "\t")
	if text, err := strconv.Unquote(header); err == nil {
		header = text
	}
	return strings.TrimPrefix(header, "b/")
}

// parseHunk reads "@@ -4,2 +5,3 @@": two lines from 4 on became three from 5 on. Lines that were removed touch the line above them.
func parseHunk(line string) (touched lines, length int, ok bool) {
	fields := strings.Fields(line)
	if len(fields) < 3 || !strings.HasPrefix(fields[1], "-") || !strings.HasPrefix(fields[2], "+") {
		return touched, 0, false
	}
	_, removed, ok1 := parseRange(fields[1][1:])
	first, added, ok2 := parseRange(fields[2][1:])
	first = max(first, 1) // what was removed at the beginning is above line 1
	return lines{first, first + max(added, 1) - 1}, removed + added, ok1 && ok2
}

// parseRange reads "5,3", or "5" for one line.
func parseRange(text string) (first, length int, ok bool) {
	start, count, hasCount := strings.Cut(text, ",")
	first, err := strconv.Atoi(start)
	length = 1
	if hasCount && err == nil {
		length, err = strconv.Atoi(count)
	}
	return first, length, err == nil
}
