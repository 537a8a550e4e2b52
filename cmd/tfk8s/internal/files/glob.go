package files

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A Glob matches files, and folders with everything below them. It is written like a line of a .gitignore: without "/" it matches
// any part of a path, otherwise the path relative to the folder of the glob. With "/" at its end it matches only folders. {a,b}
// means a or b.
type Glob struct{ patterns []pattern }

// maxAlternatives is how many alternatives the braces of a glob may have.
const maxAlternatives = 256

// ParseGlob parses a glob. One that begins with the path of the working folder is relative to it.
func ParseGlob(glob string) (Glob, error) {
	var g Glob
	texts, err := ExpandBraces(glob)
	if err != nil {
		return g, fmt.Errorf("%q is not a valid glob: %w", glob, err)
	}
	working, _ := os.Getwd()
	for _, text := range texts {
		text = strings.TrimPrefix(filepath.ToSlash(text), "./")
		if below, ok := within(working, text); ok {
			text = "/" + filepath.ToSlash(below)
		}
		if strings.HasPrefix(text, "!") {
			return g, fmt.Errorf(`%q begins with "!", but globs cannot be negated: write "\!" if the name begins with it`, glob)
		}
		if slices.Contains(strings.Split(text, "/"), "..") {
			return g, fmt.Errorf(`%q contains "..", so it matches nothing: write a path without it`, glob)
		}
		p, ok := parsePattern(text)
		if !ok {
			return g, fmt.Errorf("%q is not a valid glob: write a name, *, or a complete set such as [a-z]", glob)
		}
		g.patterns = append(g.patterns, p)
	}
	return g, nil
}

// Match reports whether the glob matches a path or a folder above it. The path has slashes and is relative to the folder of the
// glob.
func (g Glob) Match(path string, folder bool) bool {
	for i := range path {
		if path[i] == '/' && g.matches(path[:i], true) {
			return true
		}
	}
	return g.matches(path, folder)
}

// matches reports whether the glob matches the path itself.
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
	errMany  = errors.New("its braces have too many alternatives")
)

// ExpandBraces returns the globs that one with {a,b} means.
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
		if len(all) > maxAlternatives {
			return nil, errMany
		}
	}
	return all, nil
}

// indexOutsideSets returns the index of the first of some characters that is neither escaped nor in brackets, or -1.
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
