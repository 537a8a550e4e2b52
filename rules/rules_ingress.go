package rules

import "github.com/toolforge/tfk8s/lint"

// ingressRules are the rules of the domain, in the order of their ids.
var ingressRules = []*lint.Rule{
	reservedName,
	webserviceNameLabel,
	serviceType,
	ingressHost,
	ingressPath,
	ingressRewrite,
	ingressMissing,
	ingressBackend,
	ingressDefaultBackend,
	ingressIgnored,
	serviceSelector,
	removeLegacyService,
	webserviceEquivalent,
}
