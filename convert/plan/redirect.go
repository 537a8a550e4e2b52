package plan

import (
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/toolforge/tfk8s/schemas"
)

// Redirect writes the manifest that redirects both addresses of a tool to a URL: the one on its own host, and the one on the host
// that all tools share. The rest of the path is kept, unless the URL has a query or a fragment.
func Redirect(out io.Writer, p *schemas.Policy, tool, to string) error {
	if err := checkTarget(p, tool, to); err != nil {
		return err
	}
	in := &p.Ingress
	all := !strings.ContainsAny(to, "?#")
	base := strings.TrimRight(to, "/")
	var b strings.Builder
	fmt.Fprintf(&b, "# Redirects https://%s/", schemas.Expand(in.Host, tool))
	if in.SharedHost != "" {
		fmt.Fprintf(&b, " and https://%s/%s/", in.SharedHost, tool)
	}
	fmt.Fprintf(&b, " to %s\n# This needs neither a Service nor a pod. The webservice of the tool must not run: `%s`\n", to, p.Webservice.Commands.Stop)
	own := redirection{policy: p, tool: tool, name: "redirect", host: schemas.Expand(in.Host, tool), to: to}
	if all {
		own.to = base + "$request_uri"
	}
	own.write(&b)
	if in.SharedHost != "" {
		shared := redirection{policy: p, tool: tool, name: "redirect-shared", host: in.SharedHost, path: schemas.Expand(in.SharedPath, tool), to: to}
		if all {
			shared.to = base + "/$2$is_args$args"
		}
		b.WriteString("---\n")
		shared.write(&b)
	}
	_, err := io.WriteString(out, b.String())
	return err
}

// RedirectOwner writes that manifest for the one tool that the files of a request belong to.
func RedirectOwner(out io.Writer, r Request, to string) error {
	var tools []string
	for _, f := range r.Files {
		for _, o := range f.After {
			if o.Tool != "" && !slices.Contains(tools, o.Tool) {
				tools = append(tools, o.Tool)
			}
		}
	}
	switch len(tools) {
	case 0:
		return errors.New("name the tool to redirect with --tool")
	case 1:
		return Redirect(out, r.Policy, tools[0], to)
	}
	return fmt.Errorf("the files are of several tools, such as %s and %s: name the one to redirect with --tool", tools[0], tools[1])
}

// checkTarget rejects a URL to which a tool cannot be redirected.
func checkTarget(p *schemas.Policy, tool, to string) error {
	// The expression is compiled here since hardly any run needs it.
	m := regexp.MustCompile(`^https?://([^/?#:]+)(?::[0-9]+)?([^?#]*)`).FindStringSubmatch(to)
	switch {
	case m == nil:
		return fmt.Errorf("cannot redirect to %q: give a whole URL, such as https://%s/", to, schemas.Expand(p.Ingress.Host, "other"))
	case strings.ContainsAny(to, "$;{}\"'\\` \t\r\n"):
		return fmt.Errorf("cannot redirect to %q: it has a character that means something to the proxy", to)
	}
	host, path := strings.ToLower(m[1]), m[2]+"/"
	if host == schemas.Expand(p.Ingress.Host, tool) || host == p.Ingress.SharedHost && strings.HasPrefix(path, "/"+tool+"/") {
		return fmt.Errorf("cannot redirect to %q: it is an address of the tool %s itself", to, tool)
	}
	return nil
}

// A redirection is one Ingress that redirects.
type redirection struct {
	policy           *schemas.Policy
	tool, name, host string
	path             string // "" for all of the host
	to               string
}

func (r *redirection) write(b *strings.Builder) {
	in := &r.policy.Ingress
	permanent := in.RedirectAnnotations[len(in.RedirectAnnotations)-1]
	fmt.Fprintf(b, "apiVersion: %s\nkind: Ingress\nmetadata:\n  name: %s\n  namespace: %s\n  annotations:\n    %s: %s\n",
		in.APIVersions[0], r.name, r.policy.Current.NamespacePrefix+r.tool, permanent, strconv.Quote(r.to))
	if r.path != "" {
		fmt.Fprintf(b, "    %s: \"true\"\n", in.RegexAnnotation)
	}
	fmt.Fprintf(b, "spec:\n  rules:\n    - host: %s\n      http:\n        paths:\n          - ", r.host)
	if r.path != "" {
		fmt.Fprintf(b, "path: %s\n            ", r.path)
	}
	fmt.Fprintf(b, "backend: # required, but not used\n              serviceName: unused\n              servicePort: %d\n", r.policy.Webservice.Port)
}
