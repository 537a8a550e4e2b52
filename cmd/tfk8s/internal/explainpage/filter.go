package explainpage

import (
	"fmt"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/selection"
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/rules"
)

// A Filter chooses rules by what they have in common.
type Filter struct{ Stages, Severities []string }

// IsSet reports whether the filter leaves anything out.
func (f *Filter) IsSet() bool { return len(f.Stages)+len(f.Severities) > 0 }

// Apply returns the rules that the filter leaves.
func (f *Filter) Apply(all []*lint.Rule) ([]*lint.Rule, error) {
	left := slices.Clone(all)
	for _, by := range []struct {
		flag  string
		words []string
		of    func(*lint.Rule) string
	}{
		{"--stage", f.Stages, func(r *lint.Rule) string { return r.Stage.String() }},
		{"--severity", f.Severities, func(r *lint.Rule) string { return r.Severity.String() }},
	} {
		for _, word := range by.words {
			if !slices.ContainsFunc(all, func(r *lint.Rule) bool { return by.of(r) == word }) {
				return nil, fmt.Errorf("%s %q is not known: `tfk8s explain --help` lists them", by.flag, word)
			}
		}
		if len(by.words) > 0 {
			left = slices.DeleteFunc(left, func(r *lint.Rule) bool { return !slices.Contains(by.words, by.of(r)) })
		}
	}
	return left, nil
}

// Find prints the rules of a filtered list that patterns match or that have all the words.
func (f *Filter) Find(p *Page, list []*lint.Rule, args []string) error {
	matched, err := selection.Select(rules.All, args, nil)
	if err != nil {
		if p.Search(list, args, false) {
			return nil
		}
		return err
	}
	matched = slices.DeleteFunc(matched, func(r *lint.Rule) bool { return !slices.Contains(list, r) })
	if len(matched) == 0 {
		return fmt.Errorf("no rule matches both %s and the flags", strings.Join(args, " "))
	}
	p.List(matched)
	return nil
}
