// Package fields finds the schema of a place in a manifest, and the values that a field accepts.
package fields

import (
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/outline"
	"github.com/toolforge/tfk8s/schemas"
)

// Object returns the object that a place is in: the document, or an item of its list of objects.
func Object(n *outline.Node) *outline.Node {
	for at := n; at.Parent != nil; at = at.Parent {
		if list := at.Parent; at.IsItem && list.Key == "items" && list.Parent.Parent == nil && strings.HasSuffix(KindOf(list.Parent).Kind, "List") {
			return at
		}
	}
	return n.Root()
}

// KindOf returns what an object says it is.
func KindOf(object *outline.Node) schemas.GVK {
	g := schemas.GVK{Kind: textOf(object.Field("kind"))}
	g.Group, g.Version = schemas.ParseAPIVersion(textOf(object.Field("apiVersion")))
	return g
}

func textOf(n *outline.Node) string {
	if n == nil {
		return ""
	}
	return outline.Unquoted(n.Text)
}

// Schema returns the schema of a value, nil if there is none. A kind without a valid version is looked up in the version that the server
// serves.
func Schema(bundle *schemas.Bundle, n *outline.Node) *schemas.Schema {
	object := Object(n)
	kind := KindOf(object)
	s := bundle.Lookup(kind)
	if served := bundle.ServedVersions(kind.Kind); s == nil && len(served) > 0 {
		s = bundle.Lookup(served[0])
	}
	var path []*outline.Node
	for at := n; at != object; at = at.Parent {
		path = append(path, at)
	}
	for _, step := range slices.Backward(path) {
		if s == nil {
			return nil
		}
		switch {
		case step.IsItem && s.Type == schemas.Array, !step.IsItem && s.Type == schemas.Map:
			s = s.Elem
		case !step.IsItem:
			s = s.Field(step.Key)
		default:
			return nil
		}
	}
	return s
}

// TypeOf says what a value of a schema is: "string", "list of Container".
func TypeOf(s *schemas.Schema) string {
	switch {
	case s.Format == "int-or-string":
		return "integer or string"
	case s.Type == schemas.Object && s.Name != "":
		return ShortName(s)
	case s.Type == schemas.Array && s.Elem != nil:
		return "list of " + TypeOf(s.Elem)
	case s.Type == schemas.Map && s.Elem != nil:
		return "map of " + TypeOf(s.Elem)
	case s.Name != "" && s.Type == schemas.String:
		return ShortName(s)
	case s.Format != "":
		return s.Type.String() + " (" + s.Format + ")"
	}
	return s.Type.String()
}

// ShortName returns the last part of the name of a definition: Container.
func ShortName(s *schemas.Schema) string { return s.Name[strings.LastIndexByte(s.Name, '.')+1:] }

// Values returns the values that a field accepts, the default first; nil if it accepts others too. The owner is the schema of the map
// that has the field.
func Values(owner *schemas.Schema, field string) []string {
	if owner == nil {
		return nil
	}
	s := owner.Field(field)
	if s != nil && s.Type == schemas.Boolean {
		return []string{"true", "false"}
	}
	if s != nil && s.Type == schemas.Array {
		s = s.Elem
	}
	if s == nil || s.Type != schemas.String {
		return nil
	}
	return accepted()[ShortName(owner)+"."+field]
}

// accepted lists the values of the texts that accept only some, in objects that a tool may create. The schema does not have them, but
// the server checks them.
func accepted() map[string][]string {
	return map[string][]string{
		"PodSpec.restartPolicy":               {"Always", "OnFailure", "Never"},
		"PodSpec.dnsPolicy":                   {"ClusterFirst", "ClusterFirstWithHostNet", "Default", "None"},
		"Container.imagePullPolicy":           {"Always", "IfNotPresent", "Never"},
		"Container.terminationMessagePolicy":  {"File", "FallbackToLogsOnError"},
		"ContainerPort.protocol":              {"TCP", "UDP"},
		"ServicePort.protocol":                {"TCP", "UDP"},
		"NetworkPolicyPort.protocol":          {"TCP", "UDP"},
		"NetworkPolicySpec.policyTypes":       {"Ingress", "Egress"},
		"HTTPGetAction.scheme":                {"HTTP", "HTTPS"},
		"ServiceSpec.type":                    {"ClusterIP", "NodePort", "LoadBalancer", "ExternalName"},
		"ServiceSpec.sessionAffinity":         {"None", "ClientIP"},
		"ServiceSpec.externalTrafficPolicy":   {"Cluster", "Local"},
		"CronJobSpec.concurrencyPolicy":       {"Allow", "Forbid", "Replace"},
		"DeploymentStrategy.type":             {"RollingUpdate", "Recreate"},
		"StatefulSetUpdateStrategy.type":      {"RollingUpdate", "OnDelete"},
		"StatefulSetSpec.podManagementPolicy": {"OrderedReady", "Parallel"},
		"LabelSelectorRequirement.operator":   {"In", "NotIn", "Exists", "DoesNotExist"},
		"NodeSelectorRequirement.operator":    {"In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt"},
		"Toleration.operator":                 {"Equal", "Exists"},
		"Toleration.effect":                   {"NoSchedule", "PreferNoSchedule", "NoExecute"},
		"HostPathVolumeSource.type":           {"Directory", "DirectoryOrCreate", "File", "FileOrCreate", "Socket", "CharDevice", "BlockDevice"},
		"EmptyDirVolumeSource.medium":         {"Memory"},
	}
}

// ForJobs returns the values of a field that the pods of a Job accept, among those that pods accept.
func ForJobs(field string, values []string) []string {
	if field != "restartPolicy" {
		return values
	}
	return slices.DeleteFunc(slices.Clone(values), func(v string) bool { return v == "Always" })
}
