package files

import (
	"bytes"
	"strings"
)

// A pattern is one line of a .gitignore.
type pattern struct {
	negated    bool // begins with "!"
	folderOnly bool // ends with "/"
	anywhere   bool // has no other "/", so that it matches base names
	wildcard
}

// parsePattern parses a line without its line end. ok is false if the line matches nothing.
func parsePattern(line string) (p pattern, ok bool) {
	line, _, _ = strings.Cut(line, "\x00") // git reads no further
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

// trimSpaces removes the spaces at the end, except one after a backslash.
func trimSpaces(line string) string {
	trimmed := strings.TrimRight(line, " ")
	backslashes := len(trimmed) - len(strings.TrimRight(trimmed, `\`))
	if backslashes%2 == 1 && len(trimmed) < len(line) {
		trimmed += " "
	}
	return trimmed
}

// matches reports whether the pattern matches a path, which is relative to the pattern's folder. base is its last part.
func (p *pattern) matches(path, base string, folder bool) bool {
	switch {
	case p.folderOnly && !folder:
		return false
	case p.anywhere:
		return p.match(base)
	}
	return p.match(path)
}

// A ruleSet has the patterns of one file, and the next rule set, which applies if no pattern matches.
type ruleSet struct {
	next     *ruleSet
	base     int // the length of the path of the patterns' folder, with its slash
	patterns []pattern
}

// add returns a set with the patterns of a file before those of s. base is the path of the file's folder relative to the root of
// the repository, "" or with a slash at its end.
func (s *ruleSet) add(base string, src []byte) *ruleSet {
	src = bytes.TrimPrefix(src, []byte("\ufeff"))
	added := &ruleSet{next: s, base: len(base)}
	for line := range strings.Lines(string(src)) {
		line = strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r")
		if strings.HasPrefix(line, "#") {
			continue
		}
		if p, ok := parsePattern(line); ok {
			added.patterns = append(added.patterns, p)
		}
	}
	if added.patterns == nil {
		return s
	}
	return added
}

// ignores reports whether the patterns ignore a path. They must not ignore its folder.
func (s *ruleSet) ignores(path string, folder bool) bool {
	base := path[strings.LastIndexByte(path, '/')+1:]
	for ; s != nil; s = s.next {
		for i := len(s.patterns) - 1; i >= 0; i-- { // the last match counts
			if p := &s.patterns[i]; p.matches(path[s.base:], base, folder) {
				return !p.negated
			}
		}
	}
	return false
}
