package manifest

import (
	"bytes"
	"encoding/json"
	"strings"
	"unicode/utf8"

	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// scalarEnd finds the end of a scalar whose properties or text begin at start, and whether the text there is the scalar.
func (d *Document) scalarEnd(text []byte, start int, n *yaml.Node) (int, bool) {
	if n.Line == 0 {
		return jsonScalarEnd(text, start, n)
	}
	propsEnd, value := properties(text, start)
	switch {
	case n.Style&quoted == 0 && n.Value == "":
		return propsEnd, propsEnd > start || followsIndicator(text, start)
	case n.Style&quoted == 0:
		return plainEnd(text, value, n.Value)
	case value >= len(text):
		return value, false
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		return blockEnd(text, value, n.Value)
	}
	end, ok := quoteEnd(text, value)
	return end, ok && unquotes(text[value:end], n.Value)
}

func jsonScalarEnd(text []byte, start int, n *yaml.Node) (int, bool) {
	if n.Style == 0 {
		return start + len(n.Value), hasPrefixAt(text, start, n.Value)
	}
	end, ok := quoteEnd(text, start)
	var got string
	return end, ok && json.Unmarshal(text[start:end], &got) == nil && got == n.Value
}

// followsIndicator reports whether the place of an empty value is right behind a colon or a dash. (For a key without a
// colon, "? key", kyaml gives the place of whatever comes next.)
func followsIndicator(text []byte, pos int) bool {
	before := bytes.TrimRight(text[:pos], " \t")
	return len(before) > 0 && bytes.IndexByte([]byte(":-?"), before[len(before)-1]) >= 0
}

// quoteEnd finds the end of the quoted scalar at start.
func quoteEnd(text []byte, start int) (int, bool) {
	if start >= len(text) || text[start] != '"' && text[start] != '\'' {
		return start, false
	}
	quote := text[start]
	for i := start + 1; i < len(text); i++ {
		switch {
		case text[i] == '\\' && quote == '"':
			i++
		case text[i] == quote && quote == '\'' && i+1 < len(text) && text[i+1] == quote:
			i++
		case text[i] == quote:
			return i + 1, true
		}
	}
	return len(text), false
}

// unquotes decodes a quoted scalar, where it is not plain to see what it holds.
func unquotes(src []byte, value string) bool {
	if string(src[1:len(src)-1]) == value && !strings.ContainsAny(value, breaks+`\'"`) {
		return true
	}
	n, err := readV3(src)
	return err == nil && n != nil && n.Kind == yaml.ScalarNode && n.Value == value
}

// plainEnd matches the words of a plain scalar against the text; where the value has white space, the text has white
// space or line breaks.
func plainEnd(text []byte, start int, value string) (int, bool) {
	if last := value[len(value)-1]; last > ' ' && last < utf8.RuneSelf && hasPrefixAt(text, start, value) {
		return start + len(value), true // as nearly all
	}
	pos := start
	for i := 0; i < len(value); {
		if c := value[i]; pos < len(text) && c == text[pos] && !isSpaceAt(text, pos) {
			i, pos = i+1, pos+1
			continue
		}
		words, next := skipSpace([]byte(value), i), skipSpace(text, pos)
		if words == i || next == pos {
			return max(pos, start+len(firstLine(text[min(start, len(text)):]))), false
		}
		i, pos = words, next
	}
	return pos, true
}

// skipSpace passes blanks and line breaks.
func skipSpace(text []byte, pos int) int {
	for pos < len(text) && isSpaceAt(text, pos) {
		pos += max(1, breakLen(text, pos))
	}
	return pos
}

func hasPrefixAt(text []byte, pos int, prefix string) bool {
	return pos+len(prefix) <= len(text) && string(text[pos:pos+len(prefix)]) == prefix
}

// blockEnd finds the end of the block scalar whose indicator is at start: the last line of its content, its line break
// left out. Blank lines at the end count only where a "+" keeps them.
func blockEnd(text []byte, start int, value string) (end int, ok bool) {
	header := firstLine(text[start:])
	indicator, _, _ := strings.Cut(string(header), " ")
	keep := strings.Contains(indicator, "+")
	empty := strings.Trim(value, breaks) == ""
	indent := -1 // of the content: that of the first line with text
	end = start + len(header)
	for pos := nextLine(text, start); pos < len(text); pos = nextLine(text, pos) {
		line := firstLineRaw(text[pos:])
		own := countIndent(line)
		blank := own == len(line)
		if indent < 0 && !blank {
			indent = own - countIndent([]byte(strings.TrimLeft(value, breaks)))
		}
		if !blank && (empty || own < indent || indent < 1) {
			break
		}
		if !blank || keep || own > indent && indent >= 0 {
			end = pos + len(line)
		}
	}
	return end, verifyBlock(text[start:end], indent, indicator, value)
}

// verifyBlock decodes a block scalar as the value of a map whose indentation fits.
func verifyBlock(src []byte, indent int, indicator, value string) bool {
	holder := max(indent-1, 0)
	if i := strings.IndexAny(indicator, "123456789"); i >= 0 {
		holder = max(indent-int(indicator[i]-'0'), 0)
	}
	text := append([]byte(strings.Repeat(" ", holder)+"k: "), src...)
	n, err := readV3(append(text, '\n'))
	if err != nil || n == nil || n.Kind != yaml.MappingNode || len(n.Content) != 2 {
		return false
	}
	if strings.Contains(indicator, "+") {
		return n.Content[1].Value == value
	}
	return strings.TrimRight(n.Content[1].Value, "\n") == strings.TrimRight(value, "\n")
}
