package main

import "github.com/toolforge/tfk8s/lint"

// matchRules returns the rules that a pattern means: a name or an id.
func matchRules(all []*lint.Rule, pattern string) (matched []*lint.Rule, err error) {
	for _, r := range all {
		if names([]string{pattern}, r) {
			matched = append(matched, r)
		}
	}
	if len(matched) == 0 {
		return nil, noRule(pattern)
	}
	return matched, nil
}
