package lint

import "github.com/toolforge/tfk8s/lint/manifest"

// PassedFor counts the bytes between the directives of a file and what they apply to.
func PassedFor(cfg *Config, f *manifest.File) (passed int) {
	result := File(cfg, f)
	all := result.directives()
	newIgnoreFilter(cfg, f, all, func(comment manifest.Span) int {
		about := f.About(comment)
		passed += max(0, about-comment.End)
		return about
	})
	return passed
}
