package schemas_test

import (
	"fmt"

	"github.com/toolforge/tfk8s/schemas"
)

// Both kinds of facts: the policy of Toolforge, and what its Kubernetes serves.
func Example() {
	toolforge := schemas.Toolforge()
	fmt.Println(toolforge.Current.Title, "runs Kubernetes", toolforge.Current.Kubernetes)
	fmt.Println("a tool may create Deployments:", toolforge.MayCreate("apps", "deployments"))
	fmt.Println("Kubernetes serves Ingress as", schemas.Kubernetes().ServedVersions("Ingress"))
	// Output:
	// 2020 cluster runs Kubernetes v1.15.6
	// a tool may create Deployments: true
	// Kubernetes serves Ingress as [{extensions v1beta1 Ingress} {networking.k8s.io v1beta1 Ingress}]
}
