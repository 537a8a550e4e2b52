package tool

import (
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/rules/internal/words"
)

// shortHostIn finds the name of a Service and a namespace, as in redis.mytool, where it can only be a host: files and modules
// are named alike. "" where a text has none. name is that of the variable, key or flag whose value the text is.
func shortHostIn(text, name, namespace string) string {
	suffix := "." + namespace
	for start, end, ok := nextName(text, suffix, 0); ok && !isTopLevelDomain(namespace); start, end, ok = nextName(text, suffix, end) {
		if endsHost(text[end:]) && isPlaceOfHost(text[:start], text[end:], name) {
			return text[start:end]
		}
	}
	return ""
}

// endsHost reports whether a host has ended where a text begins.
func endsHost(text string) bool {
	switch {
	case text == "":
		return true
	case text[0] == '.':
		return len(text) == 1 || !isHostLetter(text[1])
	}
	return text[0] != '_' && !isHostLetter(text[0])
}

var (
	portBehind = words.Pattern(`^:[0-9]{2,5}(?:$|[^\w.:-])`)
	nameOfHost = words.Pattern(`(?i)(?:hosts?|hostname|ur[il]|addr(?:ess)?|servers?|endpoint)$`)
	hostBefore = words.Pattern(`(?i)(?:(?:hosts?|hostname|ur[il]|addr(?:ess)?|servers?|endpoint)["']?[ \t]*[:=]|--[\w-]*(?:host|hostname|ur[il]|addr(?:ess)?|server|endpoint)[ \t])[ \t]*["']?$`)
)

// isPlaceOfHost reports whether only a host can be between two texts: in a URL, before a port, or as the value of what is
// called a host.
func isPlaceOfHost(before, behind, name string) bool {
	before = before[max(0, len(before)-longestFlag):]
	switch at := len(before) - 1; {
	case strings.HasSuffix(before, "://"), at > 0 && before[at] == '@' && before[at-1] > ' ':
		return true
	case at >= 0 && strings.IndexByte("./_~$*%+@", before[at]) >= 0:
		return false
	case portBehind().MatchString(behind):
		return true
	case strings.HasPrefix(behind, ":"): // as in the module of a Python program and what it exports
		return false
	case hostBefore().MatchString(before):
		return true
	}
	return nameOfHost().MatchString(name) && (strings.TrimSpace(before) == "" || strings.HasSuffix(strings.TrimSpace(before), ","))
}

// longestFlag is how far before a host the flag is looked for whose value it is.
const longestFlag = 100

// topLevelDomains are names of three letters and more that a tool may have too: example.wiki is a host of the internet then.
// The source is https://data.iana.org/TLD/tlds-alpha-by-domain.txt, and these are the usual ones.
var topLevelDomains = []string{
	"academy", "app", "art", "arpa", "biz", "blog", "cat", "cloud", "com", "community", "dev", "digital", "edu", "email",
	"foundation", "global", "gov", "group", "help", "host", "info", "int", "international", "link", "live", "media", "mil",
	"mobi", "museum", "name", "net", "network", "news", "one", "online", "org", "page", "pro", "site", "space", "store",
	"studio", "support", "tech", "tel", "today", "tools", "top", "travel", "website", "wiki", "work", "works", "world", "xyz", "zone",
}

// isTopLevelDomain reports whether a namespace is called like a domain of the internet; all countries have two letters.
func isTopLevelDomain(namespace string) bool {
	return len(namespace) <= 2 || slices.Contains(topLevelDomains, namespace)
}
