package quota

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed limit-without-request.md
var limitWithoutRequestDoc string

var limitWithoutRequest = &lint.Rule{
	ID: "TFK605", Name: "limit-without-request",
	Stage: lint.Advice, Severity: lint.Note,
	Doc:    limitWithoutRequestDoc,
	Object: checkLimitWithoutRequest,
}

func checkLimitWithoutRequest(p *lint.Pass, _ *manifest.Object) {
	s := workload.Of(p)
	var found []amount
	for _, a := range amounts(s) {
		if a.of == "limits" && a.other().IsNull() && within(s, a.node, a.resource) && Thousandths(a.value) > fairShare(s.Settings, a.resource) {
			found = append(found, a)
		}
	}
	for len(found) > 0 {
		n := 1
		for n < len(found) && found[n].container == found[0].container {
			n++
		}
		reportWithoutRequest(p, found[:n])
		found = found[n:]
	}
}

// fairShare returns how much each of the pods that the quota allows may request, in thousandths.
func fairShare(s *workload.Settings, resource string) int64 {
	of, pods := s.Policy.QuotaOf("requests."+resource), s.Policy.QuotaOf("pods")
	if of == nil || pods == nil {
		return most
	}
	all, n := Bound(of.Hard), Bound(pods.Hard)
	return Thousandths(&all) / max(n.Value(), 1)
}

// reportWithoutRequest makes one finding for all limits of a container.
func reportWithoutRequest(p *lint.Pass, limits []amount) {
	var names, all, half []string
	for _, a := range limits {
		names = append(names, a.resource)
		of := " " + a.resource
		if len(limits) == 1 { // the message names it already
			of = ""
		}
		all = append(all, a.node.Text()+of)
		half = append(half, inUnitOf(a.node.Text(), Thousandths(a.value)/2)+of)
	}
	p.At(limits[0].node, nil, "no %s request, so it equals the limit (%s)", words.Either(names), words.Listed(all)).
		Help("set a request; webservice uses half of the limit: %s", words.Listed(half))
}
