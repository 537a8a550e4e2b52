// Package ingress holds the rules about Services and Ingresses, the route of a request from its host to the pods.
package ingress

import (
	"github.com/toolforge/tfk8s/lint"
)

// Rules lists the rules of the package in the order of their ids.
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
	redirectWithoutScheme,
	redirectWithoutGroup,
	redirectLoop,
	redirectIgnored,
}
