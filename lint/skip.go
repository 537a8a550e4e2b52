package lint

import (
	"slices"

	"github.com/toolforge/tfk8s/lint/manifest"
)

// skips are the rules whose findings in a file are left out.
func (c *Config) skips(f *manifest.File) []*Rule {
	if c.Skips == nil {
		return nil
	}
	return c.Skips(f)
}

// without is the configuration by which the directives of a file are judged: there some rules do not run.
func (c *Config) without(skipped []*Rule) *Config {
	own := *c
	own.Known = slices.Concat(c.Known, c.Rules)
	own.Rules = slices.DeleteFunc(slices.Clone(c.Rules), func(r *Rule) bool { return slices.Contains(skipped, r) })
	if c.Directives != nil {
		kept := func(r *Rule) *Rule {
			if slices.Contains(skipped, r) {
				return nil
			}
			return r
		}
		own.Directives = &Directives{NoReason: kept(c.Directives.NoReason), Unknown: kept(c.Directives.Unknown), Unused: kept(c.Directives.Unused)}
	}
	return &own
}
