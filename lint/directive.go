package lint

import (
	"bytes"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
)

// DirectivePrefix begins a comment that takes findings away: "# tfk8s:ignore legacy-image the old one is meant". It
// holds for the line it stands on or, where it stands alone, for the next line that is neither blank nor a comment.
const DirectivePrefix = "tfk8s:ignore"

// Directives are the rules under which faulty directives are reported; nil for one that does not run.
type Directives struct {
	NoReason, Unknown, Unused *Rule
}

// A directive is one ignore comment.
type directive struct {
	span   manifest.Span
	rule   string
	reason string
	line   int // the line it holds for
	used   bool
}

// prefixEnd is what is looked for first: texts have fewer "8" than "t", so it is found sooner whether it is there.
var prefixEnd = []byte(DirectivePrefix[len("tfk"):])

func findDirectives(d *manifest.Document) []directive {
	span := d.Span()
	if !bytes.Contains(d.File.Text()[span.Start:span.End], prefixEnd) {
		return nil
	}
	comments, _ := d.Comments()
	var found []directive
	for _, c := range comments {
		body := strings.TrimLeft(string(d.File.Text()[c.Start:c.End]), "# \t")
		rest, ok := strings.CutPrefix(body, DirectivePrefix)
		if !ok || rest != "" && rest[0] != ' ' && rest[0] != '\t' {
			continue
		}
		rest = strings.TrimSpace(rest)
		name := rest
		if i := strings.IndexAny(rest, " \t"); i >= 0 {
			name = rest[:i]
		}
		reason := strings.TrimSpace(rest[len(name):])
		found = append(found, directive{span: c, rule: name, reason: reason, line: coveredLine(d.File, c)})
	}
	return found
}

// coveredLine is the line of a comment, or, where nothing but the comment is on it, the next line with text.
func coveredLine(f *manifest.File, comment manifest.Span) int {
	line := f.Position(comment.Start).Line
	if !onlyComment(f.Line(line)) {
		return line
	}
	last := f.Position(len(f.Text())).Line
	for line < last {
		line++
		text := strings.TrimSpace(f.Line(line))
		if text != "" && text != "---" && !onlyComment(text) {
			return line
		}
	}
	return line
}

func onlyComment(line string) bool { return strings.HasPrefix(strings.TrimSpace(line), "#") }

// ignore takes away the findings that directives name, and adds findings about the directives.
func ignore(cfg *Config, f *manifest.File, found []Diagnostic, directives []directive) []Diagnostic {
	if len(directives) == 0 {
		return found
	}
	kept := found[:0]
	for _, d := range found {
		if !covered(f, d, directives) {
			kept = append(kept, d)
		}
	}
	if cfg.Directives == nil {
		return kept
	}
	for _, dir := range directives {
		kept = append(kept, judge(cfg, f, dir)...)
	}
	return kept
}

// covered reports whether a directive takes a finding away. One without a reason does not.
func covered(f *manifest.File, d Diagnostic, directives []directive) bool {
	line := f.Position(d.Span.Start).Line
	ignored := false
	for i := range directives {
		dir := &directives[i]
		if dir.line == line && dir.reason != "" && (dir.rule == d.Rule.Name || dir.rule == d.Rule.ID) {
			dir.used, ignored = true, true
		}
	}
	return ignored
}

func judge(cfg *Config, f *manifest.File, dir directive) []Diagnostic {
	pass := Pass{file: f}
	report := func(rule *Rule, format string, args ...any) {
		if pass.rule = rule; rule != nil {
			pass.Report(Report{Span: dir.span}, format, args...)
		}
	}
	known, run := cfg.find(dir.rule)
	switch {
	case dir.rule == "":
		report(cfg.Directives.Unknown, "the directive names no rule: write %q", "# "+DirectivePrefix+" rule-name the reason")
	case !known:
		report(cfg.Directives.Unknown, "there is no rule %q: `tfk8s explain` lists them", dir.rule)
	case dir.reason == "":
		report(cfg.Directives.NoReason, "the directive gives no reason, so it ignores nothing: write it behind %q", dir.rule)
	case !dir.used && run:
		report(cfg.Directives.Unused, "%q finds nothing on line %d: delete the directive", dir.rule, dir.line)
	}
	return pass.found
}

// find tells whether a rule of the name exists, and whether it was run.
func (c *Config) find(name string) (known, run bool) {
	is := func(rules []*Rule) bool {
		for _, r := range rules {
			if r.Name == name || r.ID == name {
				return true
			}
		}
		return false
	}
	run = is(c.Rules)
	return run || is(c.Known), run
}
