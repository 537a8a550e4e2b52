package lint

import (
	"fmt"
	"regexp"
	"strings"
	"sync"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/schemas/spelling"
)

// directiveForm matches what is, or may be meant to be, a directive: the tool, a mark, the verb, the names and the reason.
var directiveForm = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?s)^#[# \t]*([A-Za-z0-9]+)([ \t:_./=-]+)([A-Za-z]*(?:[-_][A-Za-z]+)*)([ \t:=]*)([^ \t,]*(?:,[ \t]*[^ \t,]+)*),?(.*)$`)
})

// A parsedComment is a comment that directiveForm matches.
type parsedComment struct {
	span             manifest.Span
	text             string
	head             string // "tfk8s:ignore", as it is written
	isTool, hasColon bool   // it names tfk8s, followed by a colon
	isDirective      bool   // it has the exact form of a directive
	verb             string // "ignore" or "ignore-file"; "" if it is neither
	isVerb           bool   // the verb is written that way
	isSynonym        bool   // the verb is another word for that
	names            []manifest.Span
	reason           string
}

// parseComment parses a comment. ok is false if it does not begin like a directive.
func parseComment(f *manifest.File, span manifest.Span) (r parsedComment, ok bool) {
	r = parsedComment{span: span, text: string(f.Text()[span.Start:span.End])}
	at := directiveForm().FindStringSubmatchIndex(r.text)
	if at == nil || !isNearTool(r.text[at[2]:at[3]]) {
		return r, false
	}
	group := func(i int) string { return r.text[at[2*i]:at[2*i+1]] }
	tool, mark, verb := group(1), group(2), group(3)
	r.head = r.text[at[2]:at[7]]
	r.isTool, r.hasColon = strings.EqualFold(tool, directiveTool), strings.Contains(mark, ":")
	r.readVerb(verb)
	head := tool + mark + verb
	gap := group(4)
	r.isDirective = (head == ignoreDirective || head == ignoreDirective+wholeFile) &&
		(gap == "" && group(5) == "" || strings.Trim(gap, " \t") == "" && gap != "")
	pos := span.Start + at[10]
	for _, word := range strings.Split(group(5), ",") {
		if name := strings.Trim(word, " \t"); name != "" {
			start := pos + strings.Index(word, name)
			r.names = append(r.names, manifest.Span{Start: start, End: start + len(name)})
		}
		pos += len(word) + 1
	}
	r.reason = strings.TrimSpace(group(6))
	return r, true
}

// readVerb interprets the verb.
func (r *parsedComment) readVerb(word string) {
	word = strings.ReplaceAll(strings.ToLower(word), "_", "-")
	ignores := strings.TrimPrefix(ignoreDirective, directiveTool+":")
	switch word {
	case ignores, ignores + wholeFile:
		r.verb, r.isVerb = word, true
	case "disable", "skip", "suppress", "allow", "nolint", "noqa", "off":
		r.verb, r.isSynonym = ignores, true
	default:
		if strings.HasPrefix(word, ignores+"-") && spelling.Distance(word, ignores+wholeFile) > 1 {
			r.verb, r.isSynonym = ignores, true // a fix must not ignore more than the author meant
			return
		}
		r.verb = spelling.Nearest(word, spelling.AllowedTypos(word), func(yield func(string) bool) {
			_ = yield(ignores) && yield(ignores+wholeFile)
		})
	}
}

// isMeant reports whether a comment that is not a directive is meant to be one. Prose may begin with the name of the tool too.
func (r *parsedComment) isMeant(namesRule bool) bool {
	switch {
	case r.isTool && r.hasColon:
		return true
	case r.hasColon:
		return r.verb != ""
	case r.isTool && r.isVerb && strings.HasPrefix(r.head[len(directiveTool):], "-"):
		return true
	}
	return r.verb != "" && namesRule
}

