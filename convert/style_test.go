package convert_test

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Choices decide about a generated file. They read a string of bytes, so that a fuzzer can change one of them and keep the
// others. After the end of the string they always choose the first possibility, which makes the simplest file.
type choices struct {
	rest   []byte
	spells bool // keys and types are right
}

// below chooses a number below n.
func (c *choices) below(n int) int {
	if len(c.rest) == 0 {
		return 0
	}
	b := int(c.rest[0])
	c.rest = c.rest[1:]
	return b % n
}

func (c *choices) of(all ...string) string { return all[c.below(len(all))] }

// rarely is true once in n times.
func (c *choices) rarely(n int) bool { return c.below(n) == n-1 }

// A tree is a generated value: fields, a list, a text, or a literal that is written as it is.
type (
	fields []field
	field  struct {
		key   string
		value any
	}
	list    []any
	literal string
)

// A writer writes trees in one of the many forms that YAML has for them.
type writer struct {
	*choices
	strings.Builder
	wide     int // spaces of indentation
	dashes   int // spaces before the dashes of a list
	comments int // of 16 places, how many have a comment
	flow     int // of 16 maps and lists, how many are in brackets
	quoted   int // of 16 texts, how many are quoted
	shared   int // of 16 values, how many have an anchor
	isJSON   bool
	written  int // comments so far
	named    int // anchors so far
	anchors  map[string]string
}

func newWriter(c *choices) *writer {
	w := &writer{choices: c, anchors: map[string]string{}}
	w.wide = 2 + c.below(3)
	w.dashes = c.below(2) * w.wide
	for _, share := range []*int{&w.comments, &w.flow, &w.quoted, &w.shared} {
		*share = []int{0, 1, 4, 12}[c.below(4)]
	}
	return w
}

func (w *writer) chance(of16 int) bool { return of16 > 0 && w.below(16) < of16 }

// comment returns a comment that no other place has.
func (w *writer) comment() string {
	w.written++
	return fmt.Sprintf(w.of("# note %d", "#note %d", "# %d: {a: [b", "# - 'x %d", "# %d é", "#\t%d"), w.written)
}

// lines writes comments and blank lines above a line.
func (w *writer) lines(indent int) {
	for w.chance(w.comments / 2) {
		if w.rarely(3) {
			w.WriteString("\n")
			continue
		}
		fmt.Fprintf(w, "%s%s\n", strings.Repeat(" ", indent), w.comment())
	}
}

// endLine ends a line, perhaps with blanks and a comment.
func (w *writer) endLine() {
	if w.chance(w.comments) && !w.isJSON {
		w.WriteString(w.of(" ", "  ") + w.comment())
	} else if w.rarely(32) {
		w.WriteString(w.of(" ", "  ", "\t"))
	}
	w.WriteString("\n")
}

// node writes a value after a key or a dash, and ends its last line. A compact one begins on the line of its dash.
func (w *writer) node(v any, indent int, compact bool) {
	anchor := w.anchor(v)
	if strings.HasPrefix(anchor, "*") {
		w.WriteString(" " + anchor)
		w.endLine()
		return
	}
	w.WriteString(strings.TrimRight(" "+anchor, " "))
	w.value(v, indent, compact && anchor == "")
	w.remember(v, anchor)
}

func (w *writer) value(v any, indent int, compact bool) {
	some, isFields := v.(fields)
	items, isList := v.(list)
	text, isText := v.(string)
	switch {
	case isFields && len(some) > 0 && !w.chance(w.flow):
		if !compact {
			w.endLine()
		}
		w.block(some, indent, compact)
	case isList && len(items) > 0 && !w.chance(w.flow):
		w.endLine()
		w.items(items, indent)
	case isText && strings.HasSuffix(text, "\n"):
		w.text(text, indent)
	default:
		w.WriteString(" ")
		w.inline(v, indent)
		w.endLine()
	}
}

