package main

import "strings"

// patterns is the value of a flag that is a list of patterns for rules: repeatable, or comma-separated. A comma within
// braces is part of a pattern.
type patterns struct {
	list  *[]string
	isSet bool // the next one is added
}

func (p *patterns) Set(text string) error {
	if !p.isSet {
		*p.list, p.isSet = nil, true
	}
	*p.list = append(*p.list, splitPatterns(text)...)
	return nil
}

func (p *patterns) Type() string   { return "patterns" }
func (p *patterns) String() string { return strings.Join(*p.list, ",") }

// Append, Replace and GetSlice make it a pflag.SliceValue.
func (p *patterns) Append(text string) error {
	*p.list = append(*p.list, text)
	return nil
}

func (p *patterns) Replace(list []string) error {
	*p.list = list
	return nil
}

func (p *patterns) GetSlice() []string { return *p.list }

// splitPatterns splits at commas outside of braces. An empty text is no pattern.
func splitPatterns(text string) (list []string) {
	if text == "" {
		return nil
	}
	depth, start := 0, 0
	for i := range len(text) {
		switch text[i] {
		case '{':
			depth++
		case '}':
			depth = max(0, depth-1)
		case ',':
			if depth == 0 {
				list = append(list, text[start:i])
				start = i + 1
			}
		}
	}
	return append(list, text[start:])
}
