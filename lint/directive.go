package lint

import (
	"bytes"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/schemas/spelling"
)

// A directive is a comment that ignores findings: "# tfk8s:ignore legacy-image,tag-not-latest the reason". It applies to its
// own line or, on a line without anything else, to the next line that is neither blank nor a comment. The directive
// "# tfk8s:ignore-file legacy-image the reason" applies to the whole file, anywhere in it.
const (
	directiveTool   = "tfk8s"
	ignoreDirective = directiveTool + ":ignore"
	wholeFile       = "-file"
)

// Directives are the rules that report faulty directives. A rule that does not run is nil.
type Directives struct {
	NoReason, Unknown, Unused *Rule
}

// A directive is one ignore comment that names rules and gives a reason.
type directive struct {
	span  manifest.Span // the comment
	file  bool          // it applies to the whole file
	names []ignoredRule
	doc   *manifest.ID // of the document that it is in
}

// An ignoredRule is a rule that a directive names.
type ignoredRule struct {
	*Rule
	span manifest.Span // of the name
	// A misspelled directive ignores nothing, but convert must not fix what it is meant to ignore.
	isMisspelled bool
}

// findDirectives returns the directives of a document, and reports comments that are meant to be one but are not. It says
// nothing about directives of other programs.
func findDirectives(cfg *Config, d *documentPass) (found []directive) {
	span := d.Span()
	if d.File.JSON() || !mayHoldDirectives(d.File.Text()[span.Start:span.End]) {
		return nil
	}
	comments, _ := d.Comments()
	if d.Err() != nil {
		comments = d.LikelyComments()
	}
	isReported := d.content.Kind == Manifest || !d.Root().Exists() && d.Err() == nil // the last: a document of comments
	for _, c := range comments {
		if r, ok := parseComment(d.File, c); ok {
			if dir := r.directive(cfg, &d.pass, isReported); len(dir.names) > 0 {
				found = append(found, dir)
			}
		}
	}
	return found
}

// HasDirectives reports whether a comment of a file may be a directive, or is meant to be one.
func HasDirectives(f *manifest.File) bool { return !f.JSON() && mayHoldDirectives(f.Text()) }

func mayHoldDirectives(text []byte) bool {
	for {
		at := bytes.IndexByte(text, '#')
		if at < 0 {
			return false
		}
		text = bytes.TrimLeft(text[at:], "# \t")
		if isNearTool(text[:wordLen(text[:min(len(text), maxToolLen+1)])]) {
			return true
		}
	}
}

// The bounds for the length of a word that may be a misspelled "tfk8s". They exclude "k8s".
const (
	minToolLen = len(directiveTool) - 1
	maxToolLen = len(directiveTool) + 2
)

func isNearTool[T []byte | string](word T) bool {
	const maxTypos = 2
	if len(word) < minToolLen || len(word) > maxToolLen {
		return false
	}
	shared := 0 // each typo spoils one letter of the tool at most
	for i := range len(word) {
		if strings.IndexByte(directiveTool, word[i]|0x20) >= 0 {
			shared++
		}
	}
	return shared >= len(directiveTool)-maxTypos && spelling.Distance(strings.ToLower(string(word)), directiveTool) <= maxTypos
}

// wordLen returns the number of letters and digits that a text begins with.
func wordLen[T []byte | string](text T) int {
	for i := range len(text) {
		if c := text[i] | 0x20; (c < 'a' || c > 'z') && (text[i] < '0' || text[i] > '9') {
			return i
		}
	}
	return len(text)
}

// find returns the rule with a name or id, if a directive may name it, and whether it runs.
func (c *Config) find(name string) (rule *Rule, runs bool) {
	is := func(r *Rule) bool { return r.Is(name) }
	if i := slices.IndexFunc(c.Rules, is); i >= 0 {
		return c.Rules[i], true
	}
	if i := slices.IndexFunc(c.Known, is); i >= 0 {
		return c.Known[i], false
	}
	return nil, false
}

// isPattern reports whether a word names several rules, as flags accept it and directives do not: "legacy-*", "TFK2".
func (c *Config) isPattern(word string) bool {
	begins := func(r *Rule) bool { return len(word) < len(r.ID) && strings.HasPrefix(r.ID, strings.ToUpper(word)) }
	return strings.ContainsAny(word, "*?") || digits(word) != "" && (slices.ContainsFunc(c.Rules, begins) || slices.ContainsFunc(c.Known, begins))
}

// nearest returns the rule whose name or id is nearest to a word, nil if none is near.
func (c *Config) nearest(word string) *Rule {
	near := spelling.Nearest(word, spelling.AllowedTypos(word), func(yield func(string) bool) {
		for _, r := range slices.Concat(c.Rules, c.Known) {
			for _, name := range []string{r.Name, r.ID} {
				if digits(name) == digits(word) && !yield(name) {
					return
				}
			}
		}
	})
	rule, _ := c.find(near)
	return rule
}

// digits returns the digits of a name. The ids of rules differ only in their digits.
func digits(name string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, name)
}
