package lint

import (
	"slices"

	"github.com/toolforge/tfk8s/lint/manifest"
)

// A Config says what to run.
type Config struct {
	Rules []*Rule
	// Known holds every rule that a directive may name, including those that do not run. If it is nil, Rules is used.
	Known []*Rule
	// Prepare computes, once for each object, what Object rules share: Pass.Prepared. It may be nil.
	Prepare func(*manifest.Object) any
	// Shared is what Document rules share: Pass.Shared.
	Shared any
	// Classifier says what the documents of manifests hold. If it is nil, they hold Kubernetes objects.
	Classifier Classifier
	// Foreign recognizes, by their names, the files that hold something other than Kubernetes objects. It computes what the
	// Foreign rules share, Pass.Prepared, and returns nil for a manifest. It may be nil.
	Foreign func(*manifest.File) any
	// Implied returns a manifest with the objects that another program creates because of a document of a foreign file. It gets
	// what Foreign returned for the file. Set rules see these objects beside those of the manifests, and what they find there is
	// reported about the document. It may be nil, and may return nil.
	Implied func(prepared any, d *manifest.Document) *manifest.File
	// Skips returns the rules whose findings in a file are left out. It gets the files of Merge, and parts of them; it is
	// called several times for a file, from several goroutines. It may be nil.
	Skips func(*manifest.File) []*Rule
	// Directives are the rules about ignore directives. If it is nil, there are no such findings.
	Directives *Directives
	// Done gets every document when the rules have seen it, with what they found there, in order, before directives are
	// applied. It is called from several goroutines. If it is nil, the parsed form of the document is released.
	Done func(d *manifest.Document, found []Diagnostic)
	// Covers reports whether the first of two findings at the same place makes the second superfluous, so that the second is left
	// out. It may be nil.
	Covers func(first, second *Diagnostic) bool
	// TitlesOnly drops the edits of fixes, which few reports show, because a large file may have thousands of findings.
	TitlesOnly bool
}

// gatherings returns the gatherings of the rules, each once.
func (c *Config) gatherings() []gathering {
	var all []gathering
	for _, rule := range c.Rules {
		if rule.Set != nil && !slices.Contains(all, rule.Set.gathering) {
			all = append(all, rule.Set.gathering)
		}
	}
	return all
}

// skips returns the rules whose findings in a file are left out.
func (c *Config) skips(f *manifest.File) []*Rule {
	if c.Skips == nil {
		return nil
	}
	return c.Skips(f)
}

// without returns the configuration for the directives of a file in which some rules do not run.
func (c *Config) without(skipped []*Rule) *Config {
	own := *c
	own.Known = slices.Concat(c.Known, c.Rules)
	own.Rules = slices.DeleteFunc(slices.Clone(c.Rules), func(r *Rule) bool { return slices.Contains(skipped, r) })
	if c.Directives != nil {
		unlessSkipped := func(r *Rule) *Rule {
			if slices.Contains(skipped, r) {
				return nil
			}
			return r
		}
		own.Directives = &Directives{
			NoReason: unlessSkipped(c.Directives.NoReason), Unknown: unlessSkipped(c.Directives.Unknown), Unused: unlessSkipped(c.Directives.Unused),
		}
	}
	return &own
}
