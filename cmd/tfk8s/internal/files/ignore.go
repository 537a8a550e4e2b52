package files

import (
	"bytes"
	"strings"
)

// A pattern is one line of a .gitignore.
type pattern struct {
	negated    bool // begins with "!"
	folderOnly bool // ends with "/"
	anywhere   bool // has no other "/": it is matched with the base name
	wildcard
}

// parsePattern reads one line, without its line end. It reports false where the line matches nothing.
func parsePattern(line string) (p pattern, ok bool) {
	line, _, _ = strings.Cut(line, "\x00") // where git stops reading it
	line = trimSpaces(line)
	line, p.negated = strings.CutPrefix(line, "!")
	line, p.folderOnly = strings.CutSuffix(line, "/")
	p.anywhere = !strings.Contains(line, "/")
	line = strings.TrimPrefix(line, "/")
	if line == "" {
		return p, false
	}
	p.wildcard, ok = compile(line)
	return p, ok
}

// trimSpaces cuts the spaces at the end off, those after a backslash excepted.
func trimSpaces(line string) string {
	trimmed := strings.TrimRight(line, " ")
	backslashes := len(trimmed) - len(strings.TrimRight(trimmed, `\`))
	if backslashes%2 == 1 && len(trimmed) < len(line) {
		trimmed += " "
	}
	return trimmed
}

// matches reports whether the pattern matches a path, given with its last part and relative to the pattern's folder.
func (p *pattern) matches(path, base string, folder bool) bool {
	switch {
	case p.folderOnly && !folder:
		return false
	case p.anywhere:
		return p.match(base)
	}
	return p.match(path)
}

// A ruleSet is the patterns of one file, below those that hold only where it says nothing.
type ruleSet struct {
	below    *ruleSet
	base     int // length of the path of the folder that the patterns are relative to, with its slash
	patterns []pattern
}

// add puts the patterns of a file above a set. Paths are relative to the root of the repository; base is that of the
// file's folder, "" or with a slash at its end.
func (s *ruleSet) add(base string, src []byte) *ruleSet {
	src = bytes.TrimPrefix(src, []byte("\ufeff"))
	next := &ruleSet{below: s, base: len(base)}
	for line := range strings.Lines(string(src)) {
		line = strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r")
		if strings.HasPrefix(line, "#") {
			continue
		}
		if p, ok := parsePattern(line); ok {
			next.patterns = append(next.patterns, p)
		}
	}
	if next.patterns == nil {
		return s
	}
	return next
}

// ignores reports whether git ignores a path if it does not track it, and does not ignore the path's folder.
func (s *ruleSet) ignores(path string, folder bool) bool {
	base := path[strings.LastIndexByte(path, '/')+1:]
	for ; s != nil; s = s.below {
		for i := len(s.patterns) - 1; i >= 0; i-- { // the last one decides
			if p := &s.patterns[i]; p.matches(path[s.base:], base, folder) {
				return !p.negated
			}
		}
	}
	return false
}
