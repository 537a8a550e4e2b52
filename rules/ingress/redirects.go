package ingress

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/rules/workload"
)

// A route is one path of an Ingress, with what the controller does with its requests. It holds no nodes.
type route struct {
	host, path string // the path is "/" where the Ingress has none
	ingress    string // its name
	isPattern  bool   // the path has characters that mean something only in a regular expression
	enforces   bool   // an annotation makes all paths of the host regular expressions
	isShared   bool   // all tools share the host, and webservice makes its paths regular expressions
	redirect   string // URL, "" if requests are not redirected
	group      int    // the last that the redirect names, even if it is no URL
	place      manifest.Span
	at         string // of the path
	reason     manifest.Span
	reasonAt   string // of the annotation that redirects
}

// readRoutes lists the paths of an Ingress.
func readRoutes(s *workload.Object) []route {
	in := &s.Policy.Ingress
	annotations := s.Root().At("metadata", "annotations")
	redirect := redirectOf(s.Settings, annotations)
	isURL := isRedirectURL(redirect.String())
	rewrite := annotations.Field(in.RewriteAnnotation).String()
	useRegex := annotations.Field(in.RegexAnnotation).String() == "true"
	var all []route
	ruleList := s.Root().At("spec", "rules").Items()
	for i := range ruleList {
		host := strings.ToLower(ruleList[i].Field("host").String())
		paths := ruleList[i].At("http", "paths").Items()
		for j := range paths {
			n := paths[j].Field("path")
			if !n.IsNull() && n.Kind() != manifest.String {
				continue
			}
			r := route{
				host: host, path: cmp.Or(n.String(), "/"), ingress: s.Object.Name,
				isShared: host == in.SharedHost && in.SharedRewrite != "", place: n.ValueMark(), at: n.Path(),
			}
			r.isPattern, r.group = isPattern(r.path), lastGroup(redirect.String())
			r.enforces = useRegex || rewrite != "" && rewrite != r.path
			if isURL {
				r.redirect, r.reason, r.reasonAt = redirect.String(), redirect.ValueMark(), redirect.Path()
			}
			all = append(all, r)
		}
	}
	return all
}

// redirectOf is the annotation that redirects, nil where there is none.
func redirectOf(s *workload.Settings, annotations *manifest.Node) *manifest.Node {
	for _, key := range s.Policy.Ingress.RedirectAnnotations {
		if n := annotations.Field(key); n.String() != "" {
			return n
		}
	}
	return nil
}

var (
	redirectURL = words.Pattern(`^(?i:http[a-z0-9+.-]*):[^\s]*$`)
	wholeURL    = words.Pattern(`^(?i:https?)://([^/?#:\s]+)(?::[0-9]+)?([^?#\s]*)`)
)

// isRedirectURL reports whether the controller accepts a text as the URL of a redirect. It looks only at the scheme.
func isRedirectURL(text string) bool { return redirectURL().MatchString(text) }

// splitURL returns the host and the path of a URL. ok is false if it has no host.
func splitURL(text string) (host, path string, ok bool) {
	m := wholeURL().FindStringSubmatch(text)
	if m == nil {
		return "", "", false
	}
	return strings.ToLower(m[1]), cmp.Or(m[2], "/"), true
}

// specialCharacters mean something in a regular expression, and are rare in plain paths. The dot is not among them.
const specialCharacters = `*+?()[]{}|^$\`

// isPattern reports whether a path is meant as a regular expression, and is one.
func isPattern(path string) bool {
	if !strings.ContainsAny(path, specialCharacters) {
		return false
	}
	_, err := regexp.CompilePOSIX(path)
	return err == nil
}

// areRegular reports whether the controller reads the paths of a host as regular expressions: it does if it must do so for
// one of them.
func areRegular(routes []route, host string) bool {
	return slices.ContainsFunc(routes, func(r route) bool { return r.host == host && (r.enforces || r.isShared) })
}

// routes are those of all Ingresses of a neighborhood, with the facts that they are of.
func (n *neighborhood) routes() (all []route, of []*fact) {
	for _, f := range n.facts {
		if f.Value.ingress == nil {
			continue
		}
		for _, r := range f.Value.ingress.routes {
			all, of = append(all, r), append(of, f)
		}
	}
	return all, of
}

// routeOf is the index of the route for a request, -1 where there is none. The longest path counts.
func routeOf(routes []route, host, path string) int {
	isRegular, best := areRegular(routes, host), -1
	for i := range routes {
		r := &routes[i]
		if r.host == host && r.matches(path, isRegular) && (best < 0 || len(r.path) > len(routes[best].path)) {
			best = i
		}
	}
	return best
}

// matches reports whether a request has the path of a route. Plain text counts up to a slash: a longer name may have a route
// of its own in another file.
func (r *route) matches(path string, isRegular bool) bool {
	if isRegular && r.isPattern {
		return r.match(path) != nil
	}
	rest, ok := strings.CutPrefix(path, r.path)
	return ok && (rest == "" || rest[0] == '/' || strings.HasSuffix(r.path, "/"))
}

// match returns what the groups of the path match in a request, nil where it does not match.
func (r *route) match(path string) []string {
	pattern, err := regexp.Compile("(?i)^(?:" + r.path + ")")
	if err != nil {
		return nil
	}
	return pattern.FindStringSubmatch(path)
}

// request is one that the route matches, "" if none is found.
func (r *route) request() string {
	if !r.isPattern {
		return r.path
	}
	plain, _, _ := strings.Cut(r.path, "(")
	for _, end := range [...]string{"x", "/x", "", "/"} {
		if r.match(plain+end) != nil {
			return plain + end
		}
	}
	return ""
}

var nginxVariable = words.Pattern(`\$([1-9]|[a-z_]+|\{[a-z_]+\})`)

// target is where a route redirects a request to. ok is false where the redirect has a variable whose value is not known.
func (r *route) target(request string) (host, path string, ok bool) {
	groups := r.match(request)
	ok = true
	text := nginxVariable().ReplaceAllStringFunc(r.redirect, func(variable string) string {
		switch name := strings.Trim(variable, "${}"); name {
		case "host", "http_host", "server_name":
			return r.host
		case "request_uri", "uri":
			return request
		case "is_args", "args", "query_string":
			return ""
		default:
			if name[0] > '9' {
				ok = false
			} else if i := int(name[0] - '0'); i < len(groups) {
				return groups[i]
			}
			return ""
		}
	})
	if !ok {
		return "", "", false
	}
	return splitURL(text)
}
