package quotareport_test

import (
	"os"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/quotareport"
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/quota"
	"github.com/toolforge/tfk8s/rules/workload"
)

// The Secret and the ConfigMap that the cluster itself creates in a namespace count too.
func ExampleText() {
	relay := manifest.Parse("relay.yaml", []byte(`apiVersion: v1
kind: Pod
metadata: {name: relay, namespace: tool-relay}
spec: {containers: [{name: relay, image: relay, resources: {limits: {cpu: "1", memory: 1Gi}}}]}
`))
	var sums []quota.NamespaceQuota
	sum := quota.SumQuota(func(u *quota.Usage) { sums = append(sums, u.Sum()) })
	lint.Run(rules.Config(workload.NewSettings(), []*lint.Rule{sum}), []*manifest.File{relay})
	quotareport.Text(os.Stdout, sums, quotareport.Options{All: true, Containers: true})
	// Output:
	// Within the quota of tool-relay: the fullest resource is requests.cpu, 1 of 2.
	//
	//   resource                used  quota    %                          largest users
	//   requests.cpu               1      2  50%  [##########..........]  Pod/relay 1
	//   requests.memory          1Gi    6Gi  17%  [###.................]  Pod/relay 1Gi
	//   limits.cpu                 1      2  50%  [##########..........]  Pod/relay 1
	//   limits.memory            1Gi    8Gi  13%  [##..................]  Pod/relay 1Gi
	//   pods                       1      4  25%  [#####...............]  Pod/relay 1
	//   services                   0      1   0%  [....................]
	//   services.nodeports         0      0   0%  [....................]
	//   replicationcontrollers     0      1   0%  [....................]
	//   secrets                    1     10  10%  [##..................]  the cluster's own 1
	//   configmaps                 1     10  10%  [##..................]  the cluster's own 1
	//   persistentvolumeclaims     0      3   0%  [....................]
	//
	//   object     requests.cpu  requests.memory  limits.cpu  limits.memory  pods
	//   Pod/relay           50%              17%         50%            13%   25%
	//
	//   container        pods  limits.cpu  limits.memory  requests.cpu  requests.memory
	//   Pod/relay relay     1           1            1Gi             1              1Gi
}
