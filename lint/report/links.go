package report

import (
	"path"
	"strings"
)

// absolute returns the address that a link of a page leads to.
func absolute(link, page string) string {
	scheme, rest, ok := strings.Cut(page, "://")
	switch {
	case !ok, strings.Contains(link, "://"), strings.HasPrefix(link, "mailto:"):
		return link
	case strings.HasPrefix(link, "#"):
		return page + link
	}
	host, file, _ := strings.Cut(rest, "/")
	link, anchor, hasAnchor := strings.Cut(link, "#")
	if !strings.HasPrefix(link, "/") {
		link = path.Join("/", path.Dir(file), link)
	}
	if hasAnchor {
		link += "#" + anchor
	}
	return scheme + "://" + host + link
}
