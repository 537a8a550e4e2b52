package diff

import (
	"io"
	"strings"
)

// The colors of a diff on a terminal, as in git.
const (
	bold  = "1"
	red   = "31"
	green = "32"
	cyan  = "36"
)

// Paint writes a unified diff with the colors of a terminal. Lines keep their endings. It ignores errors, because w is a buffer that
// remembers the first one.
func Paint(w io.Writer, unified string) {
	n := 0
	for line := range strings.Lines(unified) {
		color := ""
		switch {
		case n < 2: // the names
			color = bold
		case line[0] == '@':
			color = cyan
		case line[0] == '-':
			color = red
		case line[0] == '+':
			color = green
		}
		n++
		text := strings.TrimRight(line, "\r\n")
		if color != "" && text != "" {
			_, _ = io.WriteString(w, "\x1b["+color+"m"+text+"\x1b[m"+line[len(text):])
			continue
		}
		_, _ = io.WriteString(w, line)
	}
}
