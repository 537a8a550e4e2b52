// Package schemas holds what the rules know of the two clusters, as data.
//
// There are three sources, and all are compiled by "go generate" so that a run
// of the tool neither parses JSON nor YAML:
//
//   - kubernetes-v1.15.6.openapi.json, the answer of a v1.15.6 API server to
//     "kubectl get --raw /openapi/v2" without paths and descriptions, becomes
//     openapi.txt; see [Kubernetes]. The table of the kinds that this server
//     serves, kubernetes-v1.15.6.resources.tsv, is embedded as it is.
//   - toolforge.yaml, the policy of the clusters, becomes the Go literal in
//     toolforge_gen.go; see [Toolforge]. [LoadPolicy] reads another such file.
//   - The k8s.io/api modules of later releases, which internal/newer reads from
//     the Go module proxy, become newer_gen.go; see [Policy.NewerField].
//
// The tests of internal/compile prove that the compiled forms are those of the
// first two sources, and those of this package that the third fits them.
package schemas

// The tag lets the generator compile this package before the literal exists,
// or when a change of Policy has broken the literal that does.
//
//go:generate go -C internal run -tags generate ./gen
