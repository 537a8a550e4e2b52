package explain

import (
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/rules/api"
	"github.com/toolforge/tfk8s/rules/field"
	"github.com/toolforge/tfk8s/rules/ingress"
	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/rules/podpreset"
	"github.com/toolforge/tfk8s/rules/quota"
	"github.com/toolforge/tfk8s/rules/tool"
	"github.com/toolforge/tfk8s/schemas"
)

// apiMessages are what the API server says of a whole object.
func apiMessages() []message {
	return []message{{
		signs:  []string{"object is being deleted"},
		means:  "the old object is still being taken down, so the new one cannot have its name yet: `webservice restart` was too quick",
		remedy: "wait a few moments, then run `webservice start`; before it, `grep kubernetes service.manifest` shows whether the settings are still there",
	}, {
		signs:  []string{"webservice restart fails"},
		means:  "the old objects are still being taken down when `webservice restart` makes the new ones",
		remedy: "wait a few moments, then run `webservice start`",
	}, {
		signs:  []string{"cannot "},
		form:   cannotDo,
		know:   func(a *asked) bool { return a.values["verb"] == "create" && a.isGarbledRequest() },
		rules:  []*lint.Rule{api.APIWrongGroup},
		means:  "kubectl could not tell from apiVersion where to send the object",
		remedy: "write apiVersion and kind as they are spelt: `tfk8s lint FILE` names them",
	}, {
		signs:  []string{"cannot post path"},
		rules:  []*lint.Rule{api.APIWrongGroup},
		means:  "kubectl could not tell from apiVersion where to send the object",
		remedy: "write apiVersion and kind as they are spelt: `tfk8s lint FILE` names them",
	}, {
		signs:  []string{"cannot "},
		form:   cannotDo,
		know:   (*asked).isInLegacyNamespace,
		rules:  []*lint.Rule{tool.LegacyNamespace},
		means:  "{ns} is the tool's namespace on the {old}: on the {cluster} it is {own}",
		remedy: "write namespace: {own} or leave it out, as `tfk8s convert -w FILE` does; for kubectl itself: kubectl config use-context {context}",
	}, {
		signs:  []string{"cannot "},
		form:   cannotDo,
		know:   (*asked).isForbiddenKind,
		rules:  []*lint.Rule{api.ForbiddenKind},
		means:  "a tool may not {verb} {resource}{where}, whatever they hold",
		remedy: "leave the object out: `tfk8s explain forbidden-kind` lists what a tool may create, and administrators can do the rest",
	}, {
		signs:  []string{"cannot "},
		form:   cannotDo,
		know:   func(a *asked) bool { a.knowOwn(); return true },
		rules:  []*lint.Rule{tool.ForeignNamespace, tool.LegacyNamespace},
		means:  "{ns} is not the namespace of the tool that asked: a tool may {verb} {resource} in its own only, {own}",
		remedy: "write namespace: {own} or leave it out; check `kubectl config current-context` and that you became the right tool",
	}, {
		signs:  []string{"cannot create resource"},
		rules:  []*lint.Rule{tool.LegacyNamespace, tool.ForeignNamespace, api.ForbiddenKind},
		means:  "the tool may not create this here: mostly the namespace is still that of the {old}",
		remedy: "write namespace: {prefix}TOOL or leave it out, as `tfk8s convert -w FILE` does",
	}, {
		signs:  []string{"invalid namespace"},
		form:   words.Pattern(`invalid namespace "?(?P<ns>[^":]*)"?`),
		rules:  []*lint.Rule{tool.ForeignNamespace, tool.ToolNameInvalid},
		means:  "{ns} is not the name of a namespace",
		remedy: "write namespace: {prefix}TOOL or leave it out",
	}, {
		signs:  []string{"namespaces", "namespace"},
		form:   words.Pattern(`namespaces? "?(?P<ns>[^"\s]*_[^"\s]*)"? not found`),
		rules:  []*lint.Rule{tool.ToolNameInvalid},
		means:  "{ns} can be no namespace: a name with _ is none, so the {cluster} never made it",
		remedy: "ask for a tool with another name (a-z, 0-9 and -), and move there",
	}, {
		signs:  []string{"namespaces", "namespace"},
		form:   words.Pattern(`namespaces? "?(?P<ns>[^"\s]+)"? not found`),
		rules:  []*lint.Rule{tool.LegacyNamespace, tool.ForeignNamespace, tool.ToolNameInvalid},
		means:  "there is no namespace {ns}",
		remedy: "write namespace: {prefix}TOOL; and check the cluster: kubectl config use-context {context}",
	}, {
		signs:  []string{"new namespace never made"},
		rules:  []*lint.Rule{tool.ToolNameInvalid},
		means:  "a tool whose name has _ or is too long for {prefix}TOOL gets no namespace on the {cluster}",
		remedy: "ask for a tool with another name (a-z, 0-9 and -), and move there",
	}, {
		signs:  []string{"already exists"},
		form:   words.Pattern(`(?:(?P<kind>[a-z]\w*)(?:\.[\w.]+)? )?"?(?P<name>[^"\s]+)"? already exists`),
		know:   (*asked).isReserved,
		rules:  []*lint.Rule{ingress.ReservedName},
		means:  "the cluster keeps an object of this name ({name}) in every tool's namespace",
		remedy: "give yours another name",
	}, {
		signs:  []string{"already exists"},
		form:   words.Pattern(`(?:(?P<kind>[a-z]\w*)(?:\.[\w.]+)? )?"?(?P<name>[^"\s]+)"? already exists`),
		know:   func(a *asked) bool { a.orElse("kind", "KIND"); return true },
		rules:  []*lint.Rule{quota.NameUsedTwice, ingress.ReservedName},
		means:  "the namespace has {kind} called {name} already: `kubectl create` does not replace it, and a file may hold two of them",
		remedy: "kubectl delete {kind} {name}, and create it again; or give one of the two another name",
	}, {
		signs:  []string{"exceeded quota"},
		form:   quotaForm,
		know:   func(a *asked) bool { return a.isOver("services.nodeports") },
		rules:  []*lint.Rule{ingress.ServiceType},
		means:  "a Service of this type takes a port of every node, and a tool may have {limited}",
		remedy: "use type: ClusterIP, and an Ingress for what the web shall see",
	}, {
		signs:  []string{"exceeded quota"},
		form:   quotaForm,
		know:   func(a *asked) bool { return a.isOver("services", "configmaps", "secrets", "replicationcontrollers") },
		rules:  []*lint.Rule{quota.ObjectCount},
		means:  "the namespace may hold {limited} and has {used}: there is no room for {requested} more",
		remedy: "delete one that you no longer need (kubectl get {over}), or join two",
	}, {
		signs:  []string{"exceeded quota"},
		form:   quotaForm,
		know:   func(a *asked) bool { a.isOver(""); return true },
		rules:  []*lint.Rule{quota.QuotaAlone, quota.QuotaTogether, quota.RolloutOverQuota},
		means:  "all pods of the namespace together may have {limited}; {used} are taken, and this one asks for {requested}",
		remedy: "lower its resources or replicas, or stop something else (kubectl get pods): `tfk8s quota FILE…` adds up; administrators can raise a quota",
	}, {
		signs:  []string{"exceeded quota", "failed quota"},
		rules:  []*lint.Rule{quota.QuotaAlone, quota.QuotaTogether, quota.RolloutOverQuota, quota.ObjectCount, ingress.ServiceType},
		means:  "the namespace has no room for it",
		remedy: "lower its resources or replicas, or stop something else: `tfk8s quota FILE…` adds up, `kubectl describe quota` tells what is taken",
	}, {
		signs:  []string{"expected pointer, but got nil"},
		rules:  []*lint.Rule{field.InvalidValue},
		means:  "the API server takes no rollingUpdate, not even an empty one, beside strategy type Recreate",
		remedy: "remove spec.strategy.rollingUpdate",
	}, {
		signs:  []string{"envvar.value: readstring", "into go struct field envvar", "into envvar.value"},
		rules:  []*lint.Rule{podpreset.EnvNotString, field.WrongType},
		means:  "the value of a variable is a number, a boolean (true, yes, on, off) or a map, and must be a text",
		remedy: `put it in quotes (value: "true"), as ` + "`tfk8s convert -w FILE`" + ` does`,
	}, {
		signs:  []string{"quantities must match", "unable to parse quantity"},
		form:   words.Pattern(`(?:.*? of \.\.\.\|(?P<near>.*?)\|\.\.\.)?`),
		know:   (*asked).knowDecoded,
		rules:  []*lint.Rule{quota.UnitSlip, field.WrongType, field.InvalidValue},
		means:  "a quantity of cpu, memory or storage is misspelt{near}",
		remedy: "write a number and one of m, k, M, G, Ki, Mi, Gi, with no blank between: {limits}",
	}, {
		signs:  []string{"cannot be handled as", "cannot unmarshal", "readstring: expects"},
		form:   words.Pattern(`(?:.*? of \.\.\.\|(?P<near>.*?)\|\.\.\.)?`),
		know:   (*asked).knowDecoded,
		rules:  []*lint.Rule{field.WrongType, podpreset.EnvNotString, field.InvalidValue},
		means:  "a value has another type than its field, and the API server cannot read the object{near}",
		remedy: "quote numbers and booleans where a text is wanted, unquote them where a number is; `tfk8s lint FILE` finds the field (the one that the error names may stand behind it)",
	}, {
		signs:  []string{"resourceversion should not be set", "the object has been modified", "operation cannot be fulfilled"},
		rules:  []*lint.Rule{field.ServerFields},
		means:  "the manifest holds fields that the server sets, as `kubectl get -o yaml` prints them",
		remedy: "remove metadata.resourceVersion, uid, selfLink, creationTimestamp and status, as `tfk8s convert -w FILE` does",
	}, {
		signs:  []string{"switch back", "use-context"},
		means:  "the way back to the {old}, while it ran, was that of the move in reverse",
		remedy: "stop what runs on the {cluster} (webservice stop, kubectl delete deployment NAME), kubectl config use-context {oldContext}, unalias kubectl, and start it again (webservice --backend=kubernetes TYPE start, or kubectl create with the old manifest)",
	}}
}

