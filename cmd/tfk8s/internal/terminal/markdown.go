package terminal

import (
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/toolforge/tfk8s/lint/report"
)

// The indentation of what is below a heading, and the most cells of a line that is easy to read.
const (
	textIndent = 2
	codeIndent = 4
	widestText = 100
)

// Markdown renders a page for a terminal: the headings, paragraphs, lists, tables, blocks of code, links, code and strong
// text of Markdown. It is not for Markdown from anywhere: of other constructs it prints the source.
func (s Style) Markdown(page string) string {
	if s.Width > widestText {
		s.Width = widestText
	}
	var blocks []string
	for lines := strings.Split(strings.TrimSpace(page), "\n"); len(lines) > 0; {
		length := blockLength(lines)
		if text := s.block(lines[:length]); text != "" {
			blocks = append(blocks, text)
		}
		lines = lines[length:]
	}
	return strings.Join(blocks, "\n\n") + "\n"
}

// blockLength is the number of lines of the first block, with its end.
func blockLength(lines []string) int {
	first := lines[0]
	if strings.HasPrefix(first, "#") || strings.TrimSpace(first) == "" {
		return 1
	}
	for i, line := range lines[1:] {
		isFence := strings.HasPrefix(line, "```")
		switch {
		case strings.HasPrefix(first, "```"):
			if isFence {
				return i + 2
			}
		case strings.TrimSpace(line) == "", isFence, strings.HasPrefix(line, "#"):
			return i + 1
		}
	}
	return len(lines)
}

func (s Style) block(lines []string) string {
	first := lines[0]
	switch {
	case strings.HasPrefix(first, "```"):
		return s.codeBlock(lines[1:])
	case strings.HasPrefix(first, "#"):
		return s.Bold(strings.TrimSpace(strings.TrimLeft(first, "#")))
	case strings.HasPrefix(first, "|"):
		return indented(strings.TrimSuffix(s.narrower(textIndent).markdownTable(lines), "\n"), textIndent)
	}
	var items []string
	for _, line := range lines {
		mark := itemMark().FindString(line)
		if mark != "" || len(items) == 0 {
			items = append(items, line)
		} else {
			items[len(items)-1] += " " + strings.TrimSpace(line)
		}
	}
	for i, item := range items {
		mark := itemMark().FindString(item)
		indent := textIndent + utf8.RuneCountInString(mark)
		items[i] = strings.Repeat(" ", textIndent) + mark + s.flow(s.inline(item[len(mark):]), indent, indent)
	}
	return strings.TrimRight(strings.Join(items, "\n"), " ")
}

// itemMark is how an item of a list begins.
var itemMark = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^ *(?:[-*]|\d+\.) +`) })

func (s Style) codeBlock(lines []string) string {
	if last := len(lines) - 1; last >= 0 && strings.HasPrefix(lines[last], "```") {
		lines = lines[:last]
	}
	shown := make([]string, len(lines))
	for i, line := range lines {
		if line != "" {
			shown[i] = strings.Repeat(" ", codeIndent) + s.code(line)
		}
	}
	return strings.Join(shown, "\n")
}

// markdownTable lays out a table without the markup of its cells.
func (s Style) markdownTable(lines []string) string {
	var rows [][]string
	for _, line := range lines {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		if strings.Trim(strings.Join(cells, ""), "-: ") == "" {
			continue // the line below the heading
		}
		for i, cell := range cells {
			cells[i] = Style{}.flow(Style{}.inline(strings.TrimSpace(cell)), 0, 0)
		}
		rows = append(rows, cells)
	}
	return s.Table(rows)
}

func (s Style) narrower(cells int) Style {
	if s.Width > 0 {
		s.Width = max(s.Width-cells, 1)
	}
	return s
}

func indented(text string, indent int) string {
	space := strings.Repeat(" ", indent)
	return space + strings.ReplaceAll(text, "\n", "\n"+space)
}

// markup are code, links and strong text within a paragraph.
var markup = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile("`([^`]+)`|\\[([^\\]]+)\\]\\(([^)\\s]+)\\)|<(https?://[^>\\s]+)>|\\*\\*([^*]+)\\*\\*")
})

// inline cuts a paragraph into words.
func (s Style) inline(text string) []report.Word {
	var p paragraph
	end := 0
	for _, at := range markup().FindAllStringSubmatchIndex(text, -1) {
		group := func(n int) string {
			if at[2*n] < 0 {
				return ""
			}
			return text[at[2*n]:at[2*n+1]]
		}
		p.add(text[end:at[0]], func(part string) string { return part })
		end = at[1]
		switch code, link, bare, strong := group(1), group(2), group(4), group(5); {
		case code != "":
			s.addCode(&p, code)
		case link != "":
			s.addLink(&p, strings.ReplaceAll(link, "`", ""), group(3))
		case bare != "":
			s.addLink(&p, bare, bare)
		default:
			p.add(strong, s.Bold)
		}
	}
	p.add(text[end:], func(part string) string { return part })
	return p.words
}

// longestUnbroken is how many cells of code stay together on a line.
const longestUnbroken = 40

// addCode adds code, in color or else in its backquotes.
func (s Style) addCode(p *paragraph, code string) {
	if !s.Color {
		code = "`" + code + "`"
	}
	if utf8.RuneCountInString(code) > longestUnbroken {
		p.add(code, s.code)
	} else {
		p.addPart(code, s.code)
	}
}

// addLink adds the text of a link. The address of a page of the web is behind it, or follows it; that of another file of
// the repository is of no use here.
func (s Style) addLink(p *paragraph, text, target string) {
	isPage := strings.HasPrefix(target, "https://") || strings.HasPrefix(target, "http://")
	p.add(text, func(part string) string {
		if !isPage || !s.Links {
			return part
		}
		return "\x1b]8;;" + target + "\x1b\\" + part + "\x1b]8;;\x1b\\"
	})
	if isPage && !s.Links && text != target {
		p.add(" ("+target+")", func(part string) string { return part })
	}
}

// A paragraph collects words.
type paragraph struct {
	words  []report.Word
	isOpen bool // the next text continues the last word
}

// add adds a text. dress makes of it what the terminal prints.
func (p *paragraph) add(text string, dress func(string) string) {
	for i, part := range strings.Split(text, " ") {
		if i > 0 {
			p.isOpen = false
		}
		if part == "" {
			continue
		}
		p.addPart(part, dress)
	}
}

// addPart adds a text that is not broken.
func (p *paragraph) addPart(part string, dress func(string) string) {
	shown, cells := dress(part), utf8.RuneCountInString(part)
	if p.isOpen {
		last := &p.words[len(p.words)-1]
		last.Text, last.Cells = last.Text+shown, last.Cells+cells
	} else {
		p.words = append(p.words, report.Word{Text: shown, Cells: cells})
	}
	p.isOpen = true
}
