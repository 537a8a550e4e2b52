package ingress

import (
	_ "embed"
	"slices"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/rules/internal/words"
)

//go:embed redirect-loop.md
var redirectLoopDoc string

var redirectLoop = &lint.Rule{
	ID: "TFK716", Name: "redirect-loop",
	Stage: lint.Runs, Severity: lint.Warning,
	Effect: "browsers report too many redirects",
	Doc:    redirectLoopDoc,
	Set:    neighborhoods.Check(checkRedirectLoop),
}

func checkRedirectLoop(p *lint.Pass, n *neighborhood) {
	routes, of := n.routes()
	reported := make([]bool, len(routes))
	for start := range routes {
		loop := loopFrom(routes, start)
		if slices.ContainsFunc(loop, func(j int) bool { return reported[j] }) {
			continue
		}
		for _, j := range loop {
			reported[j] = true
		}
		reportLoop(p, routes, of, loop)
	}
}

// loopFrom follows the redirects from a route, and returns the routes of the way if it leads back to the first.
func loopFrom(routes []route, start int) (way []int) {
	request := routes[start].request()
	if request == "" {
		return nil
	}
	for at := start; routes[at].redirect != "" && !slices.Contains(way, at); {
		way = append(way, at)
		host, path, ok := routes[at].target(request)
		if !ok {
			return nil
		}
		if at = routeOf(routes, host, path); at < 0 {
			return nil
		}
		if at == start {
			return way
		}
		request = path
	}
	return nil
}

// reportLoop reports the redirects of a loop once, and all others of an Ingress with it.
func reportLoop(p *lint.Pass, routes []route, of []*fact, loop []int) {
	if len(loop) == 0 {
		return
	}
	r := &routes[loop[0]]
	report := lint.Report{File: of[loop[0]].File, Object: of[loop[0]].Object, Span: r.reason, Path: r.reasonAt}
	for _, j := range loop[1:] {
		if of[j] != of[loop[0]] {
			report.Related = append(report.Related, lint.Related{File: of[j].File, Span: routes[j].reason, Message: "this one leads back"})
		}
	}
	target := words.Clip(r.redirect, 60)
	if len(report.Related) > 0 {
		p.Report(report, "the redirect to %q leads back to its own path", target).Help("remove one of the redirects")
		return
	}
	p.Report(report, "the redirect to %q leads to its own path", target).
		Label("it is for requests to %s%s", r.host, r.path).
		Help("redirect to another host, or to a path that the Ingress does not have")
}