// directive reports what is wrong with a comment, and returns the directive that it is or is meant to be. It returns a directive
// without names if the comment is not meant to be one.
func (r *parsedComment) directive(cfg *Config, pass *Pass, isReported bool) directive {
	dir := directive{span: r.span, file: strings.HasSuffix(r.verb, wholeFile), doc: pass.object}
	var unknown []manifest.Span
	var words []string
	certain := r.verb != "" && !r.isSynonym && len(r.names) > 0 && r.reason != ""
	for _, span := range r.names {
		word := r.text[span.Start-r.span.Start : span.End-r.span.Start]
		rule, _ := cfg.find(word)
		exact := rule != nil
		if !exact {
			unknown = append(unknown, span)
			if rule = cfg.nearest(word); rule != nil {
				word = rule.Name
			}
		}
		words = append(words, word)
		if certain = certain && rule != nil; rule != nil {
			dir.names = append(dir.names, ignoredRule{Rule: rule, span: span, isMisspelled: !exact || !r.isDirective})
		}
	}
	if !r.isDirective && !r.isMeant(len(dir.names) > 0) {
		return directive{}
	}
	if isReported {
		r.report(cfg, pass, unknown, r.fix(pass, certain, words))
	}
	if !r.isDirective && !certain || r.reason == "" {
		return directive{}
	}
	return dir
}

// fix returns the fix of a misspelled directive: the comment as it should be written.
func (r *parsedComment) fix(pass *Pass, certain bool, words []string) *Fix {
	if !certain {
		return nil
	}
	head := directiveTool + ":" + r.verb + " " + strings.Join(words, ",")
	blank := r.text[:strings.Index(r.text, r.head)]
	edit := manifest.Edit{Span: r.span, New: blank + head + " " + r.reason}
	return NewFix(Review, []manifest.Edit{edit}, pass.file.Editable(), fmt.Sprintf("write %q", clip(head)))
}

// report reports what is wrong with a comment.
func (r *parsedComment) report(cfg *Config, pass *Pass, unknown []manifest.Span, fix *Fix) {
	if cfg.Directives == nil {
		return
	}
	if pass.rule = cfg.Directives.Unknown; pass.rule != nil {
		r.reportUnknown(cfg, pass, unknown, fix)
	}
	if pass.rule = cfg.Directives.NoReason; pass.rule != nil && r.isDirective && r.reason == "" && len(r.names) > len(unknown) {
		last := r.names[len(r.names)-1]
		pass.Report(Report{Span: r.span}, "this directive gives no reason").Effect("it ignores nothing").
			Help("write the reason after %q", clip(r.text[last.Start-r.span.Start:last.End-r.span.Start]))
	}
}

func (r *parsedComment) reportUnknown(cfg *Config, pass *Pass, unknown []manifest.Span, fix *Fix) {
	if !r.isDirective {
		f := pass.Report(Report{Span: r.span, Fix: fix}, "%q is not a directive", clip(r.head)).Effect("it ignores nothing")
		switch {
		case fix != nil:
		case r.verb != "":
			f.Help("did you mean %q?", directiveTool+":"+r.verb)
		default:
			f.Help("write %q or %q", ignoreDirective, ignoreDirective+wholeFile)
		}
		return
	}
	if len(r.names) == 0 {
		pass.Report(Report{Span: r.span}, "this directive names no rule").Effect("it ignores nothing").
			Help("write %q", "# "+directiveTool+":"+r.verb+" rule-name the reason")
	}
	for _, span := range unknown {
		reportName(cfg, pass, span, r.text[span.Start-r.span.Start:span.End-r.span.Start], fix)
	}
}

// reportName reports a word that names no rule.
func reportName(cfg *Config, pass *Pass, span manifest.Span, word string, fix *Fix) {
	near := cfg.nearest(word)
	switch {
	case cfg.isPattern(word):
		pass.Report(Report{Span: span}, "%q is a pattern, not the name of a rule", clip(word)).
			Help("name each rule; `tfk8s explain '%s'` lists them", clip(word))
	case near == nil:
		pass.Report(Report{Span: span}, "there is no rule %q", clip(word)).Help("see `tfk8s explain` for the names of the rules")
	default:
		f := pass.Report(Report{Span: span, Fix: fix}, "there is no rule %q", clip(word))
		if fix == nil {
			f.Help("did you mean %q?", near.Name)
		}
	}
}

// clip shortens the text of a comment for a message.
func clip(text string) string {
	const maxRunes = 60
	if runes := []rune(text); len(runes) > maxRunes {
		return string(runes[:maxRunes]) + "…"
	}
	return text
}
