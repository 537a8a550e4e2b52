package rules

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
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
	s := on(p)
	var found []amount
	for _, a := range s.amounts() {
		if a.of == "limits" && a.other().IsNull() && s.within(a.node, a.resource) && thousandths(a.value) > s.fairShare(a.resource) {
			found = append(found, a)
		}
	}
	for len(found) > 0 {
		n := 1
		for n < len(found) && found[n].container == found[0].container {
			n++
		}
		s.reportWithoutRequest(p, found[:n])
		found = found[n:]
	}
}

// fairShare is what each of the pods that the quota allows may request, in thousandths. Limits up to it are in nobody's way.
func (s *Settings) fairShare(resource string) int64 {
	of, pods := s.Policy.QuotaOf("requests."+resource), s.Policy.QuotaOf("pods")
	if of == nil || pods == nil {
		return most
	}
	all, n := bound(of.Hard), bound(pods.Hard)
	return thousandths(&all) / max(n.Value(), 1)
}

// reportWithoutRequest makes one finding of the limits of a container.
func (s *Subject) reportWithoutRequest(p *lint.Pass, limits []amount) {
	var all, half []string
	for _, a := range limits {
		all = append(all, a.node.Text()+" of "+a.resource)
		half = append(half, amountText(a.resource, thousandths(a.value)/2)+" of "+a.resource)
	}
	p.At(limits[0].node, nil, "without a request the container requests all of its limit, %s: set requests too, webservice takes half, %s",
		listed(all), listed(half))
}
