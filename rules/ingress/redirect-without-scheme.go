package ingress

import (
	_ "embed"
	"regexp"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

//go:embed redirect-without-scheme.md
var redirectWithoutSchemeDoc string

var redirectWithoutScheme = &lint.Rule{
	ID: "TFK714", Name: "redirect-without-scheme",
	Stage: lint.Runs, Severity: lint.Warning, Fix: lint.Review,
	Effect: "the controller ignores it, so requests are not redirected",
	Doc:    redirectWithoutSchemeDoc,
	Object: checkRedirectWithoutScheme,
}

func checkRedirectWithoutScheme(p *lint.Pass, o *manifest.Object) {
	s := workload.Of(p)
	if s.Kind != "Ingress" {
		return
	}
	annotations := o.Root.At("metadata", "annotations")
	for _, key := range s.Policy.Ingress.RedirectAnnotations {
		n := annotations.Field(key)
		text, ok := n.Str()
		if !ok || text == "" || isRedirectURL(text) && hasHost(text) {
			continue
		}
		var fix *lint.Fix
		if whole := withScheme(text); whole != "" {
			edits, ok := n.SetText(whole)
			fix = lint.NewFix(lint.Review, edits, ok, "use "+whole)
		}
		message := "the redirect to %q is not an http or https URL"
		if bareHost().MatchString(text) || text[0] == '/' {
			message = "the redirect to %q has no scheme"
		}
		found := p.At(n, fix, message, words.Clip(text, 60))
		found.HelpUnlessFixed("write the whole URL, such as https://%s/", schemas.Expand(s.Policy.Ingress.Host, "other"))
		if isRedirectURL(text) {
			found.Effect("browsers cannot follow it")
		}
	}
}

// hasHost reports whether two slashes and a host follow the scheme.
func hasHost(text string) bool {
	_, _, ok := splitURL(text)
	return ok
}

var (
	bareHost   = words.Pattern(`^(?://)?([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}(?:[/?#:$].*)?)$`)
	badSlashes = words.Pattern(`^(?i)https?:?/{0,3}([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}(?:[/?#:$].*)?)$`)
)

// withScheme returns the URL that was meant, "" where that is not certain.
func withScheme(text string) string {
	for _, form := range [...]*regexp.Regexp{badSlashes(), bareHost()} {
		if m := form.FindStringSubmatch(strings.TrimSpace(text)); m != nil && isRedirectURL("https://"+m[1]) && hasHost("https://"+m[1]) {
			return "https://" + m[1]
		}
	}
	return ""
}