// cannotDo is how the API server says that one may not do something.
var cannotDo = words.Pattern(`(?:User "?(?P<user>[^"\s]+)"? )?cannot (?P<verb>\w+) resource "?(?P<resource>[\w/.-]+)"? in API group (?:"(?P<group>[\w.-]*)"|(?P<group2>[\w.-]+?)?) ?(?:at the (?P<cluster2>cluster) scope|in the namespace "?(?P<ns>[^":]*)"?)`)

// knowOwn adds the namespace of the tool that asked, as far as the error tells.
func (a *asked) knowOwn() {
	a.values["group"] += a.values["group2"]
	a.values["own"] = a.Policy.Current.NamespacePrefix + "TOOL"
	if user := a.values["user"]; a.IsToolName(user) {
		a.values["own"] = a.Policy.Current.NamespacePrefix + user
	}
}

// isGarbledRequest reports whether a request went where nothing is served: the name of the namespace or of a list stands
// where that of a resource should.
func (a *asked) isGarbledRequest() bool {
	a.knowOwn()
	resource, _, _ := strings.Cut(a.values["resource"], "/")
	isServed := slices.ContainsFunc(a.Bundle.Resources(), func(r schemas.Resource) bool { return r.Plural == resource })
	return a.values["cluster2"] != "" && !isServed
}

