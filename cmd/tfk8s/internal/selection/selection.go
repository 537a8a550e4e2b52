// Package selection finds the rules that a user names: by name, id, prefix of ids or glob.
package selection

import (
	"fmt"
	"path"
	"strings"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/files"
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/schemas"
	"github.com/toolforge/tfk8s/schemas/spelling"
)

// Select returns the rules that match a pattern in only, or all if only is empty, without those that match a pattern in skip. A
// pattern that matches no rule is an error.
func Select(all []*lint.Rule, only, skip []string) ([]*lint.Rule, error) {
	chosen, err := matchAny(all, only)
	if err != nil {
		return nil, err
	}
	skipped, err := matchAny(all, skip)
	if err != nil {
		return nil, err
	}
	var selected []*lint.Rule
	for _, r := range all {
		if (len(only) == 0 || chosen[r]) && !skipped[r] {
			selected = append(selected, r)
		}
	}
	return selected, nil
}

func matchAny(all []*lint.Rule, patterns []string) (map[*lint.Rule]bool, error) {
	matched := map[*lint.Rule]bool{}
	for _, pattern := range patterns {
		some, err := Match(all, pattern)
		if err != nil {
			return nil, err
		}
		for _, r := range some {
			matched[r] = true
		}
	}
	return matched, nil
}

// Match returns the rules that match a pattern. {a,b} means two patterns, and each of them must match a rule.
func Match(all []*lint.Rule, pattern string) (matched []*lint.Rule, err error) {
	texts, err := files.ExpandBraces(strings.TrimSpace(pattern))
	if err != nil {
		return nil, fmt.Errorf("%q is not a valid pattern: %w", pattern, err)
	}
	for _, text := range texts {
		some, err := matchPlain(all, text)
		if err != nil {
			return nil, err
		}
		matched = append(matched, some...)
	}
	return matched, nil
}

// matchPlain returns the rules that match a pattern without braces: a name, an id, a prefix of ids ("TFK2"), or a glob of names or
// ids ("ingress-*") for path.Match.
func matchPlain(all []*lint.Rule, pattern string) (matched []*lint.Rule, err error) {
	id := strings.ToUpper(pattern)
	if _, err := path.Match(pattern, ""); err != nil {
		return nil, fmt.Errorf("%q is not a valid pattern: close every [ with a ]", pattern)
	}
	for _, r := range all {
		byName, _ := path.Match(pattern, r.Name)
		byID, _ := path.Match(id, r.ID)
		if byName || byID || strings.HasPrefix(id, idPrefix) && strings.HasPrefix(r.ID, id) {
			matched = append(matched, r)
		}
	}
	if len(matched) == 0 {
		return nil, NoRule(all, pattern)
	}
	return matched, nil
}

// idPrefix is the prefix of all ids.
const idPrefix = "TFK"

// Find returns the rule with a name or id, nil if there is none.
func Find(all []*lint.Rule, name string) *lint.Rule {
	for _, r := range all {
		if r.Is(name) {
			return r
		}
	}
	return nil
}

// Near returns the rule that a misspelled name or id probably means, nil if none or several are near.
func Near(all []*lint.Rule, name string) *lint.Rule { return Find(all, nearRule(all, name)) }

// NoRule returns the error that a name or pattern matches no rule, with the nearest one.
func NoRule(all []*lint.Rule, pattern string) error {
	if near := nearRule(all, pattern); near != "" {
		return fmt.Errorf("there is no rule %q: did you mean %q?", pattern, near)
	}
	return fmt.Errorf("there is no rule %q: `tfk8s explain` lists them", pattern)
}

// nearRule returns the name, id or pattern that is nearest to another one, "" if none is near.
func nearRule(all []*lint.Rule, pattern string) string {
	isGlob := strings.ContainsAny(pattern, `*?[\`)
	return spelling.Meant(pattern, func(yield func(string) bool) {
		for _, r := range all {
			names := []string{r.Name, r.ID, r.ID[:len(idPrefix)+1]}
			if isGlob {
				names = groups(r.Name)
			}
			for _, name := range names {
				if schemas.Digits(name) == schemas.Digits(pattern) && !yield(name) {
					return
				}
			}
		}
	})
}

// groups returns the globs for names that begin like this one, such as "ingress-*" for ingress-host.
func groups(name string) (globs []string) {
	for i, c := range name {
		if c == '-' {
			globs = append(globs, name[:i+1]+"*")
		}
	}
	return globs
}
