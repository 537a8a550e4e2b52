package field

import (
	_ "embed"
	"encoding/json"
	"strconv"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/validation"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed apply-fails.md
var applyFailsDoc string

var ApplyFails = &lint.Rule{
	ID: "TFK326", Name: "apply-fails",
	Stage: lint.Kubectl, Severity: lint.Error,
	Doc:    applyFailsDoc,
	Object: checkApplyFails,
}

// appliedAnnotation is where kubectl apply keeps a copy of the object as it was applied.
const appliedAnnotation = "kubectl.kubernetes.io/last-applied-configuration"

func checkApplyFails(p *lint.Pass, o *manifest.Object) {
	s := workload.Of(p)
	if !s.Apply {
		return
	}
	prefix := o.Root.At("metadata", "generateName")
	if prefix.String() != "" && o.Name == "" {
		p.At(prefix, nil, "kubectl apply cannot use generateName").
			Effect("kubectl apply rejects the file, kubectl create accepts it").Help("write metadata.name, or use kubectl create")
	}
	annotations := o.Root.At("metadata", "annotations")
	others := validation.AnnotationsSize(annotations)
	if n := annotations.Field(appliedAnnotation); n.Exists() {
		others -= len(appliedAnnotation) + len(n.String())
	}
	copied := len(appliedAnnotation) + appliedSize(s)
	if others <= validation.MaxAnnotations && others+copied > validation.MaxAnnotations {
		at := o.Root.Field("kind")
		p.Report(lint.Report{Span: at.ValueMark(), Path: "metadata.annotations", Stage: new(lint.API)}, "the object is too large for kubectl apply: %d KiB", (copied+1023)>>10).
			Effect("kubectl apply copies it into an annotation, and the API server rejects annotations over 256 KiB").Help("use kubectl create, or kubectl replace")
	}
}

// appliedSize returns how long the copy of an object is that kubectl apply keeps: compact JSON with a line break, without the
// copy from before. kubectl writes the namespace and a map of annotations if they are absent.
func appliedSize(s *workload.Object) int {
	size := jsonSize(s.Root()) + len("\n")
	meta := s.Root().Field("metadata")
	if old := meta.At("annotations", appliedAnnotation); old.Exists() {
		size -= textSize(appliedAnnotation) + len(":") + jsonSize(old) + min(1, len(old.Parent().Fields())-1)
	}
	if meta.Field("annotations").IsNull() {
		size += len(`"annotations":{},`)
	}
	if s.Object.Namespace == "" && s.Served != nil && s.Served.Namespaced {
		size += len(`"namespace":"",`) + len(s.Policy.Current.NamespacePrefix+s.Tool)
	}
	return size
}

// jsonSize returns how long a value is as compact JSON.
func jsonSize(n *manifest.Node) int {
	kids := n.Children()
	size := len("{}") + max(0, len(kids)-1)
	switch n.Kind() {
	case manifest.Map:
		for i := range kids {
			size += textSize(kids[i].Key()) + len(":") + jsonSize(&kids[i])
		}
	case manifest.List:
		for i := range kids {
			size += jsonSize(&kids[i])
		}
	case manifest.String:
		return textSize(n.String())
	default:
		return scalarSize(n)
	}
	return size
}

// scalarSize returns how long a number, a boolean or null is. YAML has more ways to write them than JSON.
func scalarSize(n *manifest.Node) int {
	if i, ok := n.Int(); ok {
		return len(strconv.FormatInt(i, 10))
	}
	if b, ok := n.Bool(); ok {
		return len(strconv.FormatBool(b))
	}
	if n.IsNull() {
		return len("null")
	}
	return len(n.Text())
}

func textSize(text string) int {
	quoted, _ := json.Marshal(text) // a string cannot fail
	return len(quoted)
}