// anchor returns an anchor or an alias for a value, or "".
func (w *writer) anchor(v any) string {
	if _, isLiteral := v.(literal); isLiteral || w.isJSON || !w.chance(w.shared) {
		return ""
	}
	if name, isKnown := w.anchors[fmt.Sprintf("%#v", v)]; isKnown {
		return "*" + name
	}
	w.named++
	return fmt.Sprint("&a", w.named)
}

// remember records a value that was written, so that aliases can refer to it.
func (w *writer) remember(v any, anchor string) {
	if name, isNew := strings.CutPrefix(anchor, "&"); isNew {
		w.anchors[fmt.Sprintf("%#v", v)] = name
	}
}

// block writes fields on lines of their own, the first one perhaps on the line of a dash.
func (w *writer) block(v fields, indent int, compact bool) {
	for i, f := range v {
		if i == 0 && compact {
			w.WriteString(" ")
		} else {
			w.lines(indent)
			w.WriteString(strings.Repeat(" ", indent))
		}
		w.WriteString(w.scalar(f.key) + ":")
		w.node(f.value, w.deeper(f.value, indent), false)
	}
}

func (w *writer) deeper(v any, indent int) int {
	if _, isList := v.(list); isList {
		return indent + w.dashes
	}
	return indent + w.wide
}

func (w *writer) items(v list, indent int) {
	for _, item := range v {
		w.lines(indent)
		w.WriteString(strings.Repeat(" ", indent) + "-")
		w.node(item, indent+2, true)
	}
}

// text writes a text of several lines as a block.
func (w *writer) text(v string, indent int) {
	w.WriteString(w.of(" |", " |", " >") + "\n")
	lines := strings.Split(strings.TrimSuffix(v, "\n"), "\n")
	for _, line := range lines {
		w.WriteString(strings.Repeat(" ", max(indent, 1)) + line + "\n")
	}
}

// inline writes a value on one line, or in brackets over several ones.
func (w *writer) inline(v any, indent int) {
	switch v := v.(type) {
	case literal:
		w.WriteString(string(v))
	case string:
		w.WriteString(w.scalar(v))
	case fields:
		w.brackets("{", "}", len(v), indent, func(i int) {
			w.WriteString(w.scalar(v[i].key) + ": ")
			w.inlineShared(v[i].value, indent)
		})
	case list:
		w.brackets("[", "]", len(v), indent, func(i int) { w.inlineShared(v[i], indent) })
	}
}

func (w *writer) inlineShared(v any, indent int) {
	switch anchor := w.anchor(v); {
	case strings.HasPrefix(anchor, "*"):
		w.WriteString(anchor + " ")
	default:
		if anchor != "" {
			w.WriteString(anchor + " ")
		}
		w.inline(v, indent)
		w.remember(v, anchor)
	}
}

func (w *writer) brackets(open, closing string, n, indent int, item func(i int)) {
	w.WriteString(open)
	blank := w.of("", "", " ")
	broken := n > 0 && indent > 0 && w.rarely(4)
	w.WriteString(blank)
	for i := range n {
		if broken {
			w.endLine()
			w.WriteString(strings.Repeat(" ", indent+w.below(3)))
		}
		item(i)
		if i < n-1 || w.rarely(12) && !w.isJSON {
			w.WriteString(w.of(", ", ", ", " , "))
		}
	}
	w.WriteString(blank + closing)
}

// plainText matches texts that need no quotes anywhere.
var plainText = regexp.MustCompile(`^[A-Za-z/][A-Za-z0-9/._-]*(:[A-Za-z0-9/._-]+)*$`)

// scalar writes a text on one line.
func (w *writer) scalar(s string) string {
	if plainText.MatchString(s) && !slices.Contains(notText, s) && !w.isJSON && !w.chance(w.quoted) {
		return s
	}
	if w.rarely(2) && !w.isJSON && !strings.Contains(s, "\n") {
		return "'" + strings.ReplaceAll(s, "'", "''") + "'"
	}
	return strconv.Quote(s)
}

// notText are words that are something else without quotes.
var notText = []string{"y", "n", "yes", "no", "on", "off", "true", "false", "null"}
