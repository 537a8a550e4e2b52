package explain

import (
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/schemas"
)

// accessMessages are what the API server says about who may do what in which namespace.
func accessMessages() []message {
	return []message{{
		signs: []string{"cannot "}, form: cannotForm,
		match: func(q *query) bool { return q.values["verb"] == "create" && q.isGarbledRequest() },
		rules: []string{"api-wrong-group"},
		means: "kubectl sent the object to a wrong address, because of its apiVersion",
		help:  "correct apiVersion and kind; `tfk8s lint FILE` names them",
	}, {
		signs: []string{"cannot post path"},
		rules: []string{"api-wrong-group"},
		means: "kubectl sent the object to a wrong address, because of its apiVersion",
		help:  "correct apiVersion and kind; `tfk8s lint FILE` names them",
	}, {
		signs: []string{"cannot "}, form: cannotForm,
		match: func(q *query) bool { return q.isInLegacyNamespace() && q.values["verb"] == "create" },
		rules: []string{"legacy-namespace"},
		means: `"{ns}" is the tool's namespace on the {old}; on the {cluster} it is "{own}"`,
		help:  "write namespace: {own} or remove the line; if the file has no namespace, `kubectl config use-context {context}`", fixed: true,
	}, {
		signs: []string{"cannot "}, form: cannotForm,
		match: (*query).isInLegacyNamespace,
		rules: []string{"legacy-namespace"},
		means: `"{ns}" is the tool's namespace on the {old}; on the {cluster} it is "{own}"`,
		help:  "`kubectl config use-context {context}`, and no -n {ns} on the command line",
	}, {
		signs: []string{"cannot "}, form: cannotForm,
		match: func(q *query) bool { return q.values["verb"] != "create" && q.values["cluster2"] != "" },
		means: "a tool may not {verb} {resource} of the whole cluster, only those in its own namespace",
		help:  "leave out --all-namespaces; nodes, namespaces and other objects without a namespace are not for tools",
	}, {
		signs: []string{"cannot "}, form: cannotForm,
		match: (*query).isForbiddenKind,
		rules: []string{"forbidden-kind"},
		means: "a tool may not {verb} {resource}{where}",
		help:  "remove the object; `tfk8s explain forbidden-kind` lists what a tool may create, and the administrators can do the rest",
	}, {
		signs: []string{"cannot "}, form: cannotForm,
		match: func(q *query) bool { q.addOwn(); return q.values["ns"] == q.values["own"] },
		means: `a tool may usually {verb} {resource} in its own namespace "{ns}", but here the tool has no right to`,
		help:  "check with `whoami` that you became this tool; if so, ask the administrators to set up its account on the {cluster} again",
	}, {
		signs: []string{"cannot "}, form: cannotForm,
		match: func(q *query) bool { q.addOwn(); return true },
		rules: []string{"foreign-namespace", "legacy-namespace"},
		means: `a tool may {verb} {resource} only in its own namespace, "{own}", not in "{ns}"`,
		help:  "write namespace: {own} or remove the line; check `kubectl config current-context`, and `whoami` for the tool that you became",
	}, {
		signs: []string{"cannot create resource"},
		rules: []string{"legacy-namespace", "foreign-namespace", "forbidden-kind"},
		means: "the tool may not create this here, in most cases because the namespace is that of the {old}",
		help:  "write namespace: {own} or remove the line", fixed: true,
	}, {
		signs: []string{"does not allow access to the requested resource"},
		form:  words.Pattern(`requested resource(?: \((?P<verb>\w+) (?P<resource>[\w./-]+))?`),
		match: func(q *query) bool { q.orElse("resource", "this"); return true },
		means: "the {old} does not let the tool access {resource}: another tool's namespace, or a kind that tools may not use there",
		help:  "on the {old}, use the namespace TOOL and no Ingress, StatefulSet or CronJob; the {cluster} has them: `kubectl config use-context {context}`, and `{alias}`",
	}, {
		signs: []string{"invalid namespace"},
		form:  words.Pattern(`invalid namespace "?(?P<ns>[^":]*)"?`),
		rules: []string{"foreign-namespace", "tool-name-invalid"},
		means: `"{ns}" cannot be the name of a namespace`,
		help:  "write namespace: {own} or remove the line",
	}, {
		signs: []string{"namespaces", "namespace"},
		form:  words.Pattern(`namespaces? "?(?P<ns>[^"\s]*_[^"\s]*)"? not found`),
		rules: []string{"tool-name-invalid"},
		means: `a name with _ cannot be a namespace, so the {cluster} has no "{ns}"`,
		help:  "ask the administrators for a tool with another name (a-z, 0-9 and -), and move there",
	}, {
		signs: []string{"namespaces", "namespace"},
		form:  words.Pattern(`namespaces? "?(?P<ns>[^"\s]+)"? not found`),
		match: (*query).addNamespace,
		rules: []string{"legacy-namespace", "foreign-namespace", "tool-name-invalid"},
		means: `the cluster has no namespace "{ns}"`,
		help:  "write namespace: {own}, and check the cluster: `kubectl config use-context {context}`",
	}, {
		signs: []string{"new namespace never made"},
		rules: []string{"tool-name-invalid"},
		means: "a tool gets no namespace on the {cluster} if its name has _ or is too long",
		help:  "ask the administrators for a tool with another name (a-z, 0-9 and -), and move there",
	}}
}

