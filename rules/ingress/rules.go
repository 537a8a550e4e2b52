// Package ingress holds the rules about Services and Ingresses: how a request gets from its host to the pods.
package ingress

import (
	"github.com/toolforge/tfk8s/lint"
)

// Rules are those of the package, in the order of their ids.
var Rules = []*lint.Rule{
	ReservedName,
	WebserviceNameLabel,
	ServiceType,
	IngressHost,
	IngressPath,
	ingressRewrite,
	ingressMissing,
	ingressBackend,
	ingressDefaultBackend,
	ingressIgnored,
	serviceSelector,
	RemoveLegacyService,
	webserviceEquivalent,
}
