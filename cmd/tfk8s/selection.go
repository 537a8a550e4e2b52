package main

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/selection"
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/workload"
)

// selectRules returns the rules to run, among those that apply to the chosen cluster.
func (o *commonFlags) selectRules(s *workload.Settings) ([]*lint.Rule, error) {
	for _, pattern := range o.only {
		if found, err := selection.Match(rules.All, pattern); err != nil {
			return nil, err
		} else if !slices.ContainsFunc(found, func(r *lint.Rule) bool { return rules.Applies(s, r) }) {
			return nil, fmt.Errorf("the rule %q does not apply to the %s cluster: leave it out or change --to", pattern, cmp.Or(o.to, "current"))
		}
	}
	chosen, err := selection.Select(rules.All, o.only, o.skip)
	if err != nil {
		return nil, err
	}
	selected := slices.DeleteFunc(chosen, func(r *lint.Rule) bool { return !rules.Applies(s, r) })
	if len(selected) == 0 {
		return nil, fmt.Errorf("%s leaves no rule to run: skip fewer rules", o.origin("skip"))
	}
	return selected, nil
}

// along returns the rules whose fixes may come along with those of --rule, which are the rules that run without that flag. It returns
// nil if the flag is not given.
func (o *commonFlags) along(s *workload.Settings, cfg *lint.Config) (*lint.Config, error) {
	if !o.set.Changed("rule") {
		return nil, nil
	}
	without := *o
	without.only = nil
	if o.found != nil {
		if from := o.found.Setting("skip"); from != nil {
			without.skip = slices.Concat(o.skip, from.Strings())
		}
		if from := o.found.Setting("rules"); from != nil {
			var err error
			if without.only, err = o.applying(from.Strings()); err != nil {
				return nil, err
			}
		}
	}
	others, err := without.selectRules(s)
	if err != nil {
		return nil, err
	}
	isFurther := func(r *lint.Rule) bool { return slices.Contains(cfg.Rules, r) || slices.Contains(others, r) }
	return rules.Config(s, slices.DeleteFunc(slices.Clone(rules.All), func(r *lint.Rule) bool { return !isFurther(r) })), nil
}