func (a *asked) isInLegacyNamespace() bool {
	a.knowOwn()
	ns, user := a.values["ns"], a.values["user"]
	if ns == "" || !a.IsToolName(ns) || a.IsReservedNamespace(ns) || strings.HasPrefix(ns, a.Policy.Current.NamespacePrefix) || user != "" && user != ns {
		return false
	}
	a.values["own"] = a.Policy.Current.NamespacePrefix + ns
	return true
}

// isForbiddenKind reports whether a tool may not do this even in its own namespace.
func (a *asked) isForbiddenKind() bool {
	a.knowOwn()
	if a.values["cluster2"] != "" {
		a.values["where"] = " (they belong to the whole cluster)"
		return true
	}
	own := a.values["user"] == "" || a.values["ns"] == a.values["own"]
	return own && strings.HasPrefix(a.values["ns"], a.Policy.Current.NamespacePrefix) && !a.Policy.MayCreate(a.values["group"], a.values["resource"])
}

func (a *asked) isReserved() bool {
	for _, r := range a.Policy.Tools.ReservedObjects {
		if r.Name == a.values["name"] && strings.HasPrefix(a.values["kind"], strings.ToLower(r.Kind)) {
			return true
		}
	}
	return false
}

func (a *asked) orElse(name, value string) {
	if a.values[name] == "" {
		a.values[name] = value
	}
}

// quotaForm is how the quota says no.
var quotaForm = words.Pattern(`exceeded quota: (?P<quota>[^,\s]+), requested: (?P<requested>\S+), used: (?P<used>\S+), limited: (?P<limited>[^\s\]]+)`)

// isOver reports whether one of the resources is among those that are exceeded, and makes the lists of amounts readable.
func (a *asked) isOver(resources ...string) bool {
	over := false
	for amount := range strings.SplitSeq(a.values["requested"], ",") {
		name, _, _ := strings.Cut(amount, "=")
		for _, r := range resources {
			if r == name {
				over = true
				a.values["over"] = name
			}
		}
	}
	if !over && resources[0] != "" {
		return false
	}
	for _, key := range []string{"requested", "used", "limited"} {
		a.values[key] = amounts(a.values[key])
	}
	return true
}

// amounts writes pods=4,limits.cpu=2 as a sentence does: 4 pods and 2 limits.cpu.
func amounts(list string) string {
	var found []string
	for amount := range strings.SplitSeq(list, ",") {
		name, n, _ := strings.Cut(amount, "=")
		found = append(found, n+" "+name)
	}
	return words.Listed(found)
}

// knowDecoded says near which text the server's decoder stopped.
func (a *asked) knowDecoded() bool {
	if near := a.values["near"]; near != "" {
		a.values["near"] = ", near: " + near
	}
	return true
}
