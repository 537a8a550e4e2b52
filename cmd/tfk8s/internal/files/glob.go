package files

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A Glob names files, and folders with all that lies below them. It is written as a line of a .gitignore: without "/" it
// is matched with each part of a path, otherwise with the path from the folder that it is relative to; "/" at the end
// means folders only. {a,b} stands for a or b.
type Glob struct{ patterns []pattern }

// mostAlternatives bounds what braces may multiply to.
const mostAlternatives = 256

// ParseGlob reads a glob. One that begins with the path of the working folder is understood as relative to it.
func ParseGlob(glob string) (Glob, error) {
	var g Glob
	texts, err := ExpandBraces(glob)
	if err != nil {
		return g, fmt.Errorf("%q: %w", glob, err)
	}
	working, _ := os.Getwd()
	for _, text := range texts {
		text = strings.TrimPrefix(filepath.ToSlash(text), "./")
		if below, ok := within(working, text); ok {
			text = "/" + filepath.ToSlash(below)
		}
		if strings.HasPrefix(text, "!") {
			return g, fmt.Errorf(`%q: a glob cannot begin with "!", escape it as "\!" if the name does`, glob)
		}
		if slices.Contains(strings.Split(text, "/"), "..") {
			return g, fmt.Errorf(`%q: no path has ".." where globs are compared: leave it out`, glob)
		}
		p, ok := parsePattern(text)
		if !ok {
			return g, fmt.Errorf("%q matches nothing: a name, * or a set such as [a-z] is missing or not complete", glob)
		}
		g.patterns = append(g.patterns, p)
	}
	return g, nil
}

// Match reports whether the glob matches a path, written with slashes and relative to the folder that the glob is
// relative to, or a folder above it.
func (g Glob) Match(path string, folder bool) bool {
	for i := range path {
		if path[i] == '/' && g.matches(path[:i], true) {
			return true
		}
	}
	return g.matches(path, folder)
}

// matches looks at the path alone.
func (g Glob) matches(path string, folder bool) bool {
	base := path[strings.LastIndexByte(path, '/')+1:]
	for i := range g.patterns {
		if g.patterns[i].matches(path, base, folder) {
			return true
		}
	}
	return false
}

var (
	errBrace = errors.New("a { is not closed")
	errMany  = errors.New("the braces stand for too many alternatives")
)

// ExpandBraces returns the globs that one with {a,b} stands for.
func ExpandBraces(glob string) ([]string, error) {
	open := indexOutsideSets(glob, "{")
	if open < 0 {
		return []string{glob}, nil
	}
	var heads []string
	depth, start := 1, open+1
	for i := open + 1; depth > 0; i++ {
		n := indexOutsideSets(glob[i:], "{,}")
		if n < 0 {
			return nil, errBrace
		}
		i += n
		switch c := glob[i]; {
		case c == '{':
			depth++
		case c == ',' && depth == 1:
			heads = append(heads, glob[start:i])
			start = i + 1
		case c == '}':
			if depth--; depth == 0 {
				heads = append(heads, glob[start:i])
				start = i + 1
			}
		}
	}
	var all []string
	for _, head := range heads {
		texts, err := ExpandBraces(head + glob[start:])
		if err != nil {
			return nil, err
		}
		for _, text := range texts {
			all = append(all, glob[:open]+text)
		}
		if len(all) > mostAlternatives {
			return nil, errMany
		}
	}
	return all, nil
}

// indexOutsideSets finds one of some characters that is neither escaped nor in brackets.
func indexOutsideSets(glob, chars string) int {
	for i := 0; i < len(glob); i++ {
		switch {
		case glob[i] == '\\':
			i++
		case glob[i] == '[':
			if _, end := parseSet(glob, i+1); end < len(glob) && glob[end] == ']' {
				i = end
			}
		case strings.IndexByte(chars, glob[i]) >= 0:
			return i
		}
	}
	return -1
}
