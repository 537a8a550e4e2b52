package ingress

import (
	"cmp"
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

//go:embed webservice-equivalent.md
var webserviceEquivalentDoc string

var webserviceEquivalent = &lint.Rule{
	ID: "TFK712", Name: "webservice-equivalent",
	Stage: lint.Advice, Severity: lint.Note,
	Doc: webserviceEquivalentDoc,
	Set: neighborhoods.Check(checkWebserviceEquivalent),
}

func checkWebserviceEquivalent(p *lint.Pass, n *neighborhood) {
	if !areWebservices(n.objects) {
		return
	}
	var made []*fact
	for i, w := range n.objects {
		if w.isMade && !n.facts[i].Implied {
			made = append(made, n.facts[i])
		}
	}
	reportEquivalent(p, made)
}

// reportEquivalent reports the objects of one webservice, at the first of them.
func reportEquivalent(p *lint.Pass, made []*fact) {
	if len(made) == 0 {
		return
	}
	var others []lint.Related
	legacy := false
	for i, f := range made {
		w := f.Value
		legacy = legacy || w.isLegacy
		if i > 0 {
			others = append(others, lint.Related{File: f.File, Span: w.name, Message: fmt.Sprintf("webservice makes the %s %q too", w.kind, f.Object.Name)})
		}
	}
	first, w := made[0], made[0].Value
	r := lint.Report{File: first.File, Object: first.Object, Span: w.name, Path: workload.NamePath, Related: others}
	if legacy {
		p.Report(r, "the %s is the same as webservice made on the %s", w.kind, w.policy.Legacy.Title).
			Help("run %q instead of migrating the file", w.policy.Migration.Webservice)
		return
	}
	p.Report(r, "the %s is the same as webservice makes", w.kind).
		Effect("\"webservice stop\" deletes it").
		Help("leave it to webservice, which needs no file")
}

// isWebserviceMade reports whether webservice can make the object: it has the labels and the name of webservice, and nothing
// that no option of webservice can set.
func isWebserviceMade(s *workload.Object) bool {
	w, o := &s.Policy.Webservice, s.Object
	if !s.IsWebservices() {
		return false
	}
	labels := o.Root.At("metadata", "labels")
	// Without a namespace, a label names the tool.
	tool := cmp.Or(s.Tool, labels.Field(w.StopLabel.Key).String())
	i := slices.IndexFunc(w.Objects, func(own schemas.WebserviceObject) bool {
		return own.Kind == s.Kind && schemas.Expand(own.Name, tool) == o.Name
	})
	if i < 0 || tool == "" || labels.Field(w.StopLabel.Key).Text() != schemas.Expand(w.StopLabel.Value, tool) {
		return false
	}
	switch s.Kind {
	case "Deployment":
		return isWebserviceDeployment(s)
	case "Service":
		return isWebserviceService(s, tool)
	case "Ingress":
		return isWebserviceIngress(s, tool, w.Objects[i].Annotations)
	}
	return false
}

func isWebserviceDeployment(s *workload.Object) bool {
	w, all := &s.Policy.Webservice, s.Containers()
	if len(all) != 1 || all[0].Field("name").String() != w.Container || workload.ProgramOf(all[0]) != w.Runner {
		return false
	}
	_, port := workload.PortOption(all[0])
	account := s.PodSpec().Field("serviceAccountName").String()
	env, volumes := all[0].Field("env").Items(), s.PodSpec().Field("volumes").Items()
	return port == strconv.Itoa(w.Port) && (account == "" || account == s.Policy.Tools.ServiceAccounts[0]) &&
		!slices.ContainsFunc(env, func(e manifest.Node) bool { return !isPresetEnv(s.Settings, e.Field("name").String()) }) &&
		!slices.ContainsFunc(volumes, func(v manifest.Node) bool { return !isWebserviceVolume(s.Settings, &v) })
}

func isPresetEnv(s *workload.Settings, name string) bool {
	return slices.ContainsFunc(s.Policy.PodPreset.Env, func(e schemas.Pair) bool { return e.Key == name })
}

// isWebserviceVolume reports whether a volume is one of those that webservice mounted on the legacy cluster.
func isWebserviceVolume(s *workload.Settings, v *manifest.Node) bool {
	path := strings.TrimRight(v.At("hostPath", "path").String(), "/")
	return slices.ContainsFunc(s.Policy.LegacyPods.HostPathPrefixes, func(prefix string) bool { return path == strings.TrimRight(prefix, "/") })
}

func isWebserviceService(s *workload.Object, tool string) bool {
	w, v := &s.Policy.Webservice, readService(s)
	port := strconv.Itoa(w.Port)
	return len(v.ports) == 1 && v.ports[0].port == port && (v.ports[0].target == "" || v.ports[0].target == port) &&
		len(v.selector) == 1 && v.selector[0] == (schemas.Pair{Key: w.StopLabel.Key, Value: tool}) && !s.UsesNodePorts()
}

func isWebserviceIngress(s *workload.Object, tool string, allowed []string) bool {
	in := &s.Policy.Ingress
	annotations := s.Root().At("metadata", "annotations").Fields()
	hosts := s.Root().At("spec", "rules").Items()
	return len(hosts) > 0 &&
		!slices.ContainsFunc(annotations, func(a manifest.Node) bool {
			return strings.HasPrefix(a.Key(), in.AnnotationPrefix) && !slices.Contains(allowed, a.Key())
		}) &&
		!slices.ContainsFunc(hosts, func(h manifest.Node) bool {
			host := h.Field("host").String()
			return host != schemas.Expand(in.Host, tool) && host != in.SharedHost
		}) &&
		!slices.ContainsFunc(readIngress(s).backends, func(b backend) bool {
			return b.service != tool || b.port != strconv.Itoa(s.Policy.Webservice.Port)
		})
}
