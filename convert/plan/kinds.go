package plan

import (
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint/shell"

	"github.com/toolforge/tfk8s/schemas"
)

// A kind is how one kind of object is handled.
type kind struct {
	stop   int // when it is deleted, from 1: what would start pods anew goes first; 0: it can stay, for it does nothing
	create int // when it is created, from 1: what others need goes first; 0: nobody knows the kind
	shown  []string
}

// kindOf knows the kinds, of either cluster, that a tool may create. What it shows is worded as the wiki does.
func kindOf(name string) kind {
	switch name {
	case "ConfigMap":
		return kind{0, 1, []string{"configmaps"}}
	case "Secret":
		return kind{0, 1, []string{"secrets"}}
	case "Endpoints":
		return kind{0, 2, []string{"endpoints"}}
	case "NetworkPolicy":
		return kind{0, 2, []string{"networkpolicies"}}
	case "Service":
		return kind{4, 2, []string{"services"}}
	case "Deployment":
		return kind{2, 3, []string{"deployment", "rs", "pods"}}
	case "StatefulSet":
		return kind{2, 3, []string{"statefulsets", "pods"}}
	case "ReplicationController":
		return kind{2, 3, []string{"rc", "pods"}}
	case "ReplicaSet":
		return kind{2, 3, []string{"rs", "pods"}}
	case "Job":
		return kind{2, 3, []string{"jobs", "pods"}}
	case "CronJob":
		return kind{1, 3, []string{"cronjobs", "jobs", "pods"}}
	case "ScheduledJob":
		return kind{1, 3, []string{"scheduledjobs", "jobs", "pods"}}
	case "Pod":
		return kind{3, 3, []string{"pods"}}
	case "Ingress":
		return kind{4, 4, []string{"ingresses"}}
	}
	return kind{}
}

// runsPods reports whether objects of the kind make pods, or are one.
func (k kind) runsPods() bool { return slices.Contains(k.shown, "pods") }

// showOrder is that of the lists that kubectl get is asked for.
const showOrder = "scheduledjobs cronjobs deployment statefulsets rc rs jobs pods services ingresses endpoints networkpolicies configmaps secrets"

// shown joins what kubectl get is asked for, each once.
func shown(kinds []string, also ...string) string {
	for _, k := range kinds {
		also = append(also, kindOf(k).shown...)
	}
	var names []string
	for name := range strings.FieldsSeq(showOrder) {
		if slices.Contains(also, name) {
			names = append(names, name)
		}
	}
	return strings.Join(names, ",")
}

// resource is what commands call a kind: kubectl takes the name in small letters.
func resource(k string) string { return strings.ToLower(k) }

// A side is one of the two clusters.
type side struct {
	schemas.Cluster
	policy *schemas.Policy
	legacy bool
}

// kindOf is what the cluster calls a kind of the current one, "" where tools have none there.
func (s *side) kindOf(current string) string {
	if !s.legacy {
		return current
	}
	if k := s.policy.LegacyKind(current); k != nil {
		return k.Kind
	}
	return "" // the others are no tool's there
}

// currentKind is what the current cluster calls a kind of either.
func currentKind(p *schemas.Policy, k string) string {
	for _, m := range p.APIs {
		if m.Kind == k && m.ToKind != "" {
			return m.ToKind
		}
	}
	return k
}

// kubectl is a command for this cluster, whatever the alias and the context of the shell are.
func (s *side) kubectl(args ...string) string {
	return shell.Line(append([]string{s.Kubectl, "--context=" + s.Context}, args...)...)
}

// named makes a command about objects, of one kind, by their names.
func (s *side) named(verb []string, k string, names ...string) string {
	args := append(slices.Clone(verb), resource(k))
	if slices.ContainsFunc(names, func(n string) bool { return strings.HasPrefix(n, "-") }) {
		args = append(args, "--")
	}
	return s.kubectl(append(args, names...)...)
}

// create is the command that creates what a file holds.
func (s *side) create(path string) string { return s.withFile(path, "create", "--validate=true") }

// withFile makes a command that reads a manifest. kubectl takes commas and quotes in -f for a list of files.
func (s *side) withFile(path string, args ...string) string {
	if strings.ContainsAny(path, ",\"\n\r") {
		return s.kubectl(append(args, "-f", "-")...) + " < " + shell.Quote(shell.Argument(path))
	}
	return s.kubectl(append(args, "-f", shell.Argument(path))...)
}
