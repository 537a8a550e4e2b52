package convert_test

import (
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/convert"
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/workload"
)

// A Deployment in which many fixes write keys.
const writesKeys = `apiVersion: extensions/v1beta1
kind: Deployment
metadata:
  name: bot
  namespace: tally
  labels: {name: bot}
spec:
  replicas: 1
  strategy: {type: RollingUpdate}
  selector: {matchLabels: {name: bot}}
  template:
    metadata:
      labels: {name: bot}
    spec:
      containers:
        - name: bot
          image: docker-registry.tools.wmflabs.org/toolforge-python37-sssd-base:latest
          command: [/data/project/tally/run.sh]
          resources:
            limits: {memory: 1Gi, cpu: 100m}
            requests: {memory: 1Gi}
`

func TestNoFixWritesAKeyThatIsThereMisspelled(t *testing.T) {
	cfg := rules.Config(workload.NewSettings(), rules.All)
	for _, key := range strings.Fields("metadata labels spec strategy selector matchLabels template containers resources limits requests memory command image") {
		for at := range strings.Count(writesKeys, key+":") {
			parts := strings.SplitAfterN(writesKeys, key+":", at+2)
			last := &parts[len(parts)-2]
			*last = strings.TrimSuffix(*last, key+":") + key[:1] + key[2:3] + key[1:2] + key[3:] + ":"
			text := strings.Join(parts, "")
			for _, safeOnly := range []bool{false, true} {
				opts := &convert.Options{Config: cfg, Pin: rules.Pin, SafeOnly: safeOnly}
				result, err := convert.File(opts, manifest.Parse("bot.yaml", []byte(text)))
				if err != nil {
					t.Fatal(err)
				}
				for _, d := range lint.Run(cfg, []*manifest.File{result.File}).Diagnostics {
					if d.Rule.Name == "duplicate-key" || strings.Contains(d.Message, "there already") {
						t.Errorf("%s number %d: %s\n%s", key, at+1, d.Message, result.File.Text())
					}
				}
			}
		}
	}
}
