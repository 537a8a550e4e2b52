package ingress

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

//go:embed webservice-name-label.md
var webserviceNameLabelDoc string

var WebserviceNameLabel = &lint.Rule{
	ID: "TFK110", Name: "webservice-name-label",
	Stage: lint.Runs, Severity: lint.Warning,
	Doc:    webserviceNameLabelDoc,
	Object: checkWebserviceNameLabel,
}

func checkWebserviceNameLabel(p *lint.Pass, o *manifest.Object) {
	s := workload.Of(p)
	stop := s.Policy.Webservice.StopLabel
	label := replicaSetLabels(s).Field(stop.Key)
	if !label.Exists() || s.Tool == "" || s.IsWebservices() || label.String() != schemas.Expand(stop.Value, s.Tool) {
		return
	}
	p.At(label, nil, "the label %q is that of the tool's webservice", stop.Key+": "+label.String()).
		Effect("\"webservice stop\" deletes the ReplicaSet with this label, and its pods").
		Help("use another value")
}

// replicaSetLabels returns the labels of the ReplicaSet that the object is or creates.
func replicaSetLabels(s *workload.Object) *manifest.Node {
	switch s.Kind {
	case "Deployment":
		return s.Template.At("metadata", "labels")
	case "ReplicaSet":
		own := s.Object.Root.At("metadata", "labels")
		if copies := s.Policy.CopiedLabelsOf(s.Kind, s.APIVersion); copies != nil && copies.Labels && len(own.Fields()) == 0 {
			return s.Template.At("metadata", "labels")
		}
		return own
	}
	return nil
}
