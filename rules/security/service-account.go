package security

import (
	_ "embed"
	"strings"

	"k8s.io/apimachinery/pkg/util/validation"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed service-account.md
var serviceAccountDoc string

var ServiceAccount = &lint.Rule{
	ID: "TFK508", Name: "service-account",
	Stage: lint.Pods, Severity: lint.Error, Fix: lint.NoFix,
	Doc:    serviceAccountDoc,
	Object: checkServiceAccount,
}

func checkServiceAccount(p *lint.Pass, _ *manifest.Object) {
	s := workload.Of(p)
	n := s.PodSpec().Field("serviceAccountName")
	if n.String() == "" {
		n = s.PodSpec().Field("serviceAccount") // the older name counts where the newer one is empty
	}
	account := n.String()
	if account == "" {
		return
	}
	for _, known := range s.Policy.Tools.ServiceAccounts {
		before, after, ofTool := strings.Cut(known, "{tool}")
		switch {
		case account == known:
			return
		case ofTool && account == before+s.Tool+after, ofTool && s.Tool == "" && strings.HasSuffix(account, after):
			if len(validation.IsDNS1123Subdomain(account)) > 0 {
				return // see invalid-value
			}
			p.Report(lint.Report{Span: n.ValueMark(), Path: n.Path(), Severity: new(lint.Warning)},
				"the service account %q is there only if an administrator made it: the pods are refused if it is not", account)
			return
		}
	}
	s.Refuse(p, n, n.Path(), nil, "there is no service account %q, and a tool cannot make one: drop %s, the pods use %q without it", account, n.Key(), s.Policy.Tools.ServiceAccounts[0])
}
