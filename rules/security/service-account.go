package security

import (
	_ "embed"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/validation"
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
		n = s.PodSpec().Field("serviceAccount") // the old name of the field counts if the new one is empty
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
			if len(validation.SubdomainName(account)) > 0 {
				return // invalid-value reports it
			}
			p.Report(lint.Report{Span: n.ValueMark(), Path: n.Path(), Severity: new(lint.Warning)},
				"service account %q may not exist", account).
				Label("only an administrator can create it").
				Effect("the pods are rejected if it does not exist").
				Help("remove %s if no administrator created the account", n.Key())
			return
		}
	}
	s.Reject(p, n, n.Path(), nil, "service account %q does not exist", account).
		Label("a tool cannot create service accounts").
		Help("remove %s, so that the pods use %q", n.Key(), s.Policy.Tools.ServiceAccounts[0])
}
