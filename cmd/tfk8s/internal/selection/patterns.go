package selection

import "strings"

// Patterns is the value of a flag with a list of patterns for rules, repeatable and comma-separated. A comma within braces is
// part of a pattern.
type Patterns struct {
	list  *[]string
	isSet bool // the flag was given, so that the next value is added
}

// NewPatterns returns the value of a flag that sets a list.
func NewPatterns(list *[]string) *Patterns { return &Patterns{list: list} }

func (p *Patterns) Set(text string) error {
	if !p.isSet {
		*p.list, p.isSet = nil, true
	}
	*p.list = append(*p.list, splitPatterns(text)...)
	return nil
}

func (p *Patterns) Type() string   { return "patterns" }
func (p *Patterns) String() string { return strings.Join(*p.list, ",") }

// Append, Replace and GetSlice make it a pflag.SliceValue.
func (p *Patterns) Append(text string) error {
	*p.list = append(*p.list, text)
	return nil
}

func (p *Patterns) Replace(list []string) error {
	*p.list = list
	return nil
}

func (p *Patterns) GetSlice() []string { return *p.list }

// splitPatterns splits a text at the commas outside of braces. It returns nothing for an empty text.
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
