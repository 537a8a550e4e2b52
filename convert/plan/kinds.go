package plan

import (
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint/shell"

	"github.com/toolforge/tfk8s/schemas"
)

// A kind says how to handle one kind of object.
type kind struct {
	deleteOrder int      // from 1, controllers before their pods; 0: the object can stay, because it does nothing by itself
	createOrder int      // from 1, what other objects need first; 0: the kind is unknown
	shown       []string // arguments of kubectl get
}

// kindOf knows the kinds, of either cluster, that a tool may create. It names what to show as the wiki does.
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

// runsPods reports whether objects of the kind create pods, or are pods.
func (k kind) runsPods() bool { return slices.Contains(k.shown, "pods") }

// showOrder is the order of the arguments of kubectl get.
const showOrder = "scheduledjobs cronjobs deployment statefulsets rc rs jobs pods services ingresses endpoints networkpolicies configmaps secrets"

// shown joins the arguments of kubectl get, each once.
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

// resource returns the name of a kind in commands: kubectl accepts it in lower case.
func resource(k string) string { return strings.ToLower(k) }

// A cluster is one of the two that the plan is about.
type cluster struct {
	schemas.Cluster
	policy *schemas.Policy
	legacy bool
}

// kindOf returns the cluster's name of a kind of the current cluster, "" if tools cannot have that kind there.
func (s *cluster) kindOf(current string) string {
	if !s.legacy {
		return current
	}
	if k := s.policy.LegacyKind(current); k != nil {
		return k.Kind
	}
	return ""
}

// currentKind returns the current cluster's name of a kind of either cluster.
func currentKind(p *schemas.Policy, k string) string {
	for _, m := range p.APIs {
		if m.Kind == k && m.ToKind != "" {
			return m.ToKind
		}
	}
	return k
}

// kubectl returns a command for this cluster that does not depend on the alias and the context of the shell.
func (s *cluster) kubectl(args ...string) string {
	return shell.Line(append([]string{s.Kubectl, "--context=" + s.Context}, args...)...)
}

// named returns a command about objects of one kind, by their names.
func (s *cluster) named(verb []string, k string, names ...string) string {
	args := append(slices.Clone(verb), resource(k))
	if slices.ContainsFunc(names, func(n string) bool { return strings.HasPrefix(n, "-") }) {
		args = append(args, "--")
	}
	return s.kubectl(append(args, names...)...)
}

// create returns the command that creates the objects of a file.
func (s *cluster) create(path string) string { return s.withFile(path, "create", "--validate=true") }

// apply returns the command that creates the objects of a file, or updates those that exist.
func (s *cluster) apply(path string) string { return s.withFile(path, "apply", "--validate=true") }

// withFile returns a command that reads a manifest. If the path has commas or quotes, it uses standard input, because kubectl
// reads them in -f as a list of files.
func (s *cluster) withFile(path string, args ...string) string {
	if strings.ContainsAny(path, ",\"\n\r") {
		return s.kubectl(append(args, "-f", "-")...) + " < " + shell.Quote(shell.Argument(path))
	}
	return s.kubectl(append(args, "-f", shell.Argument(path))...)
}