// cannotForm is how the API server says that somebody may not do something, since Kubernetes 1.12 and before.
var cannotForm = words.Pattern(`(?:User "?(?P<user>[^"\s]+)"? )?cannot (?P<verb>\w+) +(?:resource "?(?P<resource>[\w/.-]+)"? in API group (?:"(?P<group>[\w.-]*)"|(?P<group2>[\w.-]+?)?)|"?(?P<resource2>[a-z][\w/-]*)(?:\.(?P<group3>[\w.-]+?))?"?) ?(?:at the (?P<cluster2>cluster) scope|in the namespace (?:"(?P<ns>[^"]*)"|(?P<ns2>[^":.\s]*)))`)

// addOwn adds the namespace of the tool that asked, as far as the error says who that is.
func (q *query) addOwn() {
	q.values["group"] += q.values["group2"] + q.values["group3"]
	q.values["group2"], q.values["group3"] = "", ""
	q.orElse("resource", q.values["resource2"])
	q.orElse("ns", q.values["ns2"])
	if user := q.values["user"]; q.IsToolName(user) {
		q.values["own"] = q.Policy.Current.NamespacePrefix + user
	}
}

// addNamespace adds the namespace on the current cluster of the tool whose legacy namespace an error names.
func (q *query) addNamespace() bool {
	prefix := q.Policy.Current.NamespacePrefix
	if ns := q.values["ns"]; q.IsToolName(ns) && !strings.HasPrefix(ns, prefix) && !q.IsReservedNamespace(ns) {
		q.values["own"] = prefix + ns
	}
	return true
}

// isGarbledRequest reports whether a request was sent to where nothing is served: the name of the namespace or of a list
// is in the place of a resource.
func (q *query) isGarbledRequest() bool {
	q.addOwn()
	resource, _, _ := strings.Cut(q.values["resource"], "/")
	isServed := slices.ContainsFunc(q.Bundle.Resources(), func(r schemas.Resource) bool { return r.Plural == resource })
	return q.values["cluster2"] != "" && !isServed
}

func (q *query) isInLegacyNamespace() bool {
	q.addOwn()
	ns, user := q.values["ns"], q.values["user"]
	if ns == "" || !q.IsToolName(ns) || q.IsReservedNamespace(ns) || strings.HasPrefix(ns, q.Policy.Current.NamespacePrefix) || user != "" && user != ns {
		return false
	}
	q.values["own"] = q.Policy.Current.NamespacePrefix + ns
	return true
}

// isForbiddenKind reports whether a tool may not do this even in its own namespace.
func (q *query) isForbiddenKind() bool {
	q.addOwn()
	if q.values["cluster2"] != "" {
		q.values["where"] = ": they belong to the whole cluster"
		return true
	}
	isOwn := q.values["user"] == "" || q.values["ns"] == q.values["own"]
	return isOwn && strings.HasPrefix(q.values["ns"], q.Policy.Current.NamespacePrefix) && !q.Policy.MayCreate(q.values["group"], q.values["resource"])
}

// orElse adds a value that the error does not have.
func (q *query) orElse(name, value string) {
	if q.values[name] == "" {
		q.values[name] = value
	}
}
